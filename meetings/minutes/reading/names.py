"""Names of people and bodies: which words are one, and which are the same."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from .memory import remembered

HONORIFICS = frozenset(
    "dr prof professor mr mrs ms miss mx sir dame lord lady baroness baron cllr councillor"
    " rt hon rev revd reverend judge justice capt captain col colonel".split()
)
# "Chief Superintendent Jo Day", "ACC Jo Day", "His Honour Judge Day", "Canon Day".
_RANKS = (
    r"(?:(?:Assistant|Deputy) )?Chief Constable"
    r"|(?:Det(?:ective|\.)? )?(?:Chief )?(?:Superintendent|Supt|Inspector|Insp)|Commander|Brigadier"
    r"|(?:Det(?:ective|\.)? |Police )?(?:Sergeant|Sgt)|(?:Detective|Police) Constable"
    r"|(?-i:ACC|DCC|DAC|DCI|HHJ)|(?:His|Her) Honour|(?:Right )?Honourable"
    r"|(?:Right|Most|Very) (?=Hon|Rev)|Canon|Alderman|Ald"
)
# "The Lord Snow", "The Rt Hon Ann Lee".
_HONORIFICS = re.compile(
    r"(?:The (?=(?:Rt|Right|Most|Very|Hon|Honourable|Rev|Revd|Lord|Lady|Baroness|Baron)\b))?"
    rf"(?:(?:{_RANKS}|{'|'.join(sorted(HONORIFICS))})\.* )+(?=\S)(?!(?:of|for) )",
    re.I,
)
# Letters after a name: "Ann Lee OBE MP".
POST_NOMINALS = frozenset(
    "OBE MBE CBE KBE DBE GBE CB KCB DCB CMG KCMG CVO LVO MVO CH OM QC KC QPM JP DL PC MP MSP MEP"
    " MLA FRS FBA FRSE FREng FRSA PhD DPhil MA BA BSc MSc MBA FCA FRICS Bt".split()
)
# Words a person's name may hold in small letters: "Kitty von Bertele".
PARTICLES = frozenset(
    "von van de der den di da del dos das la le du bin bint ibn al el y ter ten ap mac zu".split()
)
# "al-Rashid", "d’Arcy": a particle that is joined to its name.
_JOINED_PARTICLE = re.compile(r"(?:al|el|ad|an|ar|as|at|az|ibn|d|l)[-’'‘](?=[A-Z])")
# "Lord Fox of Tidewater": a title that a place follows.
_TITLES_OF_PLACES = frozenset("lord lady baroness baron".split())
# Words in small letters that names of bodies and offices hold: "Panel members".
BODY_WORDS = frozenset(
    "secretariat secretary chair chairman panel board group committee members member team"
    " officials all department departments representatives representative project of the for and"
    " from in at & steering sub working lead leads office attendees everyone".split()
)
# Words that name a body or a post and nobody: "Local Government", "Commercial Director".
_NOBODYS = frozenset(
    "government office department ministry council councils authority authorities agency institute"
    " institution university college association commission committee board panel secretariat"
    " service services digital data information director minister officer manager adviser advisor"
    " spokesperson statistician representative policy transparency limited ltd borough"
    " county network foundation society centre project programme communities secretary chief"
    " president executive commissioner trust union co company federation alliance partnership"
    " charity dept plc registry treasury survey bank lottery companies systems solutions labs"
    " technologies parliament assembly inspectorate ombudsman bureau archives library museum"
    " hospital police constabulary courts tribunal tribunals academy fund consulting consultants"
    " associates holdings ventures insurance analytics research media energy housing futures"
    " networks group team unit division directorate health education transport environment"
    " finance".split()
)
# What no person is called first: "Natural England", "Open Reefs".
_NO_FIRST_NAMES = frozenset(
    "national royal british european public natural historic global international regional"
    " open".split()
)
# Items that stand on every agenda, without a number where the others have one.
STANDING_ITEMS = frozenset(["aob", "anyotherbusiness", "otherbusiness"])
_WORD = re.compile(r"[^\W_]+")
_NOBODY = re.compile(
    r"(?:vacant|(?:\w+ )?vacanc(?:y|ies)|tbc|tba|to be (?:confirmed|appointed)"
    r"|post vacant|(?:the )?general public"
    r"|(?:a |an |one |two |three |four |five |six |several |some |\d+ )?(?:other )?"
    r"(?:members? of (?:the )?(?:public|press|staff)|observers?|guests?|visitors?))\b(?! [A-Z])",
    re.I,
)
_SMALL_BODY = re.compile(r"[A-Za-z][\w-]+(?:\.[a-z]{2,})+|[a-z]{1,4}[A-Z]\w+")
_BETWEEN_OWNERS = re.compile(r",? and |, ?| ?/ ?| & |; ?| ?\+ ?")
# What stands where nobody is to act yet.
_NOBODY_YET = frozenset(["tbc", "tbd", "tba", "n/a", "none", "unassigned"])


@remembered
def key(name: str) -> str:
    """`name` folded for matching: case, accents, punctuation and honorifics aside."""
    words = folded_words(honorific(name)[1])
    return " ".join(word for word in words if word not in HONORIFICS) or " ".join(words)


def organisation_key(name: str) -> str:
    """An organisation's name folded for matching: "HonestlyReal" is "Honestlyreal"."""
    words = [word for word in folded_words(name.replace("&", " and ")) if word != "the"]
    return "".join(words)


