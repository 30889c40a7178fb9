"""An OpenDocument text (.odt) as HTML.

After OpenDocument 1.3, part 3 (OASIS, 2021): the body's paragraphs, headings, lists and
tables in their order; bold, italic and underlined as styles say. What was deleted under
tracked changes, comments, pictures and the page's header and footer are left out.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from lxml import etree

from .archives import Archive

MEDIA_TYPE = b"application/vnd.oasis.opendocument.text"

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_FORM = "{urn:oasis:names:tc:opendocument:xmlns:form:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"

_SKIPPED = frozenset(
    {
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}variable-decls",
        f"{_TEXT}user-field-decls",
        f"{_TEXT}note-citation",
        f"{_OFFICE}annotation",
        f"{_OFFICE}annotation-end",
        f"{_OFFICE}forms",
        f"{_OFFICE}binary-data",
        f"{_DRAW}image",
        f"{_DRAW}object",
        f"{_DRAW}object-ole",
        f"{_SVG}title",
        f"{_SVG}desc",
        f"{_TEXT}index-title-template",
    }
)
# What holds blocks and may stand inside a paragraph: it comes after the paragraph.
_FLOATING = frozenset({f"{_TEXT}note", f"{_DRAW}frame", f"{_DRAW}text-box", f"{_DRAW}custom-shape"})
_WHITE = {f"{_TEXT}s": " ", f"{_TEXT}tab": " ", f"{_TEXT}line-break": "<br>"}
_BLOCKS = {
    f"{_TEXT}list-item": "li",
    f"{_TEXT}list-header": "li",
    f"{_TABLE}table": "table",
    f"{_TABLE}table-row": "tr",
    f"{_TABLE}table-cell": "td",
    f"{_TABLE}covered-table-cell": "td",
}


@dataclass(frozen=True, slots=True)
class _Look:
    """How a style sets text; None where it leaves that to the style around it."""

    bold: bool | None = None
    italic: bool | None = None
    underlined: bool | None = None

    def over(self, under: _Look) -> _Look:
        return _Look(
            under.bold if self.bold is None else self.bold,
            under.italic if self.italic is None else self.italic,
            under.underlined if self.underlined is None else self.underlined,
        )


class Styles:
    """What a document's styles, its own and the automatic ones, say of text and of lists."""

    def __init__(self, *roots: etree._Element) -> None:
        self._own: dict[tuple[str, str], _Look] = {}
        self._parents: dict[tuple[str, str], str] = {}
        self._looks: dict[tuple[str, str], _Look] = {}
        self._numbered: set[tuple[str, int]] = set()
        for root in roots:
            for style in root.iter(f"{_STYLE}style"):
                key = style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")
                self._own[key] = _look(style.find(f"{_STYLE}text-properties"))
                if parent := style.get(f"{_STYLE}parent-style-name"):
                    self._parents[key] = parent
            for numbered in root.iter(f"{_TEXT}list-level-style-number"):
                around = numbered.getparent()
                if around is not None and numbered.get(f"{_STYLE}num-format"):
                    level = int(numbered.get(f"{_TEXT}level", "1"))
                    self._numbered.add((around.get(f"{_STYLE}name", ""), level))

    def look(self, family: str, name: str) -> _Look:
        key = family, name
        if key not in self._looks:
            found, seen = _Look(), set()
            while name and name not in seen:
                seen.add(name)
                found = found.over(self._own.get((family, name), _Look()))
                name = self._parents.get((family, name), "")
            self._looks[key] = found
        return self._looks[key]

    def is_numbered(self, list_style: str, level: int) -> bool:
        return (list_style, level) in self._numbered


def _look(properties: etree._Element | None) -> _Look:
    if properties is None:
        return _Look()
    weight = properties.get(f"{_FO}font-weight")
    posture = properties.get(f"{_FO}font-style")
    line = properties.get(f"{_STYLE}text-underline-style")
    return _Look(
        None if weight is None else weight in {"bold", "600", "700", "800", "900"},
        None if posture is None else posture in {"italic", "oblique"},
        None if line is None else line != "none",
    )


