"""Status phrases: how minutes say what has become of an action."""

from __future__ import annotations

import re

from ..document import Status
from .memory import remembered

# "Complete." and "Complete – sent in May", but not "Complete the work".
_ENDS = re.compile(r"\s*(?:$|[.;:,!()\[\]]|[–—-](?!\w))")
_DONE = (
    r"(?:completed?|done|closed|discharged|actioned|delivered|achieved|resolved|finished"
    r"|implemented)"
)
_TICK, _CROSS = "[✓✔√☑✅]", "[✗✘☐❌]"
_DROPPED = (
    r"(?:not (?:to be )?(?:taken|being taken) forward|no longer (?:required|needed|relevant)"
    r"|not (?:required|needed)(?: now| any ?more)?|no further action(?: required| needed)?"
    r"|cancelled|withdrawn|superseded|dropped|refused|rejected|abandoned|not (?:being )?pursued"
    r"|lapsed|overtaken by events|will not be (?:done|pursued|taken forward)|(?-i:NFA))"
)
# Longer phrases first where one begins another.
_PHRASES: tuple[tuple[Status, str], ...] = (
    (
        Status.NOT_TAKEN_FORWARD,
        # "Closed – no longer needed", "Superseded and closed".
        rf"closed[\s,.:;(–—-]+(?:as )?{_DROPPED}\)?(?={_ENDS.pattern}| by\b)"
        rf"|{_DROPPED}(?: and (?:now )?closed)?"
        r"|closed (?:without (?:action|completion)|(?:as )?incomplete)",
    ),
    (
        Status.PARTIALLY_COMPLETE,
        rf"part(?:ial|ly|ially)?[ -]{_DONE}|part(?:ial(?:ly)?|ly)(?=\W*$)"
        r"|(?:(?:still|remains|work) )?on[ -]?going|on track"
        r"|(?:work )?in progress|(?-i:WIP)|in hand|in train|under ?way|plan in place"
        r"|(?:work (?:has )?)?started"
        rf"|(?:nearly|almost|mostly|largely|substantially|virtually|all but) (?:{_DONE}|there)"
        r"|near(?:ing|ly at)? completion|close to completion"
        rf"|(?:[1-9]\d?%|half|three[ -]quarters|two[ -]thirds) {_DONE}"
        rf"|not (?:yet )?(?:been )?(?:fully|quite|entirely|completely|all) {_DONE}"
        r"|progressing(?: well)?|being progressed|(?:work )?continu(?:es|ing)",
    ),
    (
        Status.NOT_COMPLETE,
        rf"(?:still )?not (?:yet )?(?:been )?(?:{_DONE}|started|progressed)|not yet(?=\W*$)"
        rf"|(?:still )?incomplete|uncompleted|0% {_DONE}|{_CROSS}"
        r"|(?:(?:still|remains|keep) )?(?:outstanding|open)"
        r"|(?:to be )?(?:carr(?:y|ied)|roll(?:ed)?) (?:forward|fwd|over)|c/f(?:wd)?|held over"
        r"|deferred|postponed|rescheduled|pending|delayed|on hold|overdue|no progress"
        r"|(?:still )?to (?:do|be done)(?=\W*$)|yet to (?:start|begin|be (?:started|done))"
        rf"|(?:still )?(?:awaiting|waiting (?:for|on)) [^.;:!()\[\]–—]{{2,80}}?(?={_ENDS.pattern})",
    ),
    (Status.COMPLETE, rf"(?:{_TICK} ?)?(?:now |all |fully |100% )?{_DONE}|{_TICK}"),
)
_PHRASE = re.compile(
    "(?:(?:action|item) (?:is |now )?)?(?:"
    + "|".join(f"(?P<{status.name}>{words})" for status, words in _PHRASES)
    + ")",
    re.I,
)
# What is left of something "complete": "in part", "(apart from the map)", "but not sent",
# "for 15 of 17 mills", "subject to approval".
_TO_END = r"\b[^.;:!()\[\]–—]*\)?"
_MARK = r"[\s,:;(–—-]+"
_PARTLY = r"(?:part(?:ly|ially)|mostly|largely|for the most part|to date|so far(?! as))"
_FIGURE = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten)"
_SOME = (
    r"in (?:part|draft|principle)|subject to|(?:for|in|at) (?:all but|all except|most)|for some"
    r"|(?:for|in|at|by) (?P<part>\d+)(?: out)? of (?:the )?(?!(?P=part)\b)\d+"
    rf"|(?:for|in|at) (?!\d)\w+(?: out)? of (?:the )?{_FIGURE}"
    r"|(?<=[,:;(–—-]) ?(?:pending|awaiting|not yet|yet to|still to)"
)
_BUT = (
    r"(?:apart|aside) from|(?-i:bar) (?:the|a|an|one|two|three|\d+|(?-i:[A-Z])\w*)"
    r"|except(?: for|ing)?|with (?:the|one|two|some) exceptions?|other than|save for"
    r"|but (?:for|not|still|yet|needs?|awaiting|waiting|pending)"
)
_RESERVED = re.compile(
    rf"(?:{_MARK}{_PARTLY}(?: only)?\)?(?={_ENDS.pattern})| {_PARTLY}{_TO_END}"
    rf"|{_MARK}(?:{_SOME}|{_BUT}){_TO_END})",
    re.I,
)
# "Completed in May except for the map", where the sentence goes on.
_RESERVED_LATER = re.compile(rf"[^.;:!()\[\]–—]{{1,80}}?[\s,(–—-](?:{_BUT}){_TO_END}", re.I)
# "Completed in May" and "Carried forward to the next meeting": a sentence goes on.
_GOING_ON = frozenset(
    "completed closed done discharged delivered forward over deferred actioned track progress"
    " ongoing superseded refused rejected withdrawn cancelled".split()
)
_GOES_ON = re.compile(
    r" (?:in|on(?! \w+days\b)|by|at|since|to|until|for|with|and|but)\b"
    # As in "Closed 3 May", "Done 3/5/12".
    r"| \d{1,2}(?:st|nd|rd|th)?(?:[/.]\d| (?=jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))",
    re.I,
)
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
# A status after who and when, as in "Buy ink. Due: May. Status: ongoing".
_LABELLED = re.compile(r"(?<=[.;,)\]])\s+(?:current )?status ?[:–—-]\s*", re.I)
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
    if match is None or not match.lastgroup or _DECIDES.match(text, match.end()):
        return "", None
    status = Status[match.lastgroup]
    if status is Status.COMPLETE and (reserved := _RESERVED.match(text, match.end())):
        return text[: reserved.end()], Status.PARTIALLY_COMPLETE
    if _ENDS.match(text, match.end()):
        return match.group(), status
    last_word = match.group().casefold().rpartition(" ")[2]
    if text[:1].isupper() and last_word in _GOING_ON and _GOES_ON.match(text, match.end()):
        if status is Status.COMPLETE and (later := _RESERVED_LATER.match(text, match.end())):
            return text[: later.end()], Status.PARTIALLY_COMPLETE
        return match.group(), status
    return "", None