@remembered
def folded_words(text: str) -> tuple[str, ...]:
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        if any(map(unicodedata.combining, text)):
            text = "".join(char for char in text if not unicodedata.combining(char))
    return tuple(_WORD.findall(text.casefold().replace("’", "").replace("'", "")))


@remembered
def honorific(text: str) -> tuple[str, str]:
    """The honorific at the start of a name as printed, and the rest: ("Prof.", "Jo Bloggs").

    "Baroness Hanham", "Dr Jo Bloggs" and "Chief Inspector Day" have one; "Justice" alone is no
    honorific.
    """
    match = _HONORIFICS.match(text)
    return (match[0].strip(), text[match.end() :]) if match else ("", text)


def post_nominals(name: str) -> tuple[str, str]:
    """A name as printed and the letters after it: "Ann Lee", "OBE MP"; "Jack Ma" has none."""
    words = name.split(" ")
    count = len(words)
    while count > 1 and is_post_nominal(words[count - 1]):
        count -= 1
    bare = " ".join(words[:count])
    if not is_person(bare) or name.isupper():
        return name, ""
    return bare, " ".join(words[count:])


def is_post_nominal(word: str) -> bool:
    return word.replace(".", "") in POST_NOMINALS


@remembered
def is_person(text: str) -> bool:
    """Whether `text` could be a person's name: "Emma de Vries", "Dr O’ Neil", "Lord Snow".

    Also "van der Berg" and "Mohammed al-Rashid", and after a title "Lord Fox of Tidewater".
    """
    title, rest = honorific(text)
    words = rest.split()
    if "of" in words[1:-1] and _TITLES_OF_PLACES & set(folded_words(title)):
        words.remove("of")
    full = [word for word in words if word not in PARTICLES]
    if not full or len(full) > 5 or len(rest) > 60:
        return False
    if len(words) == 1 and not title:
        return False
    return (
        all(_is_name_word(word) for word in words)
        and words[-1] not in PARTICLES
        and not any(word.casefold() in _NOBODYS for word in words)
        and words[0].casefold() not in _NO_FIRST_NAMES
    )


def begins_small(text: str) -> bool:
    """Whether words begin in small letters, and not with a body that is written so.

    "data.gov.uk", "mySociety" and "iStand UK" are.
    """
    first = text.split(" ", 1)[0]
    return text[:1].islower() and _SMALL_BODY.fullmatch(first) is None


def is_nobody(text: str) -> bool:
    """Whether a line among people names nobody: "Vacant (Mill Trust)", "5 guests"."""
    return _NOBODY.match(text) is not None


@remembered
def is_body(text: str) -> bool:
    """Whether a word of `text` says that it is a body or a post: "Some Borough Council"."""
    return any(word in _NOBODYS for word in folded_words(text))


