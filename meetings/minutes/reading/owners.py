"""Owners: who is to act, from an action's words or from the bracket at its end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import dates, deadlines, labels, names, progress
from .memory import remembered

# Where the subject of an action ends: "Jo Bloggs to", "The board will", "Jo agreed to".
_TO = re.compile(
    r"\b(?:also |with [A-Z][\w ]* )?(?:(?:agreed|wanted|wished|undertook|offered|needs?|are|is) to"
    r"|to|will|would|should|must|shall|has committed)\b(?= [a-z])(?! (?:the|an?|our|their|its)\b)"
)
# "Write to members" orders, and names nobody.
_ORDERS = frozenset("write speak talk reply respond report present return send add listen".split())
_PASSIVE = re.compile(
    r"\b(?:to|will|would|should|must|shall) be"
    r" (?:\w+ed|kept|sent|made|given|taken|held|brought|drawn|put|set|done|shown|bought|found"
    r"|written|built|paid|read|told|chosen|sought|seen|met|run|split|available|ready)\b"
)
# "A note to be drafted by Ann Lee and Cy Hall before May", but not "to be sent by Friday".
_DONE_BY = re.compile(
    r"\b(?:to|will|would|should|must|shall) be (?:\w+ed|kept|made|written|drawn up|sent|given"
    r"|taken|held|brought|put|set up|done|led|found|run) by"
    r" (?P<owners>(?:the )?[A-Za-z][^.;:()]{1,80}?)"
    r"(?=[.;:]|,? (?:to|in|on|at|for|with|by|before|after|within|as|so)\b"
    r"| and [a-z]*(?:ed|en|ent)\b|, who\b|$)"
)
# "The Board would like these to be short": a wish.
_WISHES = re.compile(
    r"would (?:(?:also|very much|still|particularly) )*(?:like|welcome|prefer|appreciate|hope|wish"
    r"|want|be (?:grateful|glad|happy|pleased|interested))\b"
)
# An aside within a subject: "Ann Lee (with support from DFX) to write".
_ASIDE = re.compile(r"\s*\((?P<inner>[^()]*)\)")
# Who helps: "Ann Lee, with Cy Hall, to write", "Ann Lee, in consultation with DFX, to write".
_HELPED = re.compile(
    r", (?:(?:working |together |along |jointly |liaising |in [a-z-]+ )?with"
    r"|with (?:the )?[a-z]+ (?:from|of)|(?:supported|helped|assisted|advised) by|on behalf of)"
    r" (?:the )?[A-Z].*$"
)
# Who else is to act: "Ann Lee to write, and members to reply", "AL to ask the mill; CH to call".
_ALSO = re.compile(
    r"(?P<mark>[,;](?: (?:and|while|with))?| and) (?P<owner>(?:the )?[A-Za-z][\w’'. -]{1,40}?)"
    r" to (?!be\b)[a-z]"
)
# "AL to write the part for roads, CH for locks and JD for ducks": each has a part.
_FOR_PART = re.compile(r"(?:,(?: and)?| and) (?P<owner>[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*)*) for \w")
# "write to the mill and DFX", "to Ann Lee, DFX": to whom, where the words before are such.
_TO_WHOM = re.compile(
    rf"(?:\b(?!(?:{'|'.join(dates.MONTHS)})$)(?-i:[A-Z])[\w’'.-]*"
    r"|\b(?:to|with|from|for|of|between|ask|invite|tell|remind|request|encourage)"
    r"(?: (?:the|all|our|its))?(?: \w+){1,2})$",
    re.I,
)
# "(Ann Lee, DFX)", "(Ann Lee, Some Council)": where she is from.
_FROM = re.compile(r"(?P<owner>\S+ \S[^,]*), (?P<body>[A-Z][^,]*)")
_ABBREVIATION = re.compile(r"[A-Z][A-Za-z]*[A-Z]")
# "It was suggested that Ann Lee would be the first": what somebody is, not does.
_BEING = re.compile(r"\b(?:will|would|should|must|shall) be\b(?! \w+ing\b)")
# As in "Ann Lee – Write to members" and "DFX: write to members".
_IN_FRONT = re.compile(r"(?P<owners>[^:–—]{2,80}?)(?:\s+[–—-]\s+|\s*[:–—]\s*)(?=\w)")
# "Write to members – Ann Lee", "Write to members. AL/DFX".
_AFTER_DASH = re.compile(r"\S\s+[–—-]\s+(?P<owners>[A-Z][^.:;–—()]{1,60}?)\.?(?=$| [–—-] | \()")
_AFTER_ALL = re.compile(r"[.;)]\s+(?P<owners>[A-Z]{2,4}(?:(?:/|, | and | & )[A-Z]{2,4})*)\.?$")
# "Agreed: that Ann Lee write": what was done, and nobody who is to do it.
_DECIDED = re.compile(r"(?:agreed|resolved|noted|decided|recommended|decision|resolution)\b", re.I)
# "Ann Lee: the harbour office" says where she is from.
_THING = re.compile(r"(?:the|an?|that|this|these|its?) ")
AGREED = (
    r"(?:It was (?:also |then )?agreed(?: that)?|(?:Agreed"
    r"|(?:The )?(?:\w+ )?(?:Board|Committee|Group|Members|[Mm]eeting|Panel) (?:also )?agreed) that)"
)
"""What stands before what was agreed: "It was agreed", "The Panel agreed that"."""
DECIDED = r"(?:Agreed|AGREED|Decision|DECISION) ?[:–—-]"
"""The label of what was decided, as in "Agreed: Ann Lee to write"."""
_LEAD_IN = re.compile(
    rf"(?:{AGREED} |{DECIDED} |It was suggested(?: that)? "
    r"|(?:At|In|On|As|After|Following|Before)\b[^,]*, )"
)
# "Roads: Ann Lee to ask why" is about roads, and Ann Lee's; "Ann: Write to DFX" is not.
_TOPIC = re.compile(r"[A-Z][^:.;]{1,60}: (?=(?P<subject>[A-Z][^:;]{1,80}?) to [a-z])")
_BETWEEN = re.compile(
    r"\b(?:arranged?|set up|held?|organised?) between (.+?)"
    r"(?= to | about | on |[.;]|, (?:to|and then)\b|$)"
)
_SENTENCE = re.compile(r"(?<=[a-z)’”\"]{2}[.;?])\s+(?=[A-Z])")
_LAST = re.compile(r"[(\[](?P<inner>[^()\[\]]{2,120})[)\]]\s*\.?$")
_WITHIN = re.compile(r"\((?P<inner>[^()]{2,80})\)|\[(?P<square>[^\[\]]{2,80})\]")
_OFFICES = re.compile(r"\b(?:secretariat|members|chair|board|panel)$", re.I)
_PEOPLE = re.compile(r"(?P<people>[A-Z][\w’'.-]*(?:,? (?:and |& )?[A-Z][\w’'.-]*)+) (?=[a-z])")
# "The secretariat offered support": an office that acts whenever it is the subject.
_OFFICE = re.compile(r"(?:The )?(?P<office>secretariat)\b(?!’s|'s)", re.I)


@remembered
def implied(text: str) -> tuple[str, ...]:
    """The owners that an action's plain words name.

    "Jo Bloggs, Ann Lee and DCLG to meet" -> Jo Bloggs, Ann Lee, DCLG.
    "A call to be arranged between Jo Bloggs and Ann Lee" -> Jo Bloggs, Ann Lee.
    "Jo Bloggs – write to DCLG" -> Jo Bloggs.
    "Jo Bloggs to write, and Ann Lee to call" -> Jo Bloggs, Ann Lee.
    "Paper to be drafted by Jo Bloggs, with Ann Lee" -> Jo Bloggs.
    "Paper to be sent." -> nobody.
    """
    found: list[str] = []
    for index, sentence in enumerate(_SENTENCE.split(text)):
        for owner in _of_sentence(sentence, is_first=not index):
            if owner not in found:
                found.append(owner)
    found += [owner for owner in _at_end(text) if not _is_said(owner, found)]
    found = found or [*_in_brackets(text)] or [*_set_apart(text)]
    if not found and (front := _IN_FRONT.match(text)) and not _DECIDED.match(text):
        return names.owners(front["owners"])
    return tuple(found)


def is_task(text: str) -> bool:
    """Whether a line names who is to do something, and not only who spoke or is from where.

    "Jo Bloggs to write", "Jo Bloggs: write to DCLG", but not "Jo Bloggs: the harbour office",
    and not who takes over what is told of before.
    """
    front = _IN_FRONT.match(text)
    is_thing = front and names.owners(front["owners"]) and _THING.match(text, front.end())
    is_one = bool(implied(text)) and not (is_thing and not _TO.search(text))
    return is_one and not progress.hands_over(text)


def _is_said(owner: str, found: list[str]) -> bool:
    """Whether a bracket says again who acts: "Board to meet (Board members)"."""
    return owner in found or any(owner.startswith(f"{one} ") for one in found)


def _set_apart(text: str) -> Sequence[str]:
    """Who stands after a dash or the last sentence: "Write to members – Ann Lee", "Write. AL"."""
    for match in (*_AFTER_DASH.finditer(text), *_AFTER_ALL.finditer(text)):
        if labels.is_owner_alone(match["owners"]):
            return names.owners(match["owners"])
    return []


def _in_brackets(text: str) -> Sequence[str]:
    """People or offices in a bracket within: "List to be sent (Ann Lee and Secretariat) soon".

    An abbreviation in brackets is what the words before it are called; in square ones, or
    before all words, it is who is to act: "Write to the mills [AL] by May", "(AL) Write".
    """
    for match in _WITHIN.finditer(text[:500]):
        found = names.owners(deadlines.apart(match["inner"] or match["square"])[0])
        if found and all(
            names.is_person(one)
            or _OFFICES.search(one)
            or ((match["square"] or not match.start()) and _ABBREVIATION.fullmatch(one))
            for one in found
        ):
            return found
    return []


def _of_sentence(sentence: str, *, is_first: bool) -> Sequence[str]:
    if lead_in := _LEAD_IN.match(sentence):
        sentence = sentence[lead_in.end() :]
    if (topic := _TOPIC.match(sentence)) and _is_known(topic["subject"]):
        sentence = sentence[topic.end() :]
    match = _acts(sentence[:300])
    if match and not (
        _PASSIVE.match(sentence, match.start())
        or _BEING.match(sentence, match.start())
        or _WISHES.match(sentence, match.start())
    ):
        said = sentence[: match.start()]
        subject = _HELPED.sub("", _ASIDE.sub("", said).strip(" ,"))
        if subject.casefold() not in _ORDERS and (owners := names.owners(subject)):
            return [*owners, *_in_asides(said), *_also(sentence[:600], match.end())]
    if by := _DONE_BY.search(sentence[:400]):
        return names.owners(by["owners"]) if _is_known(by["owners"]) else []
    if between := _BETWEEN.search(sentence[:400]):
        return names.owners(between[1])
    if not is_first and (office := _OFFICE.match(sentence)):
        return [names.owner(office["office"])]
    return _several_people(sentence) if is_first else []


def _acts(sentence: str) -> re.Match[str] | None:
    """Where a sentence says that its subject is to act, outside brackets."""
    for match in _TO.finditer(sentence):
        if sentence.count("(", 0, match.start()) <= sentence.count(")", 0, match.start()):
            return match
    return None


def _in_asides(subject: str) -> list[str]:
    """Who has a task in a bracket within: "Members (Ann Lee to lead) to write"."""
    found: list[str] = []
    for aside in _ASIDE.finditer(subject):
        if acts := _TO.search(aside["inner"]):
            found += names.owners(aside["inner"][: acts.start()])
    return found


def _also(sentence: str, start: int) -> list[str]:
    """Who else has a task or a part of it in the same sentence, after the first.

    Not whom the first is to address: "Ann Lee to write to DFX and Cy Hall to ask why".
    """
    found: list[str] = []
    for match in _ALSO.finditer(sentence, start):
        said = sentence[start : match.start()]
        # A comma before "and" parts tasks, but where it may end a list.
        is_apart = match["mark"][0] == ";" or (match["mark"] == ", and" and "," not in said)
        if _is_known(match["owner"]) and (is_apart or not _TO_WHOM.search(said)):
            found.append(match["owner"])
    parts = [match["owner"] for match in _FOR_PART.finditer(sentence, start)]
    first = sentence.find(" for ", start)
    if (
        len(parts) > 1
        and first < sentence.index(f" {parts[0]} for ")
        and all(map(_is_known, parts))
    ):
        found += parts
    return [owner for one in found for owner in names.owners(one)]


def _is_known(subject: str) -> bool:
    """Whether a subject can be nothing but who acts: a name in full, an office, "DFX"."""
    return any(
        names.is_person(one) or _ABBREVIATION.fullmatch(one) or _OFFICES.search(one)
        for one in names.owners(subject)
    )


def _several_people(sentence: str) -> Sequence[str]:
    """People before a verb without "to": "Ann Lee, Jo Day and Cy Hall collect the cases"."""
    match = _PEOPLE.match(sentence[:300])
    if match is None:
        return []
    found = names.owners(match["people"])
    return found if len(found) > 1 and all(map(names.is_person, found)) else []


@remembered
def last_sentence(text: str) -> int:
    """Where the last sentence of `text` begins."""
    starts = [match.end() for match in _SENTENCE.finditer(text)]
    return starts[-1] if starts else 0


def _at_end(text: str) -> list[str]:
    """Owners in a bracket at the end: "(Ann Lee/Cy Hall, Some Group)", "[Board]."."""
    match = _LAST.search(text)
    if not match:
        return []
    found: list[str] = []
    inner = deadlines.apart(match["inner"])[0]
    for part in re.split(r";|/", inner):
        acts = _TO.search(part)
        part = part[: acts.start()] if acts else part
        one = _FROM.fullmatch(part.strip())
        if (
            one
            and names.is_person(one["owner"])
            and (_ABBREVIATION.fullmatch(one["body"]) or names.is_body(one["body"]))
        ):
            part = one["owner"]
        names_given = names.owners(part.split(",")[0] if "/" in inner else part)
        if not names_given:
            return []
        found += names_given
    return found


def bracketed(plain: str) -> tuple[tuple[str, ...] | None, int]:
    """The owners in a square bracket at the end of `plain`, and where the bracket begins.

    None where there is none: "[no owner]" is (), "[Jo Bloggs, DCLG]" two owners. With a
    semicolon, "[Board; Health and Safety;]", nothing but semicolons parts the names, and
    semicolons and brackets within one are doubled.
    """
    start = _opening(plain)
    if start < 0:
        return None, len(plain)
    inner = plain[start + 1 : -1]
    if inner == labels.NO_OWNER:
        return (), start
    if inner.endswith(";"):
        exact = _exact(inner)
        return (exact, start) if exact else (None, len(plain))
    if "[" in inner or "]" in inner:
        return None, len(plain)
    # "[June]" says when.
    owners = [] if deadlines.is_alone(inner) else names.owners(inner)
    return (tuple(owners), start) if owners else (None, len(plain))


def _opening(plain: str) -> int:
    """Where the bracket opens that closes `plain`; -1 if none does. Doubled ones do not."""
    if not plain.endswith("]"):
        return -1
    at = len(plain) - 1
    while at > 0:
        at = plain.rfind("[", 0, at)
        if at < 0:
            return -1
        first = at
        while first > 0 and plain[first - 1] == "[":
            first -= 1
        if (at - first + 1) % 2 and (first == 0 or plain[first - 1] == " "):
            return first
        at = first
    return -1


def _exact(inner: str) -> tuple[str, ...]:
    names_given = labels.parted(inner.replace("[[", "[").replace("]]", "]"))[:-1]
    return tuple(names_given) if all(names_given) else ()


def write_exact(owners: tuple[str, ...]) -> str:
    """The bracket that `bracketed` reads as these owners, whatever their names hold."""
    if not owners:
        return f"[{labels.NO_OWNER}]"
    return "[" + " ".join(re.sub(r"([\[\];])", r"\1\1", owner) + ";" for owner in owners) + "]"
