"""Word documents (.docx) as a page of HTML (ECMA-376, part 1, WordprocessingML).

The XML is walked here rather than by mammoth, which sees bold and underlining only where
they are set by hand and not where a style sets them, drops elements that it does not know
with the words in them, forgets the numbers that Word prints by itself, and takes more
than a second for a megabyte of XML.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from lxml import etree

from ..document import MinutesError
from .archives import DAMAGED, Archive
from .flow import SET_APART, UNSAID, Flow, role_of, run_of
from .inline import Run
from .wordstyles import Style, Styles, W, marks, value_of

_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_R = f"{{{_TYPES}}}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# The strict variant of the standard has other names for the same.
_STRICT = {
    "http://purl.oclc.org/ooxml/wordprocessingml/main": W[1:-1],
    "http://purl.oclc.org/ooxml/officeDocument/relationships": _TYPES,
}

# What is not printed: what was deleted or moved away, what fields are made of, how things look.
_UNPRINTED = {
    *(f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "instrText", "delInstrText")),
    *(f"{W}{tag}" for tag in ("pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr")),
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_BREAKS = {f"{W}br", f"{W}cr"}
_TABS = {f"{W}tab", f"{W}ptab"}
_SYMBOLS = {"F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0FD": "☒", "F0A8": "☐", "F0E0": "→"}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+"([^"]*)"')


def content_type(archive: Archive) -> str:
    """What kind of document the archive's main part is, as it says itself."""
    name = _main_part(archive)
    types = archive.xml("[Content_Types].xml")
    stated = {one.get("PartName"): one.get("ContentType", "") for one in types}
    usual = {one.get("Extension"): one.get("ContentType", "") for one in types}
    return stated.get(f"/{name}") or usual.get(name.rpartition(".")[2], "")


def _main_part(archive: Archive) -> str:
    return _Related(archive, "").parts.get("officeDocument", "word/document.xml")


def html_of(archive: Archive) -> str:
    """The page of HTML of a Word document."""
    name = _main_part(archive)
    body = archive.xml(name, _STRICT).find(f"{W}body")
    if body is None:
        raise MinutesError(DAMAGED)
    reader = _Reader(archive, name)
    reader.blocks(body)
    return reader.flow.page()


class _Related:
    """What a part is related to: other parts by their kind, and addresses by their name."""

    def __init__(self, archive: Archive, part: str) -> None:
        self.parts: dict[str, str] = {}
        self.links: dict[str, str] = {}
        folder, file = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{file}.rels")
        if name not in archive:
            return
        for one in archive.xml(name, _STRICT).iter(_RELATIONSHIP):
            target = one.get("Target", "")
            if one.get("TargetMode") == "External":
                self.links[one.get("Id", "")] = target
            else:
                kind = one.get("Type", "").rpartition("/")[2]
                self.parts[kind] = posixpath.normpath(posixpath.join("/", folder, target))[1:]


class _Reader:
    def __init__(self, archive: Archive, name: str) -> None:
        self.flow = Flow()
        self._archive = archive
        self._related = _Related(archive, name)
        self.links = self._related.links
        self.styles = Styles(self._part("styles"), self._part("numbering"))
        self._notes: dict[str, dict[str, etree._Element]] = {}
        self._mark = ""  # what is printed before the next paragraph, which begins a note
        self._unended: list[Run] = []  # text whose paragraph's end was deleted
        self.fields = _Fields()

    def _part(self, kind: str) -> etree._Element | None:
        name = self._related.parts.get(kind, "")
        return self._archive.xml(name, _STRICT) if name in self._archive else None

    def blocks(self, parent: etree._Element) -> None:
        """Walk what stands in `parent`: paragraphs, tables, and what groups them."""
        walk = etree.iterwalk(parent, events=("start",))
        for _, element in walk:
            tag = element.tag
            if tag == f"{W}p":
                self._paragraph(element)
            elif tag == f"{W}tbl":
                self._table(element)
            elif tag in (f"{W}altChunk", f"{W}subDoc"):
                raise MinutesError("holds another file within: save it as one document")
            elif tag not in _UNPRINTED and not _is_fallback(element):
                continue
            walk.skip_subtree()
        self._end()

    def _end(self) -> None:
        """Write what still waits for the end of its paragraph."""
        self.flow.paragraph(self._unended)
        self._unended = []

    def _table(self, table: etree._Element) -> None:
        self._end()
        with self.flow.table():
            for row in _within(table, f"{W}tr"):
                if _has(row, "trPr", "del"):
                    continue
                with self.flow.row():
                    for cell in _within(row, f"{W}tc"):
                        if not _has(cell, "tcPr", "cellDel"):
                            self._cell(cell)

    def _cell(self, cell: etree._Element) -> None:
        properties = cell.find(f"{W}tcPr")
        columns = value_of(properties, "gridSpan") or "1"
        with self.flow.cell(int(columns) if columns.isdigit() and len(columns) < 4 else 1):
            self.blocks(cell)

    def _paragraph(self, element: etree._Element) -> None:
        properties = element.find(f"{W}pPr")
        style = self.styles.paragraph(properties)
        role, number = role_of(style.names)
        level = style.outline or (number if role == "heading" else 0)
        inline = _Inline(self)
        inline.read(element, style.on & UNSAID if level or role in SET_APART else style.on)
        runs = [*self._unended, *inline.runs]
        self._unended = []
        if self._mark:
            runs.insert(0, Run(f"[{self._mark}] "))
            self._mark = ""
        if _has(properties, "rPr", "del"):
            self._unended = runs
        else:
            self._write(runs, style, role, number, level)
        for mark, held in inline.held:
            with self.flow.apart():
                self._mark = mark
                self.blocks(held)
                self._mark = ""

    def _write(self, runs: list[Run], style: Style, role: str, number: int, level: int) -> None:
        """Write a paragraph as what it is by its style, heading `level` or list."""
        flow = self.flow
        printed = self.styles.number(*style.numbered) if style.numbered else None
        if level:
            flow.heading(runs, level, printed or "")
        elif role == "title":
            flow.title(runs)
        elif printed is not None and style.numbered:
            # "List Bullet 2" is a list of its own in Word, and looks like a list within one.
            within = number - 1 if role in ("bullet", "number") else 0
            flow.item(runs, max(style.numbered[1], within), printed, ordered=bool(printed))
        elif role == "continued":
            flow.continued(runs, number - 1)
        elif role == "list heading":
            flow.heading_within(runs, number - 1)
        elif role == "quotation":
            flow.quotation(runs, number - 1)
        elif role == "rule":
            flow.rule()
        else:
            flow.paragraph(runs)

    def note(self, kind: str, name: str | None) -> etree._Element | None:
        """A note of the document, by its kind ("footnotes") and name."""
        if kind not in self._notes:
            root = self._part(kind)
            self._notes[kind] = {} if root is None else {one.get(f"{W}id", ""): one for one in root}
        return self._notes[kind].get(name or "")


