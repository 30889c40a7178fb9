"""Status phrases: how minutes say what has become of an action."""

from __future__ import annotations

import re

from ..document import Status
from .memory import remembered

# "Complete." and "Complete – sent in May", but not "Complete the work".
_ENDS = re.compile(r"\s*(?:$|[.;:,!()\[\]]|[–—-](?!\w))")
# Longer phrases first where one begins another.
_PHRASES: tuple[tuple[Status, str], ...] = (
    (
        Status.NOT_TAKEN_FORWARD,
        r"not (?:to be )?(?:taken|being taken) forward|no longer (?:required|needed|relevant)"
        r"|not (?:required|needed)|no further action(?: required| needed)?|cancelled"
        r"|withdrawn|superseded|dropped|refused|rejected|abandoned|not (?:being )?pursued|lapsed"
        r"|overtaken by events|closed without action",
    ),
    (
        Status.PARTIALLY_COMPLETE,
        r"part(?:ial|ly|ially)?[ -](?:completed?|done)|(?:work )?on[ -]?going|on track"
        r"|(?:work )?in progress|in hand|in train|under ?way|plan in place"
        r"|(?:work (?:has )?)?started"
        r"|(?:nearly|almost|mostly|largely) (?:completed?|done|finished|there)"
        r"|progressing(?: well)?|being progressed|(?:work )?continu(?:es|ing)"
        # "Complete for 15 of 17 mills.", "Done bar one letter", "Completed, but for the map".
        r"|(?:all )?(?:completed?|done),? (?:(?:apart|aside) from|bar|but for|except(?: for)?"
        r"|save for|for (?:all but|all except|most|some|(?P<part>\d+)(?: out)? of"
        r" (?:the )?(?!(?P=part)\b)\d+))"
        rf" [^.;:!()\[\]–—]{{2,80}}?(?={_ENDS.pattern})",
    ),
    (
        Status.NOT_COMPLETE,
        r"not (?:yet )?(?:been )?(?:completed?|done|started|progressed|actioned)|incomplete"
        r"|(?:still |remains )?(?:outstanding|open)"
        r"|(?:to be )?(?:carr(?:y|ied)|roll(?:ed)?) (?:forward|over)|c/f(?:wd)?|held over"
        r"|deferred|postponed|rescheduled|pending|delayed|on hold|overdue|no progress"
        r"|(?:still )?to (?:do|be done)(?=\W*$)|yet to (?:start|begin|be (?:started|done))"
        rf"|(?:still )?(?:awaiting|waiting (?:for|on)) [^.;:!()\[\]–—]{{2,80}}?(?={_ENDS.pattern})",
    ),
    (
        Status.COMPLETE,
        r"(?:now |all |fully )?(?:completed?|done|closed|discharged|actioned|delivered|achieved"
        r"|resolved|finished|implemented)",
    ),
)
_PHRASE = re.compile(
    "(?:action (?:is |now )?)?(?:"
    + "|".join(f"(?P<{status.name}>{words})" for status, words in _PHRASES)
    + ")",
    re.I,
)
# "Completed in May" and "Carried forward to the next meeting": a sentence goes on.
_GOING_ON = frozenset(
    "completed closed done discharged delivered forward over deferred track progress"
    " ongoing superseded refused rejected".split()
)
_GOES_ON = re.compile(r" (?:in|on(?! \w+days\b)|by|at|since|to|until|for|with|and|but)\b")
# "Bob Marsh reported that", "The Chair said".
_SAYS = (
    r"(?-i:[A-Z])[\w.’'-]*(?: [\w.’'-]+){0,4}? (?:reported|confirmed|said|advised|noted|explained"
    r"|updated|stated)(?: (?:members|the \w+))?(?: that)? "
)
_SUBJECT = (
    r"(?:this|that|it|these|they|both|all(?: of (?:this|these|them))?|(?:the )?work"
    r"|(?:the|this|both|all) actions?)"
)
# "This has been completed", "It is still outstanding", "Bob Marsh said that all were done".
_OF_ACTION = re.compile(
    rf"(?:{_SAYS})?{_SUBJECT} (?:is|are|was|were|has|have|had|remains?)"
    r"(?: (?:now|all|both|since|also|already|been))* ",
    re.I,
)
# "It was agreed that this be closed", "The Panel agreed to carry it forward".
_AGREED = re.compile(
    rf"(?:it was|members|the \w+|(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*)?) agreed"
    rf" (?:to|(?:that )?{_SUBJECT} (?:(?:could|can|should|would|may|will) )?(?:now )?be) (?:"
    rf"(?P<{Status.COMPLETE.name}>closed?|discharged?)"
    rf"|(?P<{Status.NOT_TAKEN_FORWARD.name}>drop(?:ped)?|withdrawn?|cancel(?:led)?)"
    rf"|(?P<{Status.NOT_COMPLETE.name}>defer(?:red)?|postponed?"
    r"|carr(?:y|ied)(?: \w+){0,2} (?:forward|over)))\b",
    re.I,
)
# "He had done this", "Bob Marsh reported that he has not yet completed it".
_BY_SOMEBODY = re.compile(
    rf"(?:{_SAYS})?(?:he|she|they|the \w+|(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*){{0,3}})"
    r" (?:has|have|had) (?P<not>not )?(?:yet |now |since |already |all )?"
    r"(?:done|completed|actioned|finished) (?:this|it|these|that|so|both|all)\b",
    re.I,
)
# "Resolved – that the rope be bought" decides, and "Closed on Mondays" tells hours.
_DECIDES = re.compile(r"[\s:–—-]*that\b")
_BRACKET = re.compile(r"\s*[\[(](?P<said>[A-Z][^\[\]()]{2,60})[\])]\.?$")
_BEFORE_REPORT = re.compile(r"(?:\s+[–—-]\s+|\s*[–—]\s*|(?<=[A-Za-z)’”\d][.;])\s+)(?=[A-Z])")
_DASH = re.compile(r"\s+[–—-]\s+|\s*[–—]\s*")
# "Roads – actions not completed and on the agenda again", "Rivers action was completed."
_OF_TOPIC = re.compile(
    r"(?P<topic>[A-Z][^.;:]{2,80}?)(?:\s+[–—-]\s*|\s*[–—]\s*|\s+)(?P<said>(?:the )?actions?"
    r" (?:(?:was|were|is|are|has been|have been|had been) )?(?P<status>.+))",
    re.I | re.S,
)
# A topic, what parts it from what is said, and "the actions".
_LONGEST_OPENING = 120
# A report that ends with one of these says it and nothing else.
LAST_WORDS = (
    "complete completed done closed discharged actioned delivered achieved resolved ongoing"
    " outstanding progress forward started superseded withdrawn dropped".split()
)
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
    if (
        match
        and match.lastgroup
        and not _DECIDES.match(text, match.end())
        and (
            _ENDS.match(text, match.end())
            or (
                text[:1].isupper()
                and match.group().casefold().rpartition(" ")[2] in _GOING_ON
                and _GOES_ON.match(text, match.end())
            )
        )
    ):
        return match.group(), Status[match.lastgroup]
    return "", None


