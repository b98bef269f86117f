"""Runs every notebook and keeps its plain answers; run by `make notebooks` after a change of data.

Cells marked NBVAL_IGNORE_OUTPUT keep no output; widget states are never kept.
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).parent.parent / "notebooks"


def main() -> None:
    """Run, tidy and write each notebook."""
    for path in sorted(ROOT.rglob("*.ipynb")):
        if ".ipynb_checkpoints" in path.parts:
            continue
        notebook = nbformat.read(path, as_version=4)
        NotebookClient(notebook, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}}).execute()
        notebook.metadata.pop("widgets", None)
        for cell in notebook.cells:
            cell.metadata.pop("execution", None)
            if cell.cell_type == "code" and "NBVAL_IGNORE_OUTPUT" in cell.source:
                cell.outputs = []
        nbformat.write(notebook, path)
        print(f"{path.relative_to(ROOT)}: run and kept")


if __name__ == "__main__":
    main()
