"""Writing: minutes as Markdown, HTML, a Jekyll post, or a record."""

from ..reading.inline import html as inline_html
from .record import record, record_of_reading

__all__ = ["inline_html", "record", "record_of_reading"]
