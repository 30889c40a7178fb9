"""How written minutes look in Word: paper, language and styles, set on Word's own."""

from __future__ import annotations

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from lxml import etree

LANGUAGE = "en-GB"
_FONT = "Arial"
_INK = RGBColor(0x1F, 0x2A, 0x44)  # of headings; far above the contrast that text needs
_LINK = RGBColor(0x0B, 0x4F, 0x9E)
# Points, and spaces before and after, of what stands out.
_SIZES = {
    "Title": (20, 0, 12),
    "Heading 1": (14, 18, 6),
    "Heading 2": (12, 12, 4),
    "Heading 3": (11, 12, 4),
    "Heading 4": (11, 12, 4),
    "Heading 5": (11, 12, 4),
}
_STEP = Cm(0.63)
# Deeper lists are not set further in: a line must hold some words.
_DEEPEST_STEP = 12
# What python-docx's template brings along that says nothing of the minutes: a picture of an
# empty page, the program that made it, and copies of styles for older programs.
_NEEDLESS = ("/thumbnail", "/extended-properties", "/stylesWithEffects", "/customXml")


def blank(*, title: str) -> Document:
    """An empty document of this title, in British English, on A4; it names no author."""
    document = docx.Document()
    for relations in (document.part.package.rels, document.part.rels):
        for name in [name for name, one in relations.items() if one.reltype.endswith(_NEEDLESS)]:
            del relations[name]
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    _describe(document, title)
    _set_styles(document)
    return document


def _describe(document: Document, title: str) -> None:
    properties = document.core_properties
    properties.title, properties.language = title[:255], LANGUAGE
    properties.author = properties.comments = ""
    for day in properties._element.findall("{http://purl.org/dc/terms/}*"):
        properties._element.remove(day)
    for root in (document.styles.element, document.settings.element):
        for language in (*root.iter(qn("w:lang")), *root.iter(qn("w:themeFontLang"))):
            language.set(qn("w:val"), LANGUAGE)


def _set_styles(document: Document) -> None:
    styles = document.styles
    normal = styles["Normal"]
    _set_font(normal, 11)
    normal.paragraph_format.space_after = Pt(8)
    normal.paragraph_format.line_spacing = 1.15
    for name, (size, before, after) in _SIZES.items():
        style = styles[name]
        _set_font(style, size, is_heading=True)
        style.paragraph_format.space_before = Pt(before)
        style.paragraph_format.space_after = Pt(after)
        style.paragraph_format.keep_with_next = True
        for border in style.element.pPr.findall(qn("w:pBdr")):
            style.element.pPr.remove(border)
    quote = styles["Quote"]
    quote.paragraph_format.left_indent = _STEP
    quote.paragraph_format.right_indent = _STEP
    rule = styles.add_style("Horizontal Line", WD_STYLE_TYPE.PARAGRAPH)
    rule.base_style = normal
    rule.element.get_or_add_pPr().append(_line())
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = _LINK, True


def _set_font(style: ParagraphStyle, size: int, *, is_heading: bool = False) -> None:
    properties = style.element.get_or_add_rPr()
    for fonts in properties.findall(qn("w:rFonts")):
        # A font of the theme would come before the one that is set.
        properties.remove(fonts)
    style.font.name, style.font.size = _FONT, Pt(size)
    if is_heading:
        style.font.bold, style.font.italic, style.font.color.rgb = True, False, _INK


def _line() -> etree._Element:
    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "808080")):
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    return borders


class Stylesheet:
    """The styles of a document; those of deeper lists are made when they are asked for."""

    def __init__(self, document: Document) -> None:
        self._styles = document.styles
        self._ids: dict[str, str] = {}

    def id_of(self, name: str) -> str:
        """The name under which paragraphs refer to the style "List Bullet 2"."""
        if name not in self._ids:
            if name not in self._styles:
                self._add(name)
            self._ids[name] = self._styles[name].style_id
        return self._ids[name]

    def of_tables(self) -> str:
        """The name under which tables refer to their style: lines, and a bold first row."""
        style = self._styles["Table Grid"]
        if not style.element.findall(qn("w:tblStylePr")):
            head = etree.SubElement(style.element, qn("w:tblStylePr"))
            head.set(qn("w:type"), "firstRow")
            etree.SubElement(etree.SubElement(head, qn("w:rPr")), qn("w:b"))
        return str(style.style_id)

    def _add(self, name: str) -> None:
        kind, _, number = name.rpartition(" ")
        if not number.isdigit():
            kind, number = name, "1"
        # Word knows lists of five levels by these names, but no headings within lists.
        is_known = kind.startswith("List") and kind != "List Heading" and int(number) <= 5
        style = self._styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=is_known)
        depth = min(int(number), _DEEPEST_STEP)
        style.paragraph_format.left_indent = _STEP * depth
        if kind == "List Heading":
            style.base_style = self._styles["Normal"]
            style.font.bold = True
            style.paragraph_format.keep_with_next = True
            return
        style.base_style = self._styles[kind]
        if kind == "List Bullet":
            style.paragraph_format.first_line_indent = -_STEP
