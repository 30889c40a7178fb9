"""What files of Word, Excel and PowerPoint hold that is not seen (ECMA-376)."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from meetings.minutes.reading.archives import Archive

from . import pictures
from .findings import Finding, by, found, spans

TRANSITIONAL, STRICT = "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/"
PATHS = {
    "wordprocessingml/main": "wordprocessingml/2006/main",
    "spreadsheetml/main": "spreadsheetml/2006/main",
    "presentationml/main": "presentationml/2006/main",
    "drawingml/main": "drawingml/2006/main",
    "officeDocument/relationships": "officeDocument/2006/relationships",
}
SAME = {STRICT + strict: TRANSITIONAL + usual for strict, usual in PATHS.items()}
W, S, P, A, R = (f"{{{TRANSITIONAL}{path}}}" for path in PATHS.values())

CHANGED = {
    f"{W}{tag}"
    for tag in (
        *("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "rPrChange", "pPrChange"),
        *("tblPrChange", "trPrChange", "tcPrChange", "sectPrChange", "numberingChange"),
    )
}
COMMENTED = [f"{W}comment{end}" for end in ("RangeStart", "RangeEnd", "Reference")]
STORY = re.compile(r"word/(document|header|footer|footnotes|endnotes)\d*\.xml")
PLACES = {
    "document": "in the text",
    "header": "in a header",
    "footer": "in a footer",
    "footnotes": "in footnotes",
    "endnotes": "in endnotes",
}
# Word's comments, and the parts beside them that say who wrote which and when.
WORD_COMMENTS = re.compile(r"word/(comments\w*|people)\d*\.xml")
SLIDE_COMMENTS = re.compile(r"ppt/(comments/[^/]+|commentAuthors|authors)\.xml")
SHEET_COMMENTS = re.compile(r"xl/(comments/?[^/]*|threadedComments/[^/]+)\.xml")
# What a sheet shows is kept a second time here, and often more of it.
BEHIND = {
    re.compile(r"xl/pivotCache/pivotCacheRecords\d*\.xml"): "data behind a pivot table",
    re.compile(r"xl/externalLinks/externalLink\d*\.xml"): "values of other workbooks",
    re.compile(r".*/vbaProject\.bin"): "macros",
}
EMBEDDED = re.compile(r"(?:word|xl|ppt)/(?:embeddings|activeX)/([^/]+)")
PROPERTIES = re.compile(r"docProps/(core|app|custom)\d*\.xml")
TOLD = {
    "creator": "author",
    "lastModifiedBy": "last saved by",
    "Company": "company",
    "Manager": "manager",
    "description": "comments",
    "keywords": "keywords",
    "subject": "subject",
    "category": "category",
}


def look(archive: Archive) -> Iterator[Finding]:
    for name in archive.names:
        if place := STORY.fullmatch(name):
            yield from look_at_story(archive, name, PLACES[place[1]])
    yield from found("comments", comments(archive), is_cleanable="xl/workbook.xml" not in archive)
    if "xl/workbook.xml" in archive:
        yield from look_at_sheets(archive)
    if "ppt/presentation.xml" in archive:
        yield from look_at_slides(archive)
    for pattern, what in BEHIND.items():
        yield from found(what, (posixpath.basename(n) for n in archive.names if pattern.match(n)))
    yield from found("embedded files", (m[1] for n in archive.names if (m := EMBEDDED.match(n))))
    yield from found("properties", properties(archive), is_cleanable=True)
    yield from pictures.look(archive)


def xml(archive: Archive, name: str) -> etree._Element:
    return archive.xml(name, SAME)


def text_of(element: etree._Element) -> str:
    """The words in an element, also deleted ones; paragraphs stand apart."""
    said = []
    for each in element.iter():
        local = etree.QName(each).localname
        if local in ("t", "delText", "text") and each.text:
            said.append(each.text)
        elif local == "p":
            said.append(" ")
    return "".join(said).strip()


def look_at_story(archive: Archive, name: str, place: str) -> Iterator[Finding]:
    root = xml(archive, name)
    changes = root.iter(*CHANGED)
    said = (by(change.get(f"{W}author"), text_of(change)) for change in changes)
    yield from found("tracked changes", said, place)
    styles = vanished_styles(archive)
    hidden = (text_of(run) for run in root.iter(f"{W}r") if is_vanished(run, styles))
    yield from found("hidden text", (by("", text) for text in hidden if text), place)


def vanished_styles(archive: Archive) -> set[str]:
    if "word/styles.xml" not in archive:
        return set()
    styles = xml(archive, "word/styles.xml").iter(f"{W}style")
    return {style.get(f"{W}styleId", "") for style in styles if vanishes(style.find(f"{W}rPr"))}


def vanishes(marks: etree._Element | None) -> bool:
    vanish = None if marks is None else marks.find(f"{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "1") not in ("0", "false", "off")


def is_vanished(run: etree._Element, styles: set[str]) -> bool:
    marks = run.find(f"{W}rPr")
    if vanishes(marks):
        return True
    if not styles:
        return False
    of_run = marks.find(f"{W}rStyle") if marks is not None else None
    paragraph = next(run.iterancestors(f"{W}p"), None)
    of_paragraph = paragraph.find(f"{W}pPr/{W}pStyle") if paragraph is not None else None
    both = (style for style in (of_run, of_paragraph) if style is not None)
    return any(style.get(f"{W}val", "") in styles for style in both)


def comments(archive: Archive) -> Iterator[str]:
    """Of Word and Excel; those of slides are told with their slide."""
    for name in archive.names:
        if re.fullmatch(r"word/comments\d*\.xml", name):
            for comment in xml(archive, name).iter(f"{W}comment"):
                yield by(comment.get(f"{W}author"), text_of(comment))
        elif SHEET_COMMENTS.fullmatch(name):
            for comment in xml(archive, name):
                for each in comment.iter():
                    if etree.QName(each).localname in ("comment", "threadedComment"):
                        yield by(each.get("ref"), text_of(each))


def look_at_sheets(archive: Archive) -> Iterator[Finding]:
    parts = related(archive, "xl/workbook.xml")
    sheets = list(xml(archive, "xl/workbook.xml").iter(f"{S}sheet"))
    hidden = (s.get("name", "") for s in sheets if s.get("state", "visible") != "visible")
    yield from found("hidden sheets", hidden)
    for sheet in sheets:
        part = parts.get(sheet.get(f"{R}id", ""), "")
        if part not in archive:
            continue
        root, place = xml(archive, part), f"sheet {sheet.get('name', '')}"
        columns = [c for c in root.iter(f"{S}col") if is_on(c.get("hidden"))]
        runs = spans((whole(c.get("min")), whole(c.get("max"))) for c in columns)
        yield from found("hidden columns", [runs] if runs else [], place)
        rows = [r for r in root.iter(f"{S}row") if is_on(r.get("hidden"))]
        runs = spans((whole(r.get("r")),) * 2 for r in rows)
        yield from found("hidden rows", [runs] if runs else [], place)


def look_at_slides(archive: Archive) -> Iterator[Finding]:
    parts = related(archive, "ppt/presentation.xml")
    slides = xml(archive, "ppt/presentation.xml").iter(f"{P}sldId")
    for number, slide in enumerate(slides, 1):
        part, place = parts.get(slide.get(f"{R}id", ""), ""), f"slide {number}"
        if part not in archive:
            continue
        root = xml(archive, part)
        if root.get("show") in ("0", "false"):
            yield from found("hidden slides", [by("", text_of(root))], place)
        for beside in related(archive, part).values():
            if beside in archive and beside.startswith("ppt/notesSlides/"):
                bodies = xml(archive, beside).iter(f"{P}sp")
                texts = (text_of(body) for body in bodies if is_notes(body))
                yield from found("speaker notes", (by("", text) for text in texts if text), place)
            elif beside in archive and SLIDE_COMMENTS.fullmatch(beside):
                notes = (by("", text_of(each)) for each in xml(archive, beside))
                yield from found("comments", notes, place, is_cleanable=True)


def is_notes(shape: etree._Element) -> bool:
    return any(place.get("type") == "body" for place in shape.iter(f"{P}ph"))


def is_on(value: str | None) -> bool:
    return value in ("1", "true")


def whole(value: str | None) -> int:
    return int(value) if value and value.isdecimal() else 0


def related(archive: Archive, name: str) -> dict[str, str]:
    """The parts that a part names, by the identifiers that it gives them."""
    folder, base = posixpath.split(name)
    relations = f"{folder}/_rels/{base}.rels"
    if relations not in archive:
        return {}
    return {
        one.get("Id", ""): target(folder, one.get("Target", ""))
        for one in archive.xml(relations)
        if one.get("TargetMode") != "External"
    }


def target(folder: str, named: str) -> str:
    return posixpath.normpath(posixpath.join("/", folder, named)).lstrip("/")


def properties(archive: Archive) -> Iterator[str]:
    for name in archive.names:
        kind = PROPERTIES.fullmatch(name)
        for one in archive.xml(name) if kind else ():
            text = "".join(map(str, one.itertext())).strip()
            called = one.get("name", "") if kind and kind[1] == "custom" else told(one)
            if called and text:
                yield by(called, text)


def told(one: etree._Element) -> str:
    return TOLD.get(etree.QName(one).localname, "")


def clean(archive: Archive) -> tuple[Mapping[str, bytes], set[str]]:
    """(parts in their cleaned form, parts that are to go)."""
    gone = {n for n in archive.names if WORD_COMMENTS.fullmatch(n) or SLIDE_COMMENTS.fullmatch(n)}
    changed: dict[str, bytes] = {}
    for name in archive.names:
        if kind := PROPERTIES.fullmatch(name):
            root = archive.xml(name)
            for one in list(root):
                if kind[1] == "custom" or told(one):
                    root.remove(one)
            changed[name] = written(root)
        elif STORY.fullmatch(name) and gone:
            root = archive.xml(name)
            tags = [tag.replace(W, f"{{{space}}}") for tag in COMMENTED for space in WORDS]
            etree.strip_elements(root, *tags, with_tail=False)
            changed[name] = written(root)
        elif name.endswith(".rels") and gone:
            root = archive.xml(name)
            folder = posixpath.dirname(posixpath.dirname(name))
            for one in list(root):
                if target(folder, one.get("Target", "")) in gone:
                    root.remove(one)
            changed[name] = written(root)
        elif name == "[Content_Types].xml" and gone:
            root = archive.xml(name)
            for one in list(root):
                if one.get("PartName", "").lstrip("/") in gone:
                    root.remove(one)
            changed[name] = written(root)
    return changed | pictures.clean(archive), gone


WORDS = (W[1:-1], f"{STRICT}wordprocessingml/main")


def written(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
