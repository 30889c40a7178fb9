"""Writing: minutes as Markdown, HTML, a Jekyll post, or a record."""

from ..reading.inline import html as inline_html
from .html import html
from .markdown import markdown
from .post import jekyll_post
from .record import record, record_of_reading

__all__ = ["html", "inline_html", "jekyll_post", "markdown", "record", "record_of_reading"]
