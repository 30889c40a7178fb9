"""The styles and the numbering of a Word document (ECMA-376, part 1, 17.7 and 17.9)."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from .flow import HIDDEN, STRUCK
from .inline import EMPHASIS, STRONG, UNDERLINE
from .numbering import BULLET, Level, Numbering

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_VAL = f"{W}val"
_OFF = {"0", "false", "off", "none"}
_FORMS = {
    "lowerLetter": "letter",
    "upperLetter": "LETTER",
    "lowerRoman": "roman",
    "upperRoman": "ROMAN",
    "bullet": "bullet",
    "none": "",
}
_MARKS = (
    *((STRONG, "b"), (EMPHASIS, "i"), (UNDERLINE, "u")),
    *((STRUCK, "strike"), (STRUCK, "dstrike"), (HIDDEN, "vanish")),
)
_BODY_TEXT = 9  # the outline level that is none


class Style(NamedTuple):
    """What a style and those it is based on make of a text."""

    names: tuple[str, ...] = ()
    on: int = 0
    off: int = 0
    outline: int = 0  # 1 to 9 for a heading, else 0
    numbered: tuple[str, int] | None = None  # the list and its level, from 0


class Styles:
    """The styles of a document, and how it numbers its lists."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        declared = [] if styles is None else styles.findall(f"{W}style")
        self._declared = {style.get(f"{W}styleId", ""): style for style in declared}
        self._resolved: dict[str, Style] = {}
        self._default = next(
            (
                style.get(f"{W}styleId", "")
                for style in declared
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") == "1"
            ),
            "",
        )
        self._numbering = Numbering()
        self._lists: dict[str, str] = {}  # the definition of each list
        self._level_of_style: dict[tuple[str, str], int] = {}
        self._starts: dict[str, dict[int, int]] = {}  # where a list counts from, once
        if numbering is not None:
            self._read_numbering(numbering)

    def paragraph(self, properties: etree._Element | None) -> Style:
        """What a paragraph's properties, and the style they name, make of it."""
        style = self.named(value_of(properties, "pStyle") or self._default)
        if properties is None:
            return style
        outline = _outline(properties)
        return style._replace(
            outline=style.outline if outline is None else outline,
            numbered=self._numbered(properties, style.numbered),
        )

    def named(self, name: str) -> Style:
        if name not in self._resolved:
            chain: dict[str, etree._Element] = {}
            above: str | None = name
            while above in self._declared and above not in chain:
                chain[above] = self._declared[above]
                above = value_of(chain[above], "basedOn")
            self._resolved[name] = self._inherited(chain)
        return self._resolved[name]

    def _inherited(self, chain: dict[str, etree._Element]) -> Style:
        style = Style(tuple(value_of(one, "name") or "" for one in chain.values()))
        for name, one in reversed(chain.items()):
            on, off = marks(one.find(f"{W}rPr"))
            style = style._replace(on=style.on & ~off | on, off=style.off & ~on | off)
            properties = one.find(f"{W}pPr")
            if properties is None:
                continue
            outline = _outline(properties)
            if outline is not None:
                style = style._replace(outline=outline)
            style = style._replace(numbered=self._numbered(properties, style.numbered, name))
        return style

    def _numbered(
        self, properties: etree._Element, above: tuple[str, int] | None, style: str = ""
    ) -> tuple[str, int] | None:
        numbering = properties.find(f"{W}numPr")
        if numbering is None:
            return above
        name = value_of(numbering, "numId") or (above[0] if above else "0")
        if name == "0":
            return None
        level = value_of(numbering, "ilvl")
        if level is None and style:
            level = str(self._level_of_style.get((self._lists.get(name, ""), style), 0))
        return name, _count(level, above[1] if above else 0)

    def number(self, name: str, level: int) -> str | None:
        """The number of the next item of a list; "" for a bullet, None if nothing is printed."""
        if name not in self._lists:
            return None
        start = self._starts.get(name, {}).pop(level, None)
        return self._numbering.next(self._lists[name], level, start)

    def _read_numbering(self, numbering: etree._Element) -> None:
        linked: dict[str, str] = {}
        for definition in numbering.findall(f"{W}abstractNum"):
            name = definition.get(f"{W}abstractNumId", "")
            self._numbering.levels[name] = {}
            for level in definition.findall(f"{W}lvl"):
                self._read_level(name, level)
            if link := value_of(definition, "numStyleLink"):
                linked[name] = link
        by_style = {
            link: definition.get(f"{W}abstractNumId", "")
            for definition in numbering.findall(f"{W}abstractNum")
            if (link := value_of(definition, "styleLink"))
        }
        for one in numbering.findall(f"{W}num"):
            name = one.get(f"{W}numId", "")
            defined = value_of(one, "abstractNumId") or ""
            self._lists[name] = by_style.get(linked.get(defined, ""), defined)
            for override in one.findall(f"{W}lvlOverride"):
                start = value_of(override, "startOverride")
                if start is not None:
                    index = _count(override.get(f"{W}ilvl"), 0)
                    self._starts.setdefault(name, {})[index] = _count(start, 1)

    def _read_level(self, name: str, level: etree._Element) -> None:
        index = _count(level.get(f"{W}ilvl"), 0)
        form = _FORMS.get(value_of(level, "numFmt") or "", "decimal")
        self._numbering.levels[name][index] = (
            BULLET
            if form == "bullet"
            else Level(form, value_of(level, "lvlText") or "", _count(value_of(level, "start"), 1))
        )
        if style := value_of(level, "pStyle"):
            self._level_of_style[name, style] = index


def marks(properties: etree._Element | None) -> tuple[int, int]:
    """The marks that run properties set, and those that they take away."""
    on = off = 0
    if properties is not None:
        for mark, tag in _MARKS:
            found = properties.find(f"{W}{tag}")
            if found is None:
                continue
            if found.get(_VAL, "on") in _OFF:
                off |= mark
            else:
                on |= mark
    return on, off


def value_of(parent: etree._Element | None, tag: str) -> str | None:
    """The value of a property, None where it is not there."""
    found = None if parent is None else parent.find(f"{W}{tag}")
    return None if found is None else found.get(_VAL)


def _outline(properties: etree._Element) -> int | None:
    level = value_of(properties, "outlineLvl")
    if level is None:
        return None
    level_ = _count(level, _BODY_TEXT)
    return level_ + 1 if level_ < _BODY_TEXT else 0


def _count(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else otherwise