def html_of(archive: Archive) -> str:
    """The body as a fragment of HTML."""
    content = archive.xml("content.xml")
    roots = [content]
    if "styles.xml" in archive.names:
        roots.insert(0, archive.xml("styles.xml"))
    body = content.find(f"{_OFFICE}body/{_OFFICE}text")
    writer = _Writer(Styles(*roots))
    if body is not None:
        writer.blocks(body)
    return "".join(writer.out)


class _Writer:
    """Writes blocks in their order."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.out: list[str] = []
        self.lists: list[str] = []  # the styles of the lists open around here

    def blocks(self, parent: etree._Element) -> None:
        for node in parent:
            tag = node.tag
            if tag in _SKIPPED:
                continue
            if tag in (f"{_TEXT}p", f"{_TEXT}h"):
                self.paragraph(node)
            elif tag == f"{_TEXT}list":
                self.list(node)
            elif tag in _BLOCKS:
                self.out.append(f"<{_BLOCKS[tag]}>")
                self.blocks(node)
                self.out.append(f"</{_BLOCKS[tag]}>")
            else:
                self.blocks(node)

    def list(self, node: etree._Element) -> None:
        style = node.get(f"{_TEXT}style-name") or (self.lists[-1] if self.lists else "")
        self.lists.append(style)
        tag = "ol" if self.styles.is_numbered(style, len(self.lists)) else "ul"
        self.out.append(f"<{tag}>")
        self.blocks(node)
        self.out.append(f"</{tag}>")
        self.lists.pop()

    def paragraph(self, node: etree._Element) -> None:
        tag = "p"
        style = node.get(f"{_TEXT}style-name", "")
        if node.tag == f"{_TEXT}h":
            tag = f"h{min(max(int(node.get(f'{_TEXT}outline-level', '1')), 1), 6)}"
        text = _Text(self.styles)
        text.inside(node, self.styles.look("paragraph", style), "")
        text.set(_Look(), "")
        self.out += [f"<{tag}>", *text.out, f"</{tag}>"]
        for floating in text.floating:
            self.blocks(floating)


class _Text:
    """Writes what stands inside a paragraph; notes and frames are put aside."""

    def __init__(self, styles: Styles) -> None:
        self.styles = styles
        self.out: list[str] = []
        self.floating: list[etree._Element] = []
        self.now: tuple[_Look, str] = (_Look(), "")

    def set(self, look: _Look, href: str) -> None:
        """Close the tags that are open and open those that hold from here."""
        if (look, href) == self.now:
            return
        was, was_href = self.now
        marks = (("strong", "bold"), ("em", "italic"), ("u", "underlined"))
        self.out += [f"</{tag}>" for tag, name in reversed(marks) if getattr(was, name)]
        if was_href:
            self.out.append("</a>")
        if href:
            self.out.append(f'<a href="{escape(href)}">')
        self.out += [f"<{tag}>" for tag, name in marks if getattr(look, name)]
        self.now = look, href

    def write(self, text: str | None, look: _Look, href: str) -> None:
        if text:
            self.set(look, href)
            self.out.append(escape(text, quote=False))

    def inside(self, node: etree._Element, look: _Look, href: str) -> None:
        self.write(node.text, look, href)
        for child in node:
            tag = child.tag
            if tag in _WHITE:
                self.out.append(_WHITE[tag])
            elif tag in _FLOATING:
                self.floating.append(child)
            elif tag == f"{_TEXT}span":
                style = self.styles.look("text", child.get(f"{_TEXT}style-name", ""))
                self.inside(child, style.over(look), href)
            elif tag == f"{_TEXT}a":
                self.inside(child, look, child.get(f"{_XLINK}href", href))
            elif tag not in _SKIPPED:
                self.inside(child, look, href)
            self.write(child.tail, look, href)
