"""What is said on the slides of a presentation that are shown, one after another."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from meetings.minutes.reading.archives import Archive

from .layout import Block, Cell, Heading, Layout, Table, said
from .opendocument import DRAW, OFFICE, SHOW, STYLE, TABLE, T, styled
from .openxml import A, P, R, is_on, related, whole, xml
from .sheets import cell_text, paragraph

SHOWN = "ppt/presentation.xml"
FURNITURE = {"dt", "ftr", "sldNum", "hdr"}
TITLES = {"title", "ctrTitle"}
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
DRAWN = (f"{A}blip", "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart")
DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"


def powerpoint(archive: Archive) -> Layout:
    parts = related(archive, SHOWN)
    blocks: list[Block] = []
    has_pictures = False
    for number, slide in enumerate(xml(archive, SHOWN).iter(f"{P}sldId"), 1):
        part = parts.get(slide.get(f"{R}id", ""), "")
        if part not in archive:
            continue
        root = xml(archive, part)
        if root.get("show") in ("0", "false"):
            continue
        has_pictures = has_pictures or next(root.iter(*DRAWN, DIAGRAM), None) is not None
        blocks.append(Heading(f"Slide {number}", 3))
        for tree in root.iter(f"{P}spTree"):
            blocks += shapes(tree)
    return Layout(blocks, has_pictures)


def shapes(tree: etree._Element) -> Iterator[Block]:
    """The texts and tables of shapes, in groups or not, but of none that is hidden."""
    for shape in tree:
        if shape.tag == FALLBACK or is_hidden(shape):
            continue
        if shape.tag == f"{P}sp":
            yield from texts(shape)
        elif shape.tag == f"{P}graphicFrame":
            for table in shape.iter(f"{A}tbl"):
                yield from tabled(tuple(cells(row)) for row in table.iterchildren(f"{A}tr"))
        else:
            yield from shapes(shape)


def is_hidden(shape: etree._Element) -> bool:
    """Whether it is turned off in the list of what a slide holds, or of the slide's margins."""
    names = (one for about in shape for one in about.iterchildren(f"{P}cNvPr"))
    places = (one for about in shape for one in about.iterfind(f"{P}nvPr/{P}ph"))
    hidden = any(is_on(one.get("hidden")) for one in names)
    return hidden or any(one.get("type") in FURNITURE for one in places)


def texts(shape: etree._Element) -> Iterator[Block]:
    place = next((one for about in shape for one in about.iterfind(f"{P}nvPr/{P}ph")), None)
    is_title = place is not None and place.get("type") in TITLES
    is_list = place is not None and place.get("type", "body") == "body"
    for each in shape.iterfind(f"{P}txBody/{A}p"):
        if text := words(each):
            level = (
                whole(properties.get("lvl"))
                if (properties := each.find(f"{A}pPr")) is not None
                else 0
            )
            if is_title:
                yield Heading(text, 2)
            else:
                yield said(text, level + is_list, "•" if is_list or level else "")


def words(element: etree._Element) -> str:
    pieces = (
        " " if one.tag == f"{A}br" else one.text or "" for one in element.iter(f"{A}t", f"{A}br")
    )
    return "".join(pieces).strip()


def cells(row: etree._Element) -> Iterator[Cell]:
    for cell in row.iterchildren(f"{A}tc"):
        if not is_on(cell.get("hMerge")):
            lines = [words(each) for each in cell.iter(f"{A}p")]
            is_covered = is_on(cell.get("vMerge"))
            text = "" if is_covered else "\n".join(filter(None, lines))
            yield Cell(text, max(1, whole(cell.get("gridSpan"))))


def tabled(rows: Iterator[tuple[Cell, ...]]) -> Iterator[Block]:
    kept = tuple(row for row in rows if row)
    if kept:
        yield Table(kept)


def impress(archive: Archive) -> Layout:
    """Of OpenDocument."""
    content = archive.xml("content.xml")
    roots = [content, *([archive.xml("styles.xml")] if "styles.xml" in archive else [])]
    styles = [style for root in roots for style in root.iter(f"{STYLE}style")]
    hidden = styled(styles, f"{STYLE}drawing-page-properties", f"{SHOW}visibility", "hidden")
    veiled = styled(styles, f"{STYLE}text-properties", f"{T}display", "none")
    layers = {
        layer.get(f"{DRAW}name", "")
        for root in roots
        for layer in root.iter(f"{DRAW}layer")
        if layer.get(f"{DRAW}display") in ("none", "printer")
    }
    blocks: list[Block] = []
    has_pictures = False
    slides = content.iterfind(f"{OFFICE}body/{OFFICE}presentation/{DRAW}page")
    for number, page in enumerate(slides, 1):
        if page.get(f"{DRAW}style-name") in hidden:
            continue
        blocks.append(Heading(f"Slide {number}", 3))
        for shape in page:
            is_off = shape.get(f"{DRAW}display") in ("none", "printer")
            if is_off or shape.get(f"{DRAW}layer") in layers or shape.tag in ASIDE:
                continue
            drawn = next(shape.iter(f"{DRAW}image", f"{DRAW}object"), None)
            has_pictures = has_pictures or drawn is not None
            blocks += drawn_texts(shape, veiled)
    return Layout(blocks, has_pictures)


ASIDE = {f"{SHOW}notes", f"{OFFICE}annotation", f"{OFFICE}forms"}


def drawn_texts(shape: etree._Element, veiled: set[str], depth: int = 0) -> Iterator[Block]:
    is_title = shape.get(f"{SHOW}class") == "title"
    for child in shape:
        if child.tag in (f"{T}p", f"{T}h"):
            if text := paragraph(child, veiled).strip():
                yield said(text, depth, "•" if depth else "")
        elif child.tag == f"{TABLE}table":
            rows = child.iter(f"{TABLE}table-row")
            yield from tabled(
                tuple(
                    Cell(cell_text(one, veiled)) for one in row.iterchildren(f"{TABLE}table-cell")
                )
                for row in rows
            )
        elif child.tag not in ASIDE and not str(child.tag).startswith(SVG):
            for block in drawn_texts(child, veiled, depth + (child.tag == f"{T}list")):
                text = "".join(block.words) if is_title else ""
                yield Heading(text, 2) if is_title and not isinstance(block, Table) else block


SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