def _is_name_word(word: str) -> bool:
    if word in PARTICLES:
        return True
    if any(char.isdigit() for char in word) or not word[0].isalpha():
        return False
    word = _JOINED_PARTICLE.sub("", word, count=1)
    return word[0].isupper() and all(char.isalpha() or char in "’'-.‘" for char in word)


@remembered
def is_owner(text: str) -> bool:
    """Whether `text` could name who acts: a person, an abbreviation, a body or an office.

    "Jo", "DCLG", "Panel members", "the Home Office", "Chair".
    """
    words = text.split()
    if not words or len(words) > 8 or not words[0][0].isalpha() or is_nobody_yet(text):
        return False
    folded = [word.strip("’',.").casefold() for word in words]
    if folded[0] in _PREPOSITIONS or folded[0] in _ORDERS or ":" in text:
        return False
    if len(words) == 1 and folded[0] in _EVERYBODY:
        return True
    # "Each council", "Both chairs", "Every local authority".
    if folded[0] in _EACH and len(words) < 4 and _singular(folded[-1]) in _WHO_ACT:
        return True
    # "Minister for the Arts" has one within, "Invite the Minister" an object.
    allowed = {*_PREPOSITIONS, "all", "&"}
    if any(word == "the" and before not in allowed for before, word in pairwise(folded)):
        return False
    if not all(
        folded[index] in BODY_WORDS or folded[index] in PARTICLES or _is_capitalised(word)
        for index, word in enumerate(words)
    ):
        return False
    if len(words) == 1 and _is_common(words[0]):
        return False
    if any(
        _is_capitalised(word) and folded[i] not in {"the", "a", "an"}
        for i, word in enumerate(words)
    ):
        return True
    return len({"secretariat", "secretary", "chair", "members", "panel", "board"} & set(folded)) > 0


def is_nobody_yet(text: str) -> bool:
    """Whether what stands where an owner would says that there is none: "TBC", "N/A", "–"."""
    words = text.strip(" .").casefold()
    return words in _NOBODY_YET or not any(map(str.isalnum, words))


@remembered
def owners(text: str) -> tuple[str, ...]:
    """The names in a list "Jo Bloggs, Ann Lee and the secretariat"; () if it holds others."""
    if len(text) > 200 or is_nobody_yet(text):
        return ()
    parts = [part.strip() for part in _BETWEEN_OWNERS.split(text)]
    if not all(part and is_owner(part) for part in parts):
        return ()
    return tuple(owner(part) for part in parts)


def owner(words: str) -> str:
    """One who acts, as named: "the Home Office" is "Home Office"."""
    words = re.sub(r"^(?:the|all the) ", "", words, flags=re.I)
    return words[:1].upper() + words[1:] if words.casefold() == "secretariat" else words


_EVERYBODY = frozenset("all everyone everybody".split())
_EACH = frozenset("each every both all".split())
_WHO_ACT = frozenset(
    "agency author authority board body borough chair city committee company council department"
    " director district group institution lead member minister ministry office officer"
    " official organisation panel partner representative secretary speaker supplier team trust"
    " university".split()
)
_PREPOSITIONS = frozenset("of for and from in at".split())
# "Ask Ann Lee to come", "Contact the mill to see why": the order is to somebody else.
_ORDERS = frozenset(
    "ask invite request remind encourage urge tell let allow contact circulate provide".split()
)
_COMMON = frozenset(
    "need needs this that these those it he she they we you there who which comments paper papers"
    " copy".split()
)
_ABSTRACT = ("ing", "ity", "ment", "tion", "sion", "ness", "ance", "ence")


def _is_common(word: str) -> bool:
    """Whether a lone word is capital only as the first of its sentence: "Publicity to …"."""
    folded = word.casefold()
    return folded in _COMMON or (not word.isupper() and folded.endswith(_ABSTRACT))


def _singular(word: str) -> str:
    return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")


def _is_capitalised(word: str) -> bool:
    word = word.strip("’'‘“”(),.")
    return bool(word) and (any(map(str.isupper, word)) or _SMALL_BODY.fullmatch(word) is not None)
