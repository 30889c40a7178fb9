"""A Word document (.docx) as HTML, by mammoth.

Mammoth keeps tracked insertions and drops deletions, and reads headings, lists, tables,
notes and text boxes. It is handed only the parts that hold text, each parsed and found safe.
"""

from __future__ import annotations

import io
import zipfile

import mammoth
from lxml import etree

from ..document import MinutesError
from .archives import Archive

MAIN_PART = "word/document.xml"

# What mammoth asks for besides the main part, where it is there.
_PARTS = frozenset(
    {
        "[Content_Types].xml",
        "_rels/.rels",
        MAIN_PART,
        "word/_rels/document.xml.rels",
        "word/styles.xml",
        "word/numbering.xml",
        "word/footnotes.xml",
        "word/endnotes.xml",
        "word/_rels/footnotes.xml.rels",
        "word/_rels/endnotes.xml.rels",
    }
)
_STYLES = "u => u\np[style-name='Title'] => h1:fresh\np[style-name='Quote'] => blockquote:fresh"


def html_of(archive: Archive) -> str:
    """The body as a fragment of HTML."""
    with zipfile.ZipFile(safe := io.BytesIO(), "w") as parts:
        for name in sorted(_PARTS & archive.names):
            parts.writestr(name, etree.tostring(archive.xml(name)))
    safe.seek(0)
    try:
        return str(
            mammoth.convert_to_html(
                safe, style_map=_STYLES, convert_image=_no_image, ignore_empty_paragraphs=False
            ).value
        )
    except (KeyError, ValueError, AttributeError, IndexError, TypeError) as error:
        # Well-formed XML, but no document: mammoth checks nothing before it looks.
        raise MinutesError(f"damaged: not a whole Word document ({error})") from None


def _no_image(image: object) -> list[object]:
    return []
