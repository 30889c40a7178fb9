"""What OpenDocument files hold that is not seen (OASIS OpenDocument 1.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from lxml import etree

from meetings.minutes.reading.archives import Archive

from . import pictures
from .findings import Finding, by, found, spans
from .openxml import written

NAMES = "{urn:oasis:names:tc:opendocument:xmlns:"
OFFICE, STYLE, T, TABLE, DRAW, SHOW, META, MANIFEST = (
    f"{NAMES}{name}:1.0}}"
    for name in ("office", "style", "text", "table", "drawing", "presentation", "meta", "manifest")
)
DC = "{http://purl.org/dc/elements/1.1/}"
TOLD = {
    f"{DC}creator": "last saved by",
    f"{META}initial-creator": "author",
    f"{META}printed-by": "printed by",
    f"{DC}description": "comments",
    f"{DC}subject": "subject",
    f"{META}keyword": "keyword",
    f"{META}user-defined": "property",
}
TEXTS = ("content.xml", "styles.xml")
FOLDERS = {
    re.compile(r"Versions/.+"): "earlier versions",
    re.compile(r"(?:Basic|Scripts)/.+"): "macros",
}


def look(archive: Archive) -> Iterator[Finding]:
    roots = [archive.xml(name) for name in TEXTS if name in archive]
    styles = [style for root in roots for style in root.iter(f"{STYLE}style")]
    for root in roots:
        yield from look_at_text(root, styles)
        yield from look_at_tables(root, styles)
        yield from look_at_slides(root, styles)
    for pattern, what in FOLDERS.items():
        yield from found(what, (name for name in archive.names if pattern.fullmatch(name)))
    yield from found("embedded files", embedded(archive))
    yield from found("properties", properties(archive), is_cleanable=True)
    yield from pictures.look(archive)


def text_of(element: etree._Element) -> str:
    """The words in an element, but for who wrote it and when."""
    aside = (f"{DC}creator", f"{DC}date", f"{META}creator-initials")
    said = []
    for each in element.iter():
        if each.tag not in aside:
            said.append(each.text or "")
        if each is not element:
            said.append(each.tail or "")
    return " ".join("".join(said).split())


def author(element: etree._Element) -> str:
    creator = next(element.iter(f"{DC}creator"), None)
    return "" if creator is None else creator.text or ""


def styled(styles: list[etree._Element], marks: str, name: str, value: str) -> set[str]:
    """The names of styles whose `marks` say `name` as `value`."""
    return {
        style.get(f"{STYLE}name", "")
        for style in styles
        if any(one.get(name) == value for one in style.iterchildren(marks))
    }


def look_at_text(root: etree._Element, styles: list[etree._Element]) -> Iterator[Finding]:
    regions = root.iter(f"{T}changed-region")
    said = [by(author(region), text_of(region)) for region in regions]
    for sheet in root.iter(f"{TABLE}tracked-changes"):
        said += [by(author(change), "") for change in sheet]
    yield from found("tracked changes", said)
    notes = root.iter(f"{OFFICE}annotation")
    said = [by(author(note), text_of(note)) for note in notes]
    yield from found("comments", said, is_cleanable=True)
    hidden = styled(styles, f"{STYLE}text-properties", f"{T}display", "none")
    said = [
        one.get(f"{T}string-value") or text_of(one)
        for one in root.iter(f"{T}hidden-text", f"{T}hidden-paragraph")
    ]
    said += [
        text_of(one)
        for one in root.iter(f"{T}span", f"{T}p", f"{T}h", f"{T}section")
        if one.get(f"{T}style-name") in hidden or one.get(f"{T}display") in ("none", "condition")
    ]
    yield from found("hidden text", (by("", text) for text in said if text))


def look_at_tables(root: etree._Element, styles: list[etree._Element]) -> Iterator[Finding]:
    hidden = styled(styles, f"{STYLE}table-properties", f"{TABLE}display", "false")
    tables = list(root.iter(f"{TABLE}table"))
    named = (t.get(f"{TABLE}name", "") for t in tables if t.get(f"{TABLE}style-name") in hidden)
    yield from found("hidden sheets", named)
    for table in tables:
        place = f"sheet {table.get(f'{TABLE}name', '')}"
        for what in ("column", "row"):
            runs = spans(unseen(table, what))
            yield from found(f"hidden {what}s", [runs] if runs else [], place)


def unseen(table: etree._Element, what: str) -> Iterator[tuple[int, int]]:
    """The runs of rows or columns of a table that are hidden or filtered away, from 1."""
    at = 0
    for one in table.iter(f"{TABLE}table-{what}"):
        repeated = one.get(f"{TABLE}number-{what}s-repeated", "1")
        first, at = at + 1, at + (int(repeated) if repeated.isdecimal() else 1)
        if one.get(f"{TABLE}visibility") in ("collapse", "filter"):
            yield first, at


def look_at_slides(root: etree._Element, styles: list[etree._Element]) -> Iterator[Finding]:
    marks = f"{STYLE}drawing-page-properties"
    hidden = styled(styles, marks, f"{SHOW}visibility", "hidden")
    for number, page in enumerate(root.iter(f"{DRAW}page"), 1):
        place = f"slide {number}"
        if page.get(f"{DRAW}style-name") in hidden:
            yield from found("hidden slides", [by("", text_of(page))], place)
        texts = (text_of(notes) for notes in page.iter(f"{SHOW}notes"))
        yield from found("speaker notes", (by("", text) for text in texts if text), place)


def embedded(archive: Archive) -> Iterator[str]:
    """Documents within the document, but for charts and formulas, which are seen whole."""
    manifest = "META-INF/manifest.xml"
    entries = archive.xml(manifest) if manifest in archive else ()
    for entry in entries:
        path = entry.get(f"{MANIFEST}full-path", "")
        kind = entry.get(f"{MANIFEST}media-type", "")
        is_seen = kind.endswith((".chart", ".formula")) or path.startswith("ObjectReplacements")
        if re.fullmatch(r"Object[^/]*/?", path) and not is_seen:
            yield path.rstrip("/")


def properties(archive: Archive) -> Iterator[str]:
    root = archive.xml("meta.xml") if "meta.xml" in archive else ()
    for block in root:
        for one in block:
            if one.tag in TOLD and (one.text or "").strip():
                yield by(one.get(f"{META}name") or TOLD[str(one.tag)], one.text or "")


def clean(archive: Archive) -> tuple[Mapping[str, bytes], set[str]]:
    """(parts in their cleaned form, parts that are to go)."""
    changed: dict[str, bytes] = {}
    if "meta.xml" in archive:
        root = archive.xml("meta.xml")
        etree.strip_elements(root, *TOLD, with_tail=False)
        changed["meta.xml"] = written(root)
    for name in TEXTS:
        if name in archive:
            root = archive.xml(name)
            if next(root.iter(f"{OFFICE}annotation"), None) is not None:
                tags = (f"{OFFICE}annotation", f"{OFFICE}annotation-end")
                etree.strip_elements(root, *tags, with_tail=False)
                changed[name] = written(root)
    return changed | pictures.clean(archive), set()
