"""Status phrases: how minutes say what has become of an action."""

from __future__ import annotations

import re

from ..document import Status

# Longer phrases first where one begins another.
_PHRASES: tuple[tuple[Status, str], ...] = (
    (
        Status.NOT_TAKEN_FORWARD,
        r"not (?:to be )?(?:taken|being taken) forward|no longer (?:required|needed|relevant)"
        r"|withdrawn|superseded|dropped|overtaken by events|closed without action",
    ),
    (
        Status.PARTIALLY_COMPLETE,
        r"part(?:ial|ly|ially) (?:completed?|done)|on[ -]?going|on track|in progress"
        r"|in hand|under ?way|plan in place|work in progress|started",
    ),
    (
        Status.NOT_COMPLETE,
        r"not (?:yet )?(?:completed?|done|started|progressed)|incomplete|outstanding"
        r"|carried forward|open|delayed|on hold|overdue|no progress",
    ),
    (
        Status.COMPLETE,
        r"(?:now )?(?:completed?|done|closed|discharged|actioned|delivered|achieved)",
    ),
)
_PHRASE = re.compile(
    "|".join(f"(?P<{status.name}>{words})" for status, words in _PHRASES),
    re.I,
)
# "Complete." and "Complete – sent in May", but not "Complete the work".
_ENDS = re.compile(r"\s*(?:$|[.;:,!()\[\]]|[–—-](?!\w))")
WORDS = {
    Status.NOT_COMPLETE: "not complete",
    Status.PARTIALLY_COMPLETE: "partially complete",
    Status.COMPLETE: "complete",
    Status.NOT_TAKEN_FORWARD: "not taken forward",
}


def phrase(text: str) -> tuple[str, Status | None]:
    """The status phrase that opens `text`, as printed, and what it means; ("", None) if none.

    "Partially complete. Two replies came." -> ("Partially complete", PARTIALLY_COMPLETE)
    """
    match = _PHRASE.match(text)
    if match and match.lastgroup and _ENDS.match(text, match.end()):
        return match.group(), Status[match.lastgroup]
    return "", None


def named(words: str) -> Status | None:
    """The status that a whole line of `words` names, if it does nothing else."""
    found, status = phrase(words)
    return status if found and not words[len(found) :].strip(" .") else None