def of_report(text: str) -> Status | None:
    """The status that a report on an action states at its start, in a phrase or a sentence.

    "Complete.", "This has been completed", "Bob reported that he had done this".
    """
    if status := phrase(text)[1]:
        return status
    if (match := _AGREED.match(text)) and match.lastgroup:
        return Status[match.lastgroup]
    if match := _OF_ACTION.match(text):
        return phrase(capital(text[match.end() :].removeprefix("still ")))[1]
    match = _BY_SOMEBODY.match(text)
    return (Status.NOT_COMPLETE if match["not"] else Status.COMPLETE) if match else None


def capital(words: str) -> str:
    """`words` as at the start of a line, to read a phrase within one alike."""
    return words[:1].upper() + words[1:]


@remembered
def report(text: str) -> tuple[int, int, int | None]:
    """Where an action's words end, and from where to where it is reported on; 0 if it is not.

    "Ann Lee to write – Complete. Sent in May.", "Ann Lee to write. Ongoing.",
    "Ann Lee to write [Done]". A report begins with a capital: "Ann Lee to write (done)" is a
    new action that was done before the minutes went out.
    """
    if (bracket := _BRACKET.search(text)) and bracket.start() and named(bracket["said"]):
        return bracket.start(), bracket.start("said"), bracket.end("said")
    for mark in _BEFORE_REPORT.finditer(text):
        if mark.start() and phrase(text[mark.end() :])[0]:
            return mark.start(), mark.end(), None
    return 0, 0, None


def after_dash(text: str) -> tuple[int, int]:
    """Where an earlier action's words end and its status begins, in small letters or not.

    "Ann Lee to write - not complete, two replies came" -> (15, 18), (0, 0) if there is none.
    """
    for mark in _DASH.finditer(text):
        if mark.start() and phrase(capital(text[mark.end() :]))[0]:
            return mark.start(), mark.end()
    return 0, 0


def of_topic(text: str) -> tuple[int, int, Status | None]:
    """Where a topic ends, where what is said of its action begins, and the status it states.

    "Roads – actions not completed and on the agenda again" -> (5, 8, NOT_COMPLETE);
    (0, 0, None) if the text says nothing of the kind.
    """
    if "action" not in text[:_LONGEST_OPENING].casefold():
        return 0, 0, None
    match = _OF_TOPIC.match(text)
    found = _PHRASE.match(text, match.start("status")) if match else None
    if match and found and found.lastgroup and not text[found.end() : found.end() + 1].isalnum():
        return match.end("topic"), match.start("said"), Status[found.lastgroup]
    return 0, 0, None


def named(words: str) -> Status | None:
    """The status that a whole line of `words` names, if it does nothing else."""
    found, status = phrase(words)
    return status if found and not words[len(found) :].strip(" .") else None
