"""Where the notebooks are."""

from pathlib import Path

PACKAGE = Path(__file__).parent.parent


def dashboards() -> Path:
    """The folder that Voila serves; it holds nothing but dashboards."""
    shipped = PACKAGE / "notebooks_shipped" / "dashboards"
    return shipped if shipped.is_dir() else PACKAGE.parent / "notebooks" / "dashboards"
