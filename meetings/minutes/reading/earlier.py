"""Earlier actions: a line of a list of them, and what it says became of the action.

Only an item that promises such a list is read so: "Actions from the last meeting", "Matters
arising".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..document import Kind, Status
from . import labels, owners, progress, statuses
from .blocks import Block

# A status at the end: "Ann Lee to write [DONE]", "Ann Lee to write (ongoing)."
_BRACKET = re.compile(r"\s*[\[(](?P<said>[^\[\]()]{2,60})[\])]\.?$")
# A label in the line: "Ann Lee to write. Status: done.", "Ann Lee to write. Update – Sent."
_WORD = r"(?:status|update|progress|outcome|position)"
_LABEL = re.compile(
    rf"(?:[.;,)\]–—-]\s+[\[(]?{_WORD} ?:|\s[\[(]{_WORD} ?:|[.;]\s+{_WORD}\s[–—-]"
    r"|\s(?-i:Status|Update) ?:)\s*(?=\S)",
    re.I,
)
# "Ann Lee to write: carried forward", "Ann Lee to write. CLOSED", "Buy ink – refused".
_MARK = re.compile(r"\s+[–—-]+\s+|\s*(?:[–—→⇒➔]|[-=]>)\s*|(?<=[\w)’”]): |(?<=[\w)’”\]])[.;] +")
# "Mill prices – Ann Lee said that": the topic of an action before a dash.
_AFTER_TOPIC = re.compile(r"\s+[–—-]+\s+|\s*[–—]\s*")
_MOST_WORDS_OF_TOPIC = 8
_LEADING_DASH = re.compile(r"[–—-]+\s+")
_SENTENCE = re.compile(r"(?<=[a-z)’”]{2}[.;]) +")
# A line with one of these tells how things are; "Buy ink" and "Ann Lee to buy ink" do not.
_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|said|noted|agreed|reported|updated|thanked|asked|told"
    r"|confirmed|explained)\b",
    re.I,
)
# Where else an action is told of: "on the agenda", "see item 5", "covered under item 4".
_ELSEWHERE = re.compile(
    r"(?:to be )?(?:(?:see|covered|considered|dealt with|discussed|taken) )?"
    r"(?:(?:as|at|in|on|under) )?(?:(?:the|this|today[’']s) )?"
    r"(?:agenda(?: items?)?|items?) \d[\w.]*(?: above| below)?"
    r"|(?:is |now )?on (?:the |this |today[’']s )?agenda|agenda item|see (?:above|below)",
    re.I,
)
_VERB = re.compile(r"(?:is|are|was|were|has been|have been|had been) (?:now |all )?", re.I)
# "Actions 2, 4 and 5: complete", "Item 3.1 – done", "Action 1 is complete", "2. Ongoing".
_ONE = r"[A-Z]{0,2}\d[\w./]*"
_NEXT = re.compile(r", ?(?:and )?| ?& ?| and ", re.I)
_TO = re.compile(r" ?[–-] ?| to ", re.I)
_NUMBERS = (
    r"(?P<label>(?:Action(?: Point| Item)?|AP|(?P<item>Item|Minute))s?(?: no\.?| numbers?)?\s?|)"
    rf"\(?(?P<numbers>{_ONE}(?:(?:{_NEXT.pattern}|{_TO.pattern}){_ONE})*)"
)
_NUMBERS_ALONE = re.compile(_NUMBERS, re.I)
# What an action is on may stand between: "Action 4 on ropes: complete", "Action 4 (ropes): done".
_TOPIC = r"(?: (?P<topic>(?:about|concerning|on|re|regarding) [^:.;–—]{2,60}|\([^()]{2,60}\)))?"
# "Actions 1 to 3 complete; action 4 ongoing" tells more than one thing.
_ANOTHER = re.compile(r"(?:[;,.]|\band) (?:AP|actions?(?: points?)?) ?\d", re.I)
_NUMBERED = re.compile(
    rf"{_NUMBERS}{_TOPIC}(?P<mark>\)? ?:|\)| ?[–—-](?= )|(?<=\.)(?= )|(?= ))\s*", re.I
)
_MOST_NUMBERS = 20
# A number typed before an action, as a list's or an item's: "2.", "(2)", "4.1", "1/12", "A2:",
# "iv)".
_NUMBER = re.compile(
    r"\(?(?P<number>\d{1,3}/\d{1,4}(?=[.) ])|A\d{1,3}(?=[.:)])"
    r"|\d{1,2}(?:(?:\.\d{1,2})+(?=[.) ])|(?=[.)]))|(?:[ivx]{1,4}|[a-h])(?=[.)]))[.):]?\s+(?=[A-Z])"
)
# What stands before "publish the register" in "Action 1, publish the register".
_BEFORE_COMMA = re.compile(
    r"(?:Action(?: Point| Item)?|AP) (?P<number>\d[\w./]*), (?=[A-Za-z])", re.I
)
_REVIEW = r"(?:(?:review of|update on|progress (?:on|with|against)|status of) (?:the )?)"
_BEFORE = rf"(?:{_REVIEW}|the )?"
_HEADING = re.compile(
    rf"{_BEFORE}(?:actions?(?: points?)? (?:arising )?(?:from|of|at) (?:the )?"
    r"(?:last|previous|earlier|prior)\b.*"
    r"|(?:previous|earlier|outstanding|open|past) actions?(?: points?)?)"
    rf"|{_REVIEW}actions?(?: points?)?",
    re.I,
)
_OTHER_HEADING = re.compile(
    rf"{_BEFORE}(?:actions?(?: points?)? (?:updates?|log|review|tracker)"
    r"|matters arising(?: from .*)?)",
    re.I,
)
# "Completed actions", "Actions outstanding:", "The following actions were carried forward:".
_LONGEST_GROUP = 130
_GROUP = re.compile(
    r"(?:(?:(?:the following|these|all) )?(?:actions?(?: points?)? )?"
    r"(?:(?:that )?(?:are|were|have been|had been|remain(?:ed)?) )?)?"
    r"(?P<status>[\w /-]{2,40}?)(?: (?:actions?(?: points?)?|items))?",
    re.I,
)
# "The minutes of 3 May were agreed, but for one word.", "The minutes were agreed.", numbered or
# not: no action is told of.
_AGREED = re.compile(
    r"(?:\(?\d[\d.]*[.)]?\s+)?(?:the )?(?:draft )?(?:minutes|notes?|record)"
    r"(?: (?:of|from|for)\b[^.]*| (?:was|were|are|have been|had been))?(?: then)?"
    r" (?:agreed|approved|accepted|confirmed|adopted|signed)\b.*?(?:[.;](?=\s|$)|$)",
    re.I,
)
_WORD_BREAK = re.compile(r"[\s(\[]+")
_TICKS = dict.fromkeys("✓✔√☑✅", Status.COMPLETE) | dict.fromkeys("✗✘☐❌", Status.NOT_COMPLETE)
_BOXES = {"[x]": Status.COMPLETE, "[ ]": Status.NOT_COMPLETE}
# "On action 2, Ann Lee said that she had written."
_MENTIONS = re.compile(r"\b(?:actions?(?: points?| items?)?|APs?)(?: no\.?| numbers?)? ?\d", re.I)
# Who is to act, before what is said of it, as in "Count the boats (CH) – they were asked".
_OWNED = re.compile(r"[a-z’”] [(\[](?P<owners>[A-Z][^()\[\]]{1,40})[)\]](?: ?:| [–—-]) ")
_CLOSING = (Status.COMPLETE, Status.NOT_TAKEN_FORWARD)
_MOST_WORDS = 40
_LONGEST = 1500


class Told(NamedTuple):
    """Where an action's words end, where what is said of it begins and ends, and the status."""

    end: int
    start: int
    stop: int
    status: Status | None


