"""What a file holds that is not seen where it is opened, told in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST = 60
TOLD = 3
"""So many examples of one thing are told; the others are counted."""
SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not seen: "comments", the text of some, and where ("slide 3").

    `is_cleanable` says that it can be taken away without changing what is seen.
    """

    what: str
    said: str
    where: str = ""
    is_cleanable: bool = False

    def __str__(self) -> str:
        return f"{self.what}{f' ({self.where})' if self.where else ''}: {self.said}"


def quoted(text: str) -> str:
    """The beginning of a text, in quotation marks."""
    text = SPACE.sub(" ", text).strip()
    return f"“{text if len(text) <= LONGEST else text[: LONGEST - 1] + '…'}”"


def by(author: str | None, text: str) -> str:
    """ "Ann Lee: “check this”", as far as either is known."""
    author, text = (author or "").strip(), text.strip()
    return ": ".join(part for part in (author, quoted(text) if text else "") if part) or "one"


def found(
    what: str, said: Iterable[str], where: str = "", *, is_cleanable: bool = False
) -> Iterator[Finding]:
    """One finding of all that was said, each once; none where nothing was."""
    each = list(dict.fromkeys(said))
    if each:
        more = [f"{len(each) - TOLD} more"] if len(each) > TOLD else []
        yield Finding(what, "; ".join(each[:TOLD] + more), where, is_cleanable)


def spans(numbers: Iterable[tuple[int, int]]) -> str:
    """Runs of numbers, both ends included, joined where they touch: "2–4, 9"."""
    joined: list[list[int]] = []
    for first, last in numbers:
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(last, joined[-1][1])
        else:
            joined.append([first, last])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in joined[:12])
