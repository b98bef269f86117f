"""What a view shows, as files: one `Report` for all formats, each with the data's version and the link back."""

from .report import VIEWS, Report, report_of
from .save import FORMATS, MIME, NoPicture, NoTable, save

__all__ = ["FORMATS", "MIME", "VIEWS", "NoPicture", "NoTable", "Report", "report_of", "save"]
