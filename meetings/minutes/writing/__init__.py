"""Writing: minutes as Markdown, HTML, a Jekyll post, a Word document, or a record; agendas."""

from ..reading.inline import html as inline_html
from .agenda import action_note_docx, agenda, agenda_docx
from .docx import docx
from .html import html
from .markdown import markdown
from .post import jekyll_post
from .record import record, record_of_reading

__all__ = [
    "action_note_docx",
    "agenda",
    "agenda_docx",
    "docx",
    "html",
    "inline_html",
    "jekyll_post",
    "markdown",
    "record",
    "record_of_reading",
]
