"""Text as a secretary types it: "3. Title" begins an item, without any mark of Markdown."""

from __future__ import annotations

import re

from meetings.minutes.reading import labels, numbers

_HEADING = re.compile(r"##? +(?P<title>.*)")
_NUMBERED = re.compile(r"(?P<number>\d{1,3})(?P<letter>[a-z]?)[.)] +(?P<title>\S.*)")
_LONGEST = 120
_WORDS = 4


def with_items(text: str) -> str:
    """`text` with its lines "3. Title" as headings of Markdown, which would have lists of them.

    Such a line stands after an empty one and no other entry of a list, has a higher number
    than the item before, and is a title by its shape; "3. [withheld: section 43] Title" is one.
    No line is added or taken away.
    """
    lines = text.split("\n")
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


def _is_title(said: str) -> bool:
    title = said[labels.withheld(said)[1] :].strip()
    is_sentence = title.endswith((".", "?", "!")) and len(title.split()) > _WORDS
    return (
        len(title) <= _LONGEST
        and not title[:1].islower()
        and not (is_sentence or title.endswith((";", ",")))
        and labels.action(title) is None
    )