class _Inline:
    """The text of one paragraph, and what stands apart from it: notes and text boxes."""

    def __init__(self, reader: _Reader) -> None:
        self._reader = reader
        self.runs: list[Run] = []
        self.held: list[tuple[str, etree._Element]] = []

    def read(self, paragraph: etree._Element, style: int) -> None:
        walk = etree.iterwalk(paragraph, events=("start", "end"))
        run, links = style, [""]
        for event, element in walk:
            tag = element.tag
            if event == "end":
                if tag == f"{W}r":
                    run = style
                elif tag == f"{W}hyperlink":
                    links.pop()
                continue
            if tag == f"{W}r":
                run = self._marks(element, style)
            elif tag == f"{W}hyperlink":
                links.append(self._reader.links.get(element.get(f"{_R}id", ""), links[-1]))
            elif tag in (f"{W}t", _MATH_TEXT):
                self._add((element.text or "").replace("\n", " "), run, links[-1])
            elif tag in _TABS:
                self._add("\t", run, links[-1])
            elif tag in _BREAKS:
                self._add("\n", run, links[-1])
            elif tag == f"{W}noBreakHyphen":
                self._add("-", run, links[-1])
            elif tag == f"{W}sym":
                sign = _SYMBOLS.get(element.get(f"{W}char", "").upper(), "")
                self._add(sign, run, links[-1])
            elif tag == f"{W}fldChar":
                self._reader.fields.at(element.get(f"{W}fldCharType"))
                walk.skip_subtree()
            elif tag == f"{W}instrText":
                self._reader.fields.instruct(element.text or "")
                walk.skip_subtree()
            elif tag in _NOTES:
                self._hold_note(_NOTES[tag], element.get(f"{W}id"))
            elif tag == f"{W}txbxContent":
                self.held.append(("", element))
                walk.skip_subtree()
            elif tag in _UNPRINTED or _is_fallback(element):
                walk.skip_subtree()

    def _marks(self, run: etree._Element, style: int) -> int:
        """The marks of a run: its paragraph's, its style's, and its own above all."""
        properties = run.find(f"{W}rPr")
        if name := value_of(properties, "rStyle"):
            named = self._reader.styles.named(name)
            style = style & ~named.off | named.on
        on, off = marks(properties)
        return style & ~off | on

    def _add(self, text: str, run: int, link: str) -> None:
        self.runs.append(run_of(text, run, link or self._reader.fields.link()))

    def _hold_note(self, kind: str, name: str | None) -> None:
        note = self._reader.note(kind, name)
        if note is not None:
            self.held.append((name or "", note))


class _Fields:
    """The fields open here, which may begin in one paragraph and end in another (17.16.5)."""

    def __init__(self) -> None:
        self._links: list[str] = []  # where each leads, "" if nowhere
        self._instruction = ""

    def at(self, kind: str | None) -> None:
        """Where a field begins, where its result does ("separate"), or where it ends."""
        if kind == "begin":
            self._links.append("")
            self._instruction = ""
        elif kind == "separate" and self._links:
            match = _HYPERLINK.match(self._instruction)
            self._links[-1] = match[1] if match else ""
        elif kind == "end" and self._links:
            self._links.pop()

    def instruct(self, text: str) -> None:
        self._instruction += text

    def link(self) -> str:
        return next((link for link in reversed(self._links) if link), "")


def _is_fallback(element: etree._Element) -> bool:
    """Whether this is what older programs show in place of what stands before it."""
    return element.tag == f"{_MC}Fallback" and element.getprevious() is not None


def _has(element: etree._Element | None, properties: str, mark: str) -> bool:
    return element is not None and element.find(f"{W}{properties}/{W}{mark}") is not None


def _within(parent: etree._Element, tag: str) -> Iterator[etree._Element]:
    """The children of a table or a row, whatever controls and changes stand around them."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _UNPRINTED and child.tag not in (f"{W}tr", f"{W}tc", f"{W}p"):
            yield from _within(child, tag)
