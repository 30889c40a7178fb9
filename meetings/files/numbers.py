"""Numbers as the format of their cell shows them in a workbook (ECMA-376, part 1, 18.8.30)."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

BUILT_IN = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    14: "d/m/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "d/m/yyyy h:mm",
    37: "#,##0",
    38: "#,##0",
    39: "#,##0.00",
    40: "#,##0.00",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss",
    48: "0.0E+0",
    49: "@",
}
# What stands in a format for itself, for a width or for a colour, before what stands for digits.
PART = re.compile(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]*)[^\]]*\]|(?P<elapsed>\[[hms]+\])'
    r"|\[[^\]]*\]|_.|\*.|(?P<day>[dmyhs]+|AM/PM)|(?P<digits>[0#?][0#?,]*(?:\.[0#?]*)?,*|\.[0#?]+)"
    r"|(?P<exponent>E[+-]0+)|(?P<plain>.)",
    re.I | re.S,
)
EPOCH = datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)
LATER_EPOCH = datetime.datetime(1904, 1, 1, tzinfo=datetime.UTC)
LONGEST = 255
"""Characters of a format; Excel takes no longer one."""
LAST_DAY = 2_958_465
"""31 December 9999."""


def shown(value: str, code: str, *, is_1904: bool = False) -> str:
    """A number as it is seen: "1,234.50", "12%", "£3", "5 March 2024", "" where it is hidden."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number.adjusted()) > 20:
        return value
    sections = sections_of(code if len(code) <= LONGEST else "General")
    place = 1 if number < 0 and len(sections) > 1 else 2 if not number and len(sections) > 2 else 0
    section = sections[place]
    if place == 1:
        number = -number
    if section.strip().lower().startswith(("general", "@")):
        return general(number)
    parts = [(match.lastgroup or "", match.group()) for match in PART.finditer(section)]
    if any(kind in ("day", "elapsed") for kind, _ in parts):
        return moment(number, parts, is_1904=is_1904)
    return figure(number, section)


def text_shown(text: str, code: str) -> str:
    """A text as it is seen: a fourth section without a sign for it hides it."""
    sections = sections_of(code)
    return "" if len(sections) > 3 and "@" not in sections[3] else text


def sections_of(code: str) -> list[str]:
    """What a format says of positive numbers, of negative ones, of zero and of text."""
    return re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*$)', code)


def general(number: Decimal) -> str:
    """Up to eleven digits, as a cell without a format shows them."""
    rounded = f"{float(number):.11g}"
    return format(Decimal(rounded), "f") if "e" not in rounded else rounded.upper()


def figure(number: Decimal, section: str) -> str:
    written: list[str] = []
    percents = section.count("%")
    is_set = False
    for match in PART.finditer(section):
        kind = match.lastgroup
        if kind in ("quoted", "escaped", "currency", "plain"):
            written.append(match[kind])
        elif kind == "digits" and not is_set:
            written.append(digits(number * 100**percents, match["digits"], section))
            is_set = True
    return "".join(written).strip()


def digits(number: Decimal, pattern: str, section: str) -> str:
    scaled = pattern.rstrip(",")
    number = number / 1000 ** (len(pattern) - len(scaled))
    whole, _, after = scaled.partition(".")
    if exponent := re.search(r"E[+-]0+", section, re.I):
        return f"{number:.{len(after)}E}" if exponent else ""
    rounded = number.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP)
    text = format(rounded, ",f" if "," in whole else "f")
    fixed = len(after.rstrip("#?"))
    while "." in text and text.endswith("0") and len(text.partition(".")[2]) > fixed:
        text = text[:-1]
    at_least = whole.count("0")
    sign, bare = ("-", text[1:]) if text.startswith("-") else ("", text)
    before, dot, behind = bare.rstrip(".").partition(".")
    return sign + before.zfill(at_least) + dot + behind


def moment(number: Decimal, parts: list[tuple[str, str]], *, is_1904: bool) -> str:
    """A day in words, a time, both, or how long something takes."""
    said = "".join(text.lower() for kind, text in parts if kind == "day")
    seconds = int((number * 86_400).to_integral_value(ROUND_HALF_UP))
    if any(kind == "elapsed" for kind, _ in parts):
        minutes, second = divmod(seconds, 60)
        tail = f":{second:02}" if "s" in said else ""
        return f"{minutes // 60}:{minutes % 60:02}{tail}"
    if not 0 <= number <= LAST_DAY:
        return general(number)
    at = (LATER_EPOCH if is_1904 else EPOCH) + datetime.timedelta(seconds=seconds)
    has_time = "h" in said or "s" in said
    days = [
        f"{at.day}" if "d" in said else "",
        f"{at:%B}" if "d" in said or ("m" in said and not has_time) else "",
        f"{at.year}" if "y" in said else "",
    ]
    time = f"{at:%H:%M:%S}" if "s" in said else f"{at:%H:%M}"
    return " ".join(filter(None, [*days, time if has_time else ""]))
