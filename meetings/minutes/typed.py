"""Text as a secretary types it: "3. Title" begins an item, without any mark of Markdown."""

from __future__ import annotations

import re

from meetings.minutes import passages
from meetings.minutes.reading import labels, numbers

_HEADING = re.compile(r"##? +(?P<title>.*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,3})(?P<letter>[a-z]?)[.)] +(?P<title>\S.*)")
_BEGINS = re.compile(r" *(?:[-*] +|#{1,2} +(?=\[))")
_LONGEST = 120
_WORDS = 4


def with_items(text: str) -> str:
    """`text` with its lines "3. Title" as headings of Markdown, which would have lists of them.

    Such a line stands after an empty one and no other entry of a list, has a higher number
    than the item before, and is a title by its shape; "3. [withheld: section 43] Title" is one.
    No line is added or taken away.
    """
    lines = [_with_mark_inside(line) for line in text.split("\n")]
    last, listed = 0, None
    for at, line in enumerate(lines):
        if heading := _HEADING.fullmatch(line):
            last, listed = max(last, numbers.whole(heading["title"])), None
            continue
        found = _NUMBERED.fullmatch(line.rstrip())
        if found is None:
            listed = None if line.strip() else listed
            continue
        number = int(found["number"])
        stands_alone = not at or not lines[at - 1].strip()
        is_listed = listed is not None and number == listed + 1
        is_first_of_list = at + 1 < len(lines) and _NUMBERED.match(lines[at + 1])
        if (
            stands_alone
            and not (is_listed or is_first_of_list)
            and (number > last or (number == last and found["letter"]))
            and _is_title(found["title"])
        ):
            lines[at] = f"## {line}"
            last, listed = number, None
        else:
            listed = number
    return "\n".join(lines)


def _with_mark_inside(line: str) -> str:
    """A line whose mark stands before its number or label, or around it, with it inside.

    "[withheld: x] 2. Roads" is "2. [withheld: x] Roads", "[withheld (x): Action: Ann Lee to ask]"
    is "Action: [withheld: x] Ann Lee to ask".
    """
    if "ithheld" not in line:
        return line
    begins = _BEGINS.match(line)
    start = begins.end() if begins else 0
    said = line[start:]
    if passages.masked(said.rstrip()).strip("x") == "":
        said = passages.as_marks(said)
    reason, end = labels.withheld(said)
    rest = said[end:].lstrip()
    if not reason:
        return line
    label = labels.action(rest)
    number = _NUMBERED.fullmatch(rest.rstrip())
    at = label.end if label else number.start("title") if number else 0
    before = f"{rest[:at].rstrip()} " if at else ""
    return f"{line[:start]}{before}{said[:end]} {rest[at:].lstrip()}".rstrip()


def _is_title(said: str) -> bool:
    title = said[labels.withheld(said)[1] :].strip()
    is_sentence = title.endswith((".", "?", "!")) and len(title.split()) > _WORDS
    return (
        len(title) <= _LONGEST
        and not title[:1].islower()
        and not (is_sentence or title.endswith((";", ",")))
        and labels.action(title) is None
    )