def told(text: str, *, is_labelled: bool = False, is_known: bool = False) -> Told | None:
    """What a line of a list of earlier actions says became of one; None if nothing.

    "Ann Lee to write. The club is slow. Carry forward." -> "Ann Lee to write.", and the rest.
    Where it is known to be of an earlier action, so is "Ann Lee to write. DFX were asked."
    """
    if len(text) > _LONGEST:
        return None
    found = _of(text) or (_in_words(text) if is_known else None)
    if found is None or not (is_labelled or _is_action(text[: found.end])):
        return None
    dash = _LEADING_DASH.match(text, found.start)
    return found._replace(start=dash.end()) if dash else found


def told_under(label: labels.ActionLabel, text: str, *, is_known: bool) -> Told | None:
    """What the line of an action with that label says became of it; None if nothing.

    One with a reference is put as it is known, brackets and all: only a status is told of it.
    """
    found = told(text, is_labelled=True, is_known=is_known)
    return found if found and (found.status or not label.reference) else None


def _of(text: str) -> Told | None:
    bracket = _BRACKET.search(text)
    if bracket and bracket.start():
        is_told, status = stated(bracket["said"])
        if is_told:
            return Told(bracket.start(), bracket.start("said"), bracket.end("said"), status)
    stop = len(text)
    label = _LABEL.search(text)
    if label and label.start() and label.end() < stop:
        end = label.start() + (text[label.start()] == ".")
        if "[" in label.group() or "(" in label.group():
            stop = len(text.rstrip("]).")) or stop
        return Told(end, label.end(), stop, last_stated(text[label.end() : stop]))
    for mark in _MARK.finditer(text):
        is_told, status = stated(text[mark.end() :])
        if is_told:
            begins = _where_told(text, mark)
            return Told(_end(begins), begins.end(), stop, status)
    return None