@remembered
def of_report(text: str) -> Status | None:
    """The status that a report on an action states at its start, in a phrase or a sentence.

    "Complete.", "This has been completed", "Bob reported that he had done this".
    """
    if status := phrase(text)[1]:
        return status
    if "agreed" in text and (match := _AGREED.match(text)) and match.lastgroup:
        return Status[match.lastgroup]
    if match := _OF_ACTION.match(text):
        return phrase(capital(text[match.end() :].removeprefix("still ")))[1]
    match = _BY_SOMEBODY.match(text) if " ha" in text else None
    if match is None or match["not"]:
        return Status.NOT_COMPLETE if match else None
    is_reserved = _RESERVED.match(text, match.end())
    return Status.PARTIALLY_COMPLETE if is_reserved else Status.COMPLETE


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
    return (*labelled(text), None)


def labelled(text: str) -> tuple[int, int]:
    """Where words end and a status after its label begins: "Due: May. Status: ongoing"; or 0."""
    label = _LABELLED.search(text) if "tatus" in text else None
    is_told = label is not None and phrase(capital(text[label.end() :]))[0]
    return (label.start(), label.end()) if label and is_told else (0, 0)


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
        status = Status[found.lastgroup]
        if status is Status.COMPLETE and _RESERVED.match(text, found.end()):
            status = Status.PARTIALLY_COMPLETE
        return match.end("topic"), match.start("said"), status
    return 0, 0, None


def named(words: str) -> Status | None:
    """The status that a whole line of `words` names, if it does nothing else."""
    found, status = phrase(words)
    return status if found and not words[len(found) :].strip(" .") else None
