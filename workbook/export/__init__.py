"""What a view shows, as files: one `Report` for all formats, each with the data's version and the link back."""

from .naming import file_name
from .report import VIEWS, Report, report_of
from .save import FORMATS, MIME, NoPicture, NoTable, file_of, save

__all__ = ["FORMATS", "MIME", "VIEWS", "NoPicture", "NoTable", "Report", "file_name", "file_of", "report_of", "save"]
