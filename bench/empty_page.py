"""Our own server with one page that has nothing on it: `python -m bench.empty_page PORT`."""

import sys
from pathlib import Path

from workbook.serving import printed, server

if __name__ == "__main__":
    printed.dashboards = server.dashboards = lambda: Path(__file__).parent / "empty"
    server.serve("127.0.0.1", int(sys.argv[1]), "/")