def _where_told(text: str, mark: re.Match[str]) -> re.Match[str]:
    """Where a report begins that ends with the status after `mark`.

    "Ann Lee to write. She did. Closed.", "Ann Lee to write: she said that she did. Closed.",
    "Mill prices – Ann Lee said that they rose. Action completed."
    """
    dash = _AFTER_TOPIC.search(text, 0, mark.start())
    said = statuses.capital(text[dash.end() : mark.start()]) if dash else ""
    if dash and _is_topic(text[: dash.start()]) and progress.tells(said):
        return dash
    first = _SENTENCE.search(text)
    if first and first.end() < mark.end() and not owners.implied(text[first.end() : _end(mark)]):
        return first
    for before in _MARK.finditer(text, 0, mark.start()):
        said = text[before.end() : mark.start()]
        if owners.is_task(text[: before.start()]) and _TELLS.search(said):
            return before
    return mark


def _is_topic(words: str) -> bool:
    """Whether words are what an action is about, and neither a sentence nor a task."""
    return (
        words[:1].isupper()
        and len(words.split()) <= _MOST_WORDS_OF_TOPIC
        and not (re.search(r"[.;:]", words) or _TELLS.search(words) or owners.is_task(words))
    )


def _end(mark: re.Match[str]) -> int:
    """Where the words before a mark end: they keep a full stop, and no semicolon."""
    if mark.group().startswith("."):
        return mark.start() + 1
    return mark.start() - (mark.string[mark.start() - 1] == ";")


def _in_words(text: str) -> Told | None:
    """What is told without a status: "Ann Lee to write – sent in May", "… (sent in May)."."""
    bracket = _BRACKET.search(text)
    if bracket and bracket.start() and progress.tells(statuses.capital(bracket["said"])):
        return Told(bracket.start(), bracket.start("said"), bracket.end("said"), None)
    for mark in _MARK.finditer(text):
        said = statuses.capital(_LEADING_DASH.sub("", text[mark.end() :], count=1))
        if mark.start() and progress.tells(said):
            return Told(_end(mark), mark.end(), len(text), statuses.of_report(said))
    return None


