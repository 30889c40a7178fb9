"""OpenDocument texts (.odt) as a page of HTML (OASIS Open Document Format 1.3, part 3).

The XML is walked here, element by element: odfpy gives but another tree of it, in which
spaces, styles and tracked changes are still elements to be understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml import etree

from ..document import MinutesError
from .archives import PROTECTED, SAVE_AS, Archive
from .flow import HIDDEN, SET_APART, STRUCK, UNSAID, Flow, role_of, run_of
from .inline import EMPHASIS, STRONG, UNDERLINE, Run
from .numbering import BULLET, Level, Numbering

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_OFFICE, _TEXT, _TABLE, _DRAW, _STYLE, _FO, _SVG, _MANIFEST = (
    f"{{{_OASIS}{name}:1.0}}"
    for name in (
        *("office", "text", "table", "drawing", "style"),
        *("xsl-fo-compatible", "svg-compatible", "manifest"),
    )
)
_HREF = "{http://www.w3.org/1999/xlink}href"

# What is not printed where it stands: what was deleted, what people remarked, what fields
# and tables of contents are made of, and what describes a picture.
_UNPRINTED = {
    *(f"{_TEXT}{name}" for name in ("tracked-changes", "note-citation", "number", "script")),
    *(f"{_OFFICE}{name}" for name in ("annotation", "forms", "binary-data", "event-listeners")),
    *(f"{_SVG}{name}" for name in ("title", "desc")),
    *(
        f"{_TEXT}{name}-source"
        for name in (
            *("table-of-content", "alphabetical-index", "bibliography", "illustration-index"),
            *("object-index", "table-index", "user-index"),
        )
    ),
}
_PARAGRAPHS = {f"{_TEXT}p", f"{_TEXT}h"}
_ROWS = {f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")}
_COVERED = f"{_TABLE}covered-table-cell"
_CELLS = {f"{_TABLE}table-cell", _COVERED}
# How often anything is repeated, whatever the document says: nobody lays out more columns,
# nobody sees more spaces, and a small file must not come to a huge page.
_MOST_COLUMNS = 100
_MOST_CELLS = 10_000
_MOST_SPACES = 8
_COUNT = re.compile(r"[1-9]\d{0,8}")
_ENCODED = re.compile(r"_([0-9a-f]{1,4})_")  # "Heading_20_1"


class _Style(NamedTuple):
    """What a style and those it is based on make of a text."""

    names: tuple[str, ...] = ()
    on: int = 0
    off: int = 0
    outline: int = 0


def html_of(archive: Archive) -> str:
    """The page of HTML of an OpenDocument text."""
    if "META-INF/manifest.xml" in archive:
        manifest = archive.xml("META-INF/manifest.xml")
        if next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
            raise MinutesError(PROTECTED)
    content = archive.xml("content.xml")
    text = content.find(f"{_OFFICE}body/{_OFFICE}text")
    if text is None:
        raise MinutesError(f"no OpenDocument text: {SAVE_AS}")
    roots = [archive.xml("styles.xml")] if "styles.xml" in archive else []
    reader = _Reader([*roots, content])
    reader.blocks(text)
    return reader.flow.page()


class _Reader:
    def __init__(self, roots: list[etree._Element]) -> None:
        self.flow = Flow()
        self._declared = {
            (style.get(f"{_STYLE}family", ""), style.get(f"{_STYLE}name", "")): style
            for root in roots
            for style in root.iter(f"{_STYLE}style")
        }
        self._styles: dict[tuple[str, str], _Style] = {}
        self._numbering = _numbering(roots)
        self._repeated = 0  # cells so far that repeat the one before them
        self._note = ""  # what is printed before the next paragraph, which begins a note

    def blocks(self, parent: etree._Element) -> None:
        """Walk what stands in `parent`: paragraphs, lists, tables, and what groups them."""
        walk = etree.iterwalk(parent, events=("start", "end"))
        lists: list[str] = []  # the style of each list open here
        # The number of the item that the next paragraph begins; None if it begins none.
        begins: str | None = None
        for event, element in walk:
            tag = element.tag
            if event == "end":
                if tag == f"{_TEXT}list":
                    lists.pop()
            elif tag in _PARAGRAPHS:
                self._paragraph(element, len(lists), begins)
                begins = None
                walk.skip_subtree()
            elif tag == f"{_TEXT}list":
                lists.append(self._opened(element, lists))
            elif tag == f"{_TEXT}list-item" and lists:
                start = element.get(f"{_TEXT}start-value")
                begins = self._numbering.next(
                    lists[-1], len(lists) - 1, _count(start) if start else None
                )
            elif tag == f"{_TEXT}list-header":
                begins = None
            elif tag == f"{_TABLE}table":
                self._table(element)
                walk.skip_subtree()
            elif tag in _UNPRINTED:
                walk.skip_subtree()

    def _opened(self, element: etree._Element, around: list[str]) -> str:
        """The style of a list, which is that of the list around it if it has none."""
        style = element.get(f"{_TEXT}style-name") or (around[-1] if around else "")
        continues = element.get(f"{_TEXT}continue-numbering") == "true"
        if not continues and not element.get(f"{_TEXT}continue-list"):
            self._numbering.restart(style, len(around))
        return style

    def _table(self, element: etree._Element) -> None:
        with self.flow.table():
            for row in _rows(element):
                with self.flow.row():
                    for cell in row:
                        if cell.tag in _CELLS:
                            self._cell(cell)

    def _cell(self, cell: etree._Element) -> None:
        # What a merged cell covers is kept, if it holds anything.
        if cell.tag == _COVERED and not len(cell):
            return
        with self.flow.cell(_count(cell.get(f"{_TABLE}number-columns-spanned"))):
            self.blocks(cell)
        repeated = min(_count(cell.get(f"{_TABLE}number-columns-repeated")), _MOST_COLUMNS) - 1
        for _ in range(min(repeated, _MOST_CELLS - self._repeated)):
            self._repeated += 1
            with self.flow.cell():
                pass

    def _paragraph(self, element: etree._Element, lists: int, begins: str | None) -> None:
        """A paragraph, in so many lists; `begins` is the number of the item it begins."""
        style = self.style("paragraph", element.get(f"{_TEXT}style-name"))
        role, number = role_of(style.names)
        is_heading = element.tag == f"{_TEXT}h" or role == "heading"
        inline = _Inline(self)
        is_apart = is_heading or role in SET_APART
        inline.read(element, style.on & UNSAID if is_apart else style.on)
        runs, flow = inline.runs, self.flow
        if self._note:
            runs.insert(0, Run(f"[{self._note}] "))
            self._note = ""
        if is_heading:
            outline = element.get(f"{_TEXT}outline-level")
            level = _count(outline) if outline else style.outline or number
            flow.heading(runs, level, begins or "")
        elif lists and begins is not None:
            flow.item(runs, lists - 1, begins, ordered=bool(begins))
        elif lists:
            flow.continued(runs, lists - 1)
        elif role == "title":
            flow.title(runs)
        elif role == "quotation":
            flow.quotation(runs)
        elif role == "rule":
            flow.rule()
        else:
            flow.paragraph(runs)
        for note, held in inline.held:
            with flow.apart():
                self._note = note
                self.blocks(held)
                self._note = ""

    def style(self, family: str, name: str | None) -> _Style:
        """A style with what it takes over from those that it is based on."""
        if name is None:
            return _Style()
        key = family, name
        if key not in self._styles:
            chain: dict[str, etree._Element] = {}
            above: str | None = name
            while above is not None and above not in chain and (family, above) in self._declared:
                chain[above] = self._declared[family, above]
                above = chain[above].get(f"{_STYLE}parent-style-name")
            self._styles[key] = _resolved(chain)
        return self._styles[key]


class _Inline:
    """The text of one paragraph, and what stands apart from it: notes and text boxes."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self.runs: list[Run] = []
        self.held: list[tuple[str, etree._Element]] = []

    def read(self, paragraph: etree._Element, marks: int) -> None:
        walk = etree.iterwalk(paragraph, events=("start", "end"))
        around = [(marks, "")]  # the marks and the link's address in each element open here
        for event, element in walk:
            if event == "end":
                around.pop()
                if element is not paragraph:
                    self._add(element.tail, around)
                continue
            tag = element.tag
            marks, href = around[-1]
            if tag == f"{_TEXT}span":
                style = self._reader.style("text", element.get(f"{_TEXT}style-name"))
                marks = marks & ~style.off | style.on
            elif tag == f"{_TEXT}a":
                href = element.get(_HREF, "")
            around.append((marks, href))
            if tag == f"{_TEXT}note":
                self._hold(element)
            elif tag == f"{_DRAW}text-box":
                self.held.append(("", element))
            elif tag == f"{_TEXT}s":
                spaces = _count(element.get(f"{_TEXT}c"))
                self._add(" " * min(spaces, _MOST_SPACES), around)
            elif tag == f"{_TEXT}tab":
                self._add("\t", around)
            elif tag == f"{_TEXT}line-break":
                self.runs.append(run_of("\n", *around[-1]))
            elif tag not in _UNPRINTED:
                self._add(element.text, around)
                continue
            walk.skip_subtree()

    def _hold(self, note: etree._Element) -> None:
        citation = note.find(f"{_TEXT}note-citation")
        body = note.find(f"{_TEXT}note-body")
        if body is not None:
            mark = None if citation is None else citation.text
            self.held.append(((mark or "").strip(), body))

    def _add(self, text: str | None, around: list[tuple[int, str]]) -> None:
        if text:
            self.runs.append(run_of(text.replace("\n", " "), *around[-1]))


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, in groups or not, but not those of tables in its cells."""
    for child in table:
        if child.tag == f"{_TABLE}table-row":
            yield child
        elif child.tag in _ROWS:
            yield from _rows(child)


def _resolved(chain: dict[str, etree._Element]) -> _Style:
    on = off = 0
    for style in reversed(chain.values()):
        for properties in style.iter(f"{_STYLE}text-properties"):
            sets, unsets = _marks(properties)
            on, off = on & ~unsets | sets, off & ~sets | unsets
    outlines = (style.get(f"{_STYLE}default-outline-level") for style in chain.values())
    return _Style(
        tuple(_ENCODED.sub(lambda match: chr(int(match[1], 16)), name) for name in chain),
        on,
        off,
        next((_count(outline) for outline in outlines if outline), 0),
    )


def _marks(properties: etree._Element) -> tuple[int, int]:
    """The marks that text properties set, and those that they take away."""
    on = off = 0
    for mark, name, plain in (
        (STRONG, f"{_FO}font-weight", ("normal", "100", "200", "300", "400", "500")),
        (EMPHASIS, f"{_FO}font-style", ("normal",)),
        (UNDERLINE, f"{_STYLE}text-underline-style", ("none",)),
        (STRUCK, f"{_STYLE}text-line-through-style", ("none",)),
        (STRUCK, f"{_STYLE}text-line-through-type", ("none",)),
        (HIDDEN, f"{_TEXT}display", ("true", "condition")),
    ):
        value = properties.get(name)
        if value in plain:
            off |= mark
        elif value is not None:
            on |= mark
    return on, off


def _numbering(roots: Iterable[etree._Element]) -> Numbering:
    numbering = Numbering()
    for root in roots:
        for style in root.iter(f"{_TEXT}list-style"):
            numbering.levels[style.get(f"{_STYLE}name", "")] = {
                _count(level.get(f"{_TEXT}level")) - 1: _level(level) for level in style
            }
    return numbering


_FORMS = {"1": "decimal", "a": "letter", "A": "LETTER", "i": "roman", "I": "ROMAN"}


def _level(level: etree._Element) -> Level:
    if level.tag != f"{_TEXT}list-level-style-number":
        return BULLET
    last = _count(level.get(f"{_TEXT}level"))
    first = max(last - _count(level.get(f"{_TEXT}display-levels")), 0) + 1
    return Level(
        _FORMS.get(level.get(f"{_STYLE}num-format", ""), ""),
        ".".join(f"%{one}" for one in range(first, last + 1)),
        _count(level.get(f"{_TEXT}start-value")),
    )


def _count(text: str | None) -> int:
    """How many an attribute says; one where it says nothing sensible."""
    return int(text) if text and _COUNT.fullmatch(text) else 1
