"""The attendance: labels such as `Apologies:`, and the people under each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..document import Kind, Presence, Role
from . import inline, listings, misfits, names, numbers, people, roles
from .blocks import Block
from .columns import Group
from .memory import remembered

# The words that labels of the attendance are made of.
WORDS = frozenset(
    "external internal independent lay"
    " present attendees attendance attending attended also other others panel board group members"
    " member officials guests observers presenters presenting ministers secretariat apologies"
    " apology for of absence absent absentees from received regular visitors invited invitees"
    " expected not in those the and ex officio speakers staff committee including were with"
    " officers participants participating regrets did following"
    " non forum council trustees delegates late arrivals"
    " sent people transparency deputies attendee unable to attend".split()
)
# At least one of these makes a label of the words above.
_TELLING = frozenset(
    "present attendees attendance attending attended members officials guests observers presenters"
    " presenting secretariat apologies absence absent absentees visitors invited invitees expected"
    " speakers officio attendee apology panel unable officers participants regrets attend trustees"
    " delegates late arrivals".split()
)
# The body that meets, before those who sit on it: "Board: Ann Lee (Chair), Jo Day (Mill Trust)".
_BODIES_THAT_MEET = frozenset("panel board committee council forum group other others".split())
_PLAIN = {
    Presence.PRESENT: frozenset(
        "present attendees attendance attending those attendee in participants were the"
        " following".split()
    ),
    Presence.APOLOGIES: frozenset(
        "apologies for of absence received apology from sent unable to attend regrets".split()
    ),
    Presence.ABSENT: frozenset(
        "absent absentees non not present attending in attendance did attend".split()
    ),
    Presence.EXPECTED: frozenset("expected invited invitees".split()),
}
_PRINTED = {
    Presence.PRESENT: "Present",
    Presence.APOLOGIES: "Apologies",
    Presence.ABSENT: "Absent",
    Presence.EXPECTED: "Expected",
}
# What heads the columns of a table of people.
_NAME_COLUMNS = frozenset(
    "name names attendee attendees member members representative representatives delegate delegates"
    " participant participants person".split()
)
COLUMNS = _NAME_COLUMNS | frozenset(
    "organisation organization department company body affiliation institution representing role"
    " title position post team initials email telephone phone".split()
)
_LONGEST_LABEL = 80
# A longer line is a label only in the explicit form.
_LONGEST_LINE = 200
_MOST_SPACES = 20
# "Some Rivers Board Members": the panel's name, and who they are.
_OF_PANEL = re.compile(
    r"(?:[A-Z][\w’'&-]* |of |and |the |for ){0,6}(?:Panel|Board|Group|Committee|Council|Forum)"
    r" (?:Members|Attendees)(?: (?:Present|present))?"
)
# "By telephone", "Joining via video link", "Present in person".
_CAME = r"(?:also )?(?:attending|attended|present|joining|joined|participating)"
_HOW = re.compile(
    rf"(?:{_CAME} )?(?:by|via|on) (?:the )?(?:telephone|phone|skype|zoom|webex"
    r"|(?:ms |microsoft )?teams|(?:tele|video)?[ -]?(?:conference|conferencing|link)|video)"
    rf"(?: link| call| conference)?|(?:{_CAME} )?(?:in person|on-?line|remotely|virtually)"
    r"|(?:those |people )?(?:dial(?:l?ed|ling) in|on the (?:call|line)|in the room)",
    re.I,
)
# "Who was there", "Present at the meeting", "Attended by", "List of attendees".
_WHO_CAME = re.compile(
    r"(?:those |people |all )?(?:who (?:was|were) (?:there|present|at the meeting)"
    r"|who (?:came|attended|took part)|present (?:at|for) (?:the|this|today’s) meeting"
    r"|(?:who )?took part)|(?:meeting )?attended by"
    r"|(?:list of (?:attendees|participants|those present)|attendance list)",
    re.I,
)
# What lists of people that are no attendance are labelled with: "Copied to", "Paper by".
_OTHER_LISTS = frozenset(
    "copied copies copy cc distribution circulation circulated to author authors prepared written"
    " drafted presented paper papers report reports contact contacts owner owners action actions"
    " led lead leads welcome welcomed thanks appointed next".split()
)
_MOST_LABEL_WORDS = 6


# "Members present (3 of 5)".
_COUNT = re.compile(r" \(\d{1,2}(?: of \d{1,2})?\)$")
_DASH = re.compile(r" [–—-] ")
_SAY_NOBODY = frozenset(
    [
        *("none", "none received", "none were received", "nil", "no apologies"),
        *("no apologies received", "no apologies were received"),
    ]
)
# "Minutes taken by: Jo Bloggs", "Notes recorded by Jo Bloggs", "Minuted by: Jo Bloggs".
_BY = re.compile(
    r"(?:(?:minutes?|notes?)(?: (?:were|was))? (?:taken|recorded|prepared|written|drafted)|minuted"
    r"|recorded) by",
    re.I,
)
_LABEL_WITHIN = re.compile(r"(?<=[\w)])[.;] +(?=(?P<label>[A-Z][A-Za-z ]{2,60}):)")
_EXPLICIT = re.compile(
    r"(?P<mark>Attendance: )?(?P<heading>.*?) ?\((?P<presence>present|apologies|absent|expected)\)"
)


@remembered
def group(line: str) -> Group | None:
    """What a line says if it is a label of the attendance: "Apologies:", "Other attendees".

    "Some Office (apologies)" is one, "Ann Lee (apologies)" none.
    """
    if len(line) > _LONGEST_LINE and not line.endswith(")"):
        return None
    match = _EXPLICIT.fullmatch(line) if line.endswith(")") else None
    if numbers.before_title(line)[1] and not (match and match["mark"]):
        return None
    if match and not (people.is_attendee(match["heading"]) and not match["mark"]):
        return Group(Presence(match["presence"]), match["heading"])
    if len(line) > _LONGEST_LINE or line.count(" ") > _MOST_SPACES:
        return None
    if ", " in line and len(line) < _LONGEST_LABEL:
        headings = line.split(", ")
        named = name_column(headings)
        if named is not None:
            label = group(headings[named])
            return Group(label.presence if label else Presence.PRESENT)
    line = line.strip(" :.–-")
    if _WHO_CAME.fullmatch(line):
        return Group(Presence.PRESENT)
    if len(line) < _LONGEST_LABEL and (_OF_PANEL.fullmatch(line) or _HOW.fullmatch(line)):
        return Group(Presence.PRESENT, line)
    words = names.folded_words(_COUNT.sub("", line))
    if not words or len(words) > 7 or not set(words) <= WORDS or not set(words) & _TELLING:
        return None
    presence = _presence(set(words))
    is_plain = set(words) <= _PLAIN[presence] and not _COUNT.search(line)
    return Group(presence, "" if is_plain else line)


def says_how(line: str) -> bool:
    """Whether a label can as well say how all of them met: "By video conference"."""
    return _HOW.fullmatch(line.strip(" :.–-")) is not None


def name_column(headings: Sequence[str]) -> int | None:
    """Which of these headings heads the names in a table of people; None if it is no such table.

    "Name" beside "Job title", or "Present" beside "Organisation".
    """
    said = [" ".join(names.folded_words(heading)).removeprefix("job ") for heading in headings]
    if len(set(said)) < 2:
        return None
    if set(said) <= COLUMNS:
        return next((at for at, words in enumerate(said) if words in _NAME_COLUMNS), None)
    label = group(headings[0]) if set(said[1:]) <= COLUMNS - _NAME_COLUMNS else None
    return 0 if label and not label.heading else None


def is_name_column(heading: str) -> bool:
    return " ".join(names.folded_words(heading)) in _NAME_COLUMNS


def _presence(words: set[str]) -> Presence:
    if words & {"apologies", "apology", "absence", "unable", "regrets"}:
        return Presence.APOLOGIES
    is_denied = bool(words & {"not", "non"}) and bool(
        words & (_PLAIN[Presence.PRESENT] | {"attend"})
    )
    if words & {"absent", "absentees"} or is_denied:
        return Presence.ABSENT
    if words & {"expected", "invited", "invitees"}:
        return Presence.EXPECTED
    return Presence.PRESENT


def write_group(presence: Presence, heading: str) -> str:
    """The label that reads as this presence and heading, as plain as that allows."""
    said = f"{heading} ({presence})" if heading else f"({presence})"
    for label in (heading or _PRINTED[presence], said):
        if group(label) == Group(presence, heading):
            return label
    return f"Attendance: {said}"


def role_under(heading: str) -> Role | None:
    """The role that a heading gives those under it who have no other."""
    words = set(names.folded_words(heading))
    if "secretariat" in words:
        return Role.SECRETARY
    return None


def starts(block: Block) -> bool:
    """Whether a block is a label of the attendance, alone or with people after it."""
    if block.kind in (Kind.QUOTATION, Kind.BULLET) or block.is_rule:
        return False
    return _says_who(block)


def _says_who(block: Block) -> bool:
    return (
        group(block.plain) is not None
        or run_in(block) is not None
        or officers(block.plain) is not None
    )


def officers(plain: str) -> tuple[Role, str] | None:
    """What somebody is and who: "Chair: Ann Lee (Some Office)", "Minutes by: Jo Bloggs".

    "Chair – Ann Lee" too, but "Members – Ann Lee, Jo Day" is a label of several.
    """
    label, colon, who = plain.partition(":")
    role = roles.ROLES.get(label.strip().casefold().removesuffix(" by"))
    if match := _BY.match(plain):
        role, who = Role.MINUTE_TAKER, plain[match.end() :].lstrip(": ")
    elif (dash := _DASH.search(plain)) and roles.is_office(plain[: dash.start()]):
        role, who = roles.ROLES[plain[: dash.start()].casefold()], plain[dash.end() :]
    elif not colon:
        return None
    if role is None or not look_like_people(who):
        return None
    return role, who.strip()


def tells_all_who_came(block: Block) -> bool:
    """Whether a block is a label of all who were there: "Present:", not "Officials:"."""
    together = run_in(block)
    label = together[0] if together else group(block.plain)
    return label == Group(Presence.PRESENT)


def run_in(block: Block) -> tuple[Group, str] | None:
    """The label and the people of `Apologies: Jo Bloggs (Some Office), Ann Lee`.

    A label may be parted by a dash, and in bold needs neither: "**Apologies** Jo Bloggs".
    """
    label, people_text = _label_and_rest(block)
    if not people_text:
        return None
    found = group(label)
    if label.strip(" :").casefold() in _BODIES_THAT_MEET:
        # The panel's own name stands alone, the people on it do not.
        is_others = label.strip(" :").casefold().startswith("other")
        told = is_others or re.search(r"[,(]", people_text)
        found = Group(Presence.PRESENT, label.strip(" :")) if told else None
    if found is None:
        return None
    people_text = listings.with_commas(people_text)
    return (found, people_text) if look_like_people(people_text) else None


def _label_and_rest(block: Block) -> tuple[str, str]:
    """What may be a label at the start of a line, and what follows it, or ""."""
    label, colon, rest = block.plain.partition(":")
    dash = None if colon and group(label) else _DASH.search(block.plain)
    if dash:
        label, rest = block.plain[: dash.start()], block.plain[dash.end() :]
    elif not colon and len(block.runs) > 1 and block.runs[0].style & inline.STRONG:
        label = block.runs[0].text
        rest = block.plain[len(label) :]
    return label, rest.strip()


def unknown(block: Block) -> tuple[Group, str] | None:
    """A label in words of its own, and the people after it: "Round the fire: Ann Lee (DFX), …".

    Two at least are told, one of them with a body, or after several words all with a role, as
    those who came are; a body's own name is no such label, "From the Sea Office" is one.
    """
    label, colon, who = block.plain.partition(":")
    if not colon or block.kind in (Kind.QUOTATION, Kind.BULLET) or not could_be_label(label):
        return None
    words = names.folded_words(label)
    lines, nobody = listings.people_in(who)
    told = [line.person for line in lines if line.person and names.is_person(line.person.name)]
    has_body = any(one.organisation for one in told)
    are_offices = len(words) > 1 and all(one.role for one in told)
    if nobody or len(told) < max(2, len(lines)) or not (has_body or are_offices):
        return None
    return Group(Presence.PRESENT, label.strip()), who.strip()


def could_be_label(words: str) -> bool:
    """Whether words can be over people who came, though none of them says so: "Stewards".

    "From the Sea Office" can, the name of a body alone cannot, unless it is the one that meets.
    """
    folded = names.folded_words(words)
    if not 0 < len(folded) <= _MOST_LABEL_WORDS or set(folded) & _OTHER_LISTS:
        return False
    is_name = names.is_body(words) or any(word[:1].isupper() for word in words.split()[1:])
    is_told = folded[0] == "from" or words.casefold() in _BODIES_THAT_MEET
    return is_told or not (is_name or misfits.is_abbreviation(words))


def promises_people(plain: str) -> bool:
    """Whether words that are not read as people stand after a label of some: "Present: many"."""
    label, colon, who = plain.partition(":")
    return bool(colon and who.strip(" .")) and group(label) is not None and not says_nobody(who)


def lists_people(plain: str) -> bool:
    """Whether several people stand after a label that may be of those who came."""
    label, colon, who = plain.partition(": ")
    if not colon or not who[:1].isupper() or set(names.folded_words(label)) & _OTHER_LISTS:
        return False
    lines, nobody = listings.people_in(who)
    return len(lines) > 1 and not nobody and all(line.person for line in lines)


def look_like_people(text: str) -> bool:
    """Whether the words after a label are people, or that there is nobody."""
    first = re.split(r"[,(;–]| - | (?:and|of|from|at) ", text.strip(), maxsplit=1)[0].strip(" .")
    if names.is_nobody(text.strip()) or any(
        misfits.in_listing(one, ")") or misfits.is_inverted(one) for one in (first, text.strip())
    ):
        return True
    return says_nobody(text) or (
        (names.is_person(first) or people.is_attendee(first))
        and (
            re.search(r"[,;(]|\s[–—-]\s", text) is not None
            or len(text.split()) <= 6
            or bool(misfits.people_on(text))
        )
    )


def parted(block: Block) -> list[Block]:
    """ "Present: Ann Lee and Jo Day. Apologies: Cy Hall." as a line for each label.

    "Ex officio:" is none of them: it notes something of those after it.
    """
    if group(block.plain) or run_in(block) is None:
        return [block]
    within = _LABEL_WITHIN.finditer(block.plain)
    starts = [0, *(match.end() for match in within if _is_label_within(match["label"]))]
    ends = [*starts[1:], None]
    return [block.part(start, end) for start, end in zip(starts, ends, strict=True)]


def _is_label_within(words: str) -> bool:
    return group(words) is not None and names.folded_words(words) != ("ex", "officio")


def says_nobody(text: str) -> bool:
    """ "Apologies: None" says that nobody sent any."""
    return text.strip(" .").casefold() in _SAY_NOBODY


def is_label(block: Block) -> bool:
    """Whether a block is a label, alone or with people after it, wherever it stands."""
    return not block.is_rule and block.kind is not Kind.BULLET and _says_who(block)


def ends(block: Block) -> bool:
    """Whether a block that is no label cannot belong to the attendance."""
    return block.is_rule or not (
        people.is_attendee(block.plain) or listings.is_listing(block.plain)
    )
