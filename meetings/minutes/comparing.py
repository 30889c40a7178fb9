"""What one text of minutes has that another had not, line by line and within a line by words."""

import difflib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Indel

ALIKE = 0.5
"""From this share of words on, one line is another that was changed."""
NEAR = 20
"""A line that was changed is looked for among so many."""
LONGEST = 5_000
"""Words of a line that is compared; a longer one is shown whole."""

_WORDS = re.compile(r"\w+\s*|\W\s*")

Part = tuple[bool, str]
"""Whether some words are what came or went, and the words."""


@dataclass(frozen=True)
class Change:
    """What became of a line ("came", "went", "stays", "" between passages), and its words."""

    what: str
    parts: tuple[Part, ...] = ()


def changes(before: str, now: str) -> Iterator[Change]:
    """Each line that went or came, one that was changed twice, and one line around."""
    compared = difflib.unified_diff(before.splitlines(), now.splitlines(), n=1, lineterm="")
    lines = itertools.islice(compared, 2, None)
    for is_changed, run in itertools.groupby(lines, lambda line: line[0] in "+-"):
        if is_changed:
            each = list(run)
            went = [line[1:] for line in each if line[0] == "-"]
            yield from replaced(went, [line[1:] for line in each if line[0] == "+"])
        else:
            for line in run:
                yield Change("stays", ((False, line[1:]),)) if line[0] == " " else Change("")


def replaced(went: Sequence[str], came: Sequence[str]) -> Iterator[Change]:
    """Lines in place of others; one that was changed stands below what it was."""
    old, new = [_WORDS.findall(line) for line in went], [_WORDS.findall(line) for line in came]
    at = 0
    for words in old:
        alike = [likeness(words, other) for other in new[at : at + NEAR]]
        if max(alike, default=0) < ALIKE:
            yield Change("went", ((True, "".join(words)),))
            continue
        found = at + alike.index(max(alike))
        yield from (Change("came", ((True, line),)) for line in came[at:found])
        yield from changed(words, new[found])
        at = found + 1
    yield from (Change("came", ((True, line),)) for line in came[at:])


def likeness(words: Sequence[str], other: Sequence[str]) -> float:
    if max(len(words), len(other)) > LONGEST:
        return 0
    return Indel.normalized_similarity(words, other)


def changed(words: Sequence[str], other: Sequence[str]) -> Iterator[Change]:
    """A line as it was and as it is, with the words that went and came."""
    steps = list(Indel.opcodes(words, other))
    went = ((step.tag == "delete", words[step.src_start : step.src_end]) for step in steps)
    came = ((step.tag == "insert", other[step.dest_start : step.dest_end]) for step in steps)
    for what, parts in (("went", went), ("came", came)):
        yield Change(what, tuple((is_new, "".join(part)) for is_new, part in parts if part))