def last_stated(said: str) -> Status | None:
    """The status that a report states, at its start or else in its last sentence.

    It may have a label there: "It was sent. Status: complete".
    """
    status = statuses.of_report(statuses.capital(said))
    if status:
        return status
    if begins := statuses.labelled(said)[1]:
        return statuses.named(statuses.capital(said[begins:]))
    starts = [match.end() for match in _SENTENCE.finditer(said)]
    return statuses.named(statuses.capital(said[starts[-1] :])) if starts else None


def of_report(lines: Sequence[str]) -> Status | None:
    """The status that a report of several lines states at its start, or else nearest its end."""
    found = (last_stated(line) for line in reversed(lines))
    return statuses.of_report(lines[0]) or next(filter(None, found), None)


def are_at_odds(lines: Sequence[str]) -> bool:
    """Whether a report begins with a status and ends with another: "Ongoing. This is closed."."""
    starts = [0, *(match.end() for match in _SENTENCE.finditer(lines[-1]))]
    first = statuses.of_report(lines[0])
    last = statuses.of_report(statuses.capital(lines[-1][starts[-1] :]))
    return bool(first and last) and (first in _CLOSING) != (last in _CLOSING)


class Numbered(NamedTuple):
    """The numbers of actions of which a line tells, where what it tells begins, the status."""

    numbers: tuple[str, ...]
    start: int
    status: Status | None


def numbered(block: Block, *, are_earlier: bool) -> Numbered | None:
    """What a line tells of actions by their numbers alone: "Actions 2, 4 and 5: complete".

    Among earlier actions alone also "2. Ongoing", and "Ongoing" in a numbered list.
    """
    if block.kind not in (Kind.BULLET, Kind.PARAGRAPH):
        return None
    match = _NUMBERED.match(block.plain)
    start = match.end() if match else 0
    is_told, status = stated(block.plain[start:])
    if not is_told or _ANOTHER.search(block.plain, start):
        return None
    if match is None:
        is_listed = block.ordinal and are_earlier
        return Numbered((str(block.ordinal),), 0, status) if is_listed else None
    is_marked = match["mark"] or match["numbers"].endswith(".")
    is_action = match["label"] and (is_marked or not match["item"])
    if not is_action and not (are_earlier and (is_marked or match["item"])):
        return None
    found = numbers(match["numbers"].rstrip("."))
    topic = match["topic"] or ""
    if topic.startswith("(") and owners.is_task(topic[1:-1]):
        return None  # "Action 4 (Ann Lee to ask) – done": its words
    start = match.start("topic") if topic else start
    return Numbered(found, start, status) if found else None


def numbers(said: str) -> tuple[str, ...]:
    """ "2, 4 and 5" as ("2", "4", "5"), "2–4" as ("2", "3", "4"); () if it is neither."""
    found: list[str] = []
    for part in _NEXT.split(said):
        ends = _TO.split(part)
        if len(ends) == 1:
            found.append(part)
            continue
        if len(ends) > 2 or not all(end.isdecimal() and len(end) < 4 for end in ends):
            return ()
        between = range(int(ends[0]), int(ends[1]) + 1)
        if not 1 < len(between) <= _MOST_NUMBERS:
            return ()
        found += map(str, between)
    return tuple(found) if len(set(found)) == len(found) <= _MOST_NUMBERS else ()


def stated(said: str) -> tuple[bool, Status | None]:
    """Whether words tell what became of an action, and the status: "was completed in May".

    So does "the panel agreed to drop this", and "on the agenda" tells it without a status.
    """
    verb = _VERB.match(said)
    status = statuses.phrase(statuses.capital(said[verb.end() if verb else 0 :]))[1]
    status = status or statuses.of_report(statuses.capital(said))
    return status is not None or _ELSEWHERE.fullmatch(said.rstrip(" .")) is not None, status


