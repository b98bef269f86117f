"""The command line: `workbook COMMAND`. Answers go to standard output, complaints to standard error.

Exit 0: well. 1: the answer is no, or there are problems. 2: wrong usage.
"""

from __future__ import annotations

import sys

try:
    import click

    from .commands import ALL
    from .commands.cli import Commands
except KeyboardInterrupt:  # stopped while the commands were still being read
    sys.exit(130)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="workbook", prog_name="workbook")
def main() -> None:
    """Compare treaties, provision by provision."""


for command in ALL:
    main.add_command(command)

if __name__ == "__main__":
    main(prog_name="workbook")