def number(block: Block) -> labels.ActionLabel:
    """The number that stands before an earlier action: "2. Ann Lee to ask", "4.1 Ann Lee".

    So it does in "Action 1, publish the register".
    """
    pattern = _BEFORE_COMMA if block.plain[:2] in ("Ac", "AC", "AP") else _NUMBER
    match = pattern.match(block.plain)
    if match is None:
        return labels.ActionLabel(0, str(block.ordinal or ""))
    return labels.ActionLabel(match.end(), match["number"])


def led_by(text: str) -> Status | None:
    """The status that stands before an earlier action: "Complete: Ann Lee to ask"."""
    words, status = statuses.phrase(text)
    rest = text[len(words) :].lstrip()
    return status if rest[:1] == ":" and owners.is_task(rest[1:].strip()) else None


def ticked(text: str) -> tuple[int, Status | None]:
    """Where a tick or a cross before an earlier action ends, and the status it tells; or 0.

    "✓ Ann Lee to ask", and as Markdown has it "[x] Ann Lee to ask", "[ ] Ann Lee to ask".
    """
    end = 3 if text[:3].casefold() in _BOXES else 1
    status = _BOXES.get(text[:3].casefold()) or _TICKS.get(text[:1])
    words = text[end:].strip()
    return (end, status) if status and words and (end > 1 or owners.is_task(words)) else (0, None)


def of_group(heading: str) -> Status | None:
    """The status of all actions under a heading: "Completed actions", "Outstanding"."""
    match = _GROUP.fullmatch(heading.strip(" :.")) if len(heading) < _LONGEST_GROUP else None
    return statuses.named(statuses.capital(match["status"])) if match else None


def is_one(block: Block) -> bool:
    """Whether a line under such a heading is one of its actions."""
    if block.kind is Kind.BULLET:
        return _is_action(block.plain)
    return block.kind is Kind.PARAGRAPH and owners.is_task(block.plain)


def are_under(heading: str) -> bool:
    """Whether a heading announces earlier actions alone: "Actions from the last meeting"."""
    return _HEADING.fullmatch(heading.rstrip(" :.")) is not None


def may_be_under(heading: str) -> bool:
    """Whether earlier actions may stand among others under it: "Action log"."""
    return are_under(heading) or _OTHER_HEADING.fullmatch(heading.rstrip(" :.")) is not None


def could_be(block: Block) -> bool:
    """Whether a line of which nothing more is known may be of an earlier action.

    Not where it only agrees the minutes, or says what follows: "Progress was as follows:".
    """
    if _only_agrees(block.plain) or (block.plain.endswith(":") and not owners.is_task(block.plain)):
        return False
    named = _NUMBERS_ALONE.match(block.plain)
    is_listed = block.ordinal or _NUMBER.match(block.plain) or (named and named["label"])
    is_owned = block.kind is Kind.BULLET or " to " in block.plain
    whose = _OWNED.search(block.plain)
    return bool(
        (whose and labels.is_owner_alone(whose["owners"]))
        or is_listed
        or mentions_status(block.plain)
        or _MENTIONS.search(block.plain)
        or (is_owned and owners.is_task(block.plain))
    )


def _only_agrees(plain: str) -> bool:
    agreed = _AGREED.match(plain)
    return agreed is not None and not (
        _MENTIONS.search(plain) or mentions_status(plain[agreed.end() :])
    )


def mentions_status(text: str) -> bool:
    """Whether a line says somewhere what may have become of an action."""
    return len(text) <= _LONGEST and any(
        statuses.phrase(statuses.capital(text[match.end() :]))[0]
        for match in _WORD_BREAK.finditer(text)
    )


def _is_action(words: str) -> bool:
    """Whether words can be those of an action: who is to act, or what is to be done."""
    if _NUMBERS_ALONE.fullmatch(words):
        return False
    if len(words.split()) < 2 or len(words.split()) > 3 * _MOST_WORDS:
        return False
    first = words[: first.start()] if (first := _SENTENCE.search(words)) else words
    if progress.hands_over(first):
        return False
    return owners.is_task(first) or (
        not _TELLS.search(first) and len(first.split()) <= _MOST_WORDS and words[:1].isupper()
    )
