"""People's names as printed, and how two of them may name one person.

Plain Python. It knows words only; whose name it is, `sameness` decides by who came from
where to which meeting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from functools import lru_cache

from rapidfuzz.distance import OSA

from meetings.minutes.reading import names

# One line for each name: its spellings, then its short forms. A short form of several
# names stands in each. After a colon, semicolons part forms that one person is not called
# by turns: Kate and Cath may each be Catherine. Only forms that are common in British
# minutes: lists made for genealogy hold every pet name of three centuries, by which most
# names are one another.
_FORMS = """
abigail abbie abby
adam
adrian ade
alan allan allen al
alasdair alastair alistair alister ally al
albert: al; bert bertie
alexander: alex alec al; sandy
alexandra: alex; sandra sandy
alfred alf alfie fred
alison allison ali
amanda mandy
andrew andy drew
angela angie
ann anne annie
anthony antony tony ant
barbara barb babs
benjamin ben benny
bernard bernie
bradley brad
caroline carolyn caz
carol carole
catherine katherine kathryn catharine katharine: kate katie; cathy kathy cath kath
catherine katherine kathryn catharine katharine: cat kat; kit kitty
charles charlie chas chuck
charlotte charlie lottie
christine christina chris chrissie tina
christian chris
christopher: chris; kit
clifford cliff
clive
colin
cynthia cindy
daniel dan danny
danielle dani
david dave davey
deborah debra debbie deb debs
dominic dom
donald don donny
dorothy dot dottie
douglas doug
duncan
edmund ed eddie ned
edward ed eddie ted teddy ned
edwin ed eddie
eleanor: ellie; nell
elizabeth elisabeth: liz lizzie; beth; betty; eliza; libby; lisa
emily em
emma em
eric
fiona fi
frances fran francesca
francis frank
franklin frank
frederick fred freddie
gabriel gabe
gareth gaz
geoffrey jeffrey geoff jeff
george
gerald gerry jerry
gerard gerry
gillian jillian gill jill
graham graeme
gregory greg
harold harry hal
helen
henry harry hal
hugh
ian iain
isabel isobel isabelle izzy bel
jacob jake
jacqueline jackie jacqui
james jim jimmy jamie
jane
janet jan
janice jan
jean
jeanette jean
jennifer jenny jennie jen
jeremy jerry jez
jessica jess jessie
joan
joanne joanna jo
john jon johnny jack
jonathan jonathon jon jonny
joseph joe joey
josephine jo josie
joshua josh
judith judy jude
julian jules
julia
julie
karl carl
kathleen kath kathy
kenneth ken kenny
kevin kev
kimberley kim
kristina kris tina
laura
laurence lawrence larry laurie
leonard len lenny
leslie lesley les
lewis louis lou
louise lou
lucy
lucinda lucy cindy
luke
lynn lynne lyn
madeleine maddy
malcolm mal
margaret: maggie; meg; peggy; marge
maria
marjorie marge
mark marc
martin martyn marty
martina tina
mary
matthew matt mat
maureen mo
maurice mo
maxwell max
melanie mel
melissa mel
michael mike mick micky mickey
michelle shelly
miranda mandy
mohammed mohammad muhammad mohamed mo
nathan nat nate
nathaniel nat nate
natalie nat
neil neal niall
nicholas nicolas nick nicky
nicola nicky nicki nikki
nigel nige
norman norm
oliver ollie olly
olivia liv livvy
pamela pam
patricia: pat patsy; trish tricia
patrick pat paddy
paul
paula
pauline
peter pete
philip phillip phil
philippa pippa
rachel rachael
raymond ray
rebecca becky becca bex
reginald reg reggie
richard rich rick ricky dick
robert rob robbie bob bobby bert
roberta bobbie
robin rob
roderick rod roddy
rodney rod
roger rog
ronald ron ronnie
rosemary rosie
rupert
russell russ
ruth
samantha sam
samuel sam sammy
sandra sandy
sarah sara
sean shaun shawn
sebastian seb
simon si
sophie sophia
stanley stan
stephanie steph
stephen steven steve
stuart stewart stu
susan suzanne susannah sue suzie
sylvia
terence terry
teresa theresa terri tess
thaddeus thad
theodore theo ted
thomas tom tommy
timothy tim
tobias toby
valerie val
vanessa
victor vic
victoria vicky vicki
vincent vince vinny
virginia ginny
vivian vivienne viv
walter wally walt
wendy
wilfred wilf
william will bill billy willie
yvonne
zachary zac zack
"""
_NAMES_OF: dict[str, frozenset[str]] = {}
for _line in _FORMS.strip().splitlines():
    _spellings, _, _short = _line.partition(":")
    for _forms in _short.split(";"):
        for _form in f"{_spellings} {_forms}".split():
            _NAMES_OF[_form] = _NAMES_OF.get(_form, frozenset()) | {f"{_spellings}:{_forms}"}

PEERS = frozenset("lord lady baroness baron viscount earl".split())
_O = re.compile(r"\b([OD])[’'‘`]\s*(?=\w)")
_MC = re.compile(r"\b(Mc|Mac)\s+(?=[A-Z])")
_IN_BRACKETS = re.compile(r"\s*\([^()]*\)?\s*$")
_VOWELS = re.compile(r"[aeiouy]")
_DOUBLED = re.compile(r"(.)\1+")
_ONE = r"\1"
_LETTERS = re.compile(r"[A-Z]{2,3}")
# Words of fewer letters differ by one letter too easily: "Lee", "Lea".
_LONG = 4


class Likeness(IntEnum):
    """How two printed names are alike, the strongest first."""

    EXACT = auto()  # "Kit O’ Dea", "Prof Kit O'Dea OBE"
    FORM = auto()  # "Will Tarn", "William Tarn"; "Ann R. Tarn", "Ann Tarn"
    INITIAL = auto()  # "W. Tarn", "William Tarn"
    MISPRINT = auto()  # "Jon Tharn", "Jon Thran"; "Willaim Tarn"
    SURNAME = auto()  # "Lord Tarn", "William Tarn"
    NEAR = auto()  # "Julie Tarn", "Julia Tarn": each a name; "Ann Hassain", "Ann Hussein"
    LOOSE = auto()  # "W. Tharn", "William Thran": two differences
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts, folded. `key` is the same for names that are EXACT.

    `first` is empty where only the surname was printed ("Lord Tarn").
    """

    key: str
    first: str
    middles: tuple[str, ...]
    surname: str

    @property
    def rest(self) -> str:
        """All but the first name: "Ann Bell-Tarn" and "Anne Bell Tarn" have the same."""
        return "".join(self.middles) + self.surname

    @property
    def is_full(self) -> bool:
        """Whether there is a first name that is more than an initial."""
        return len(self.first) > 1

    def blocks(self) -> Iterator[str]:
        """Keys of which two names share one wherever they are alike.

        Two words that differ by one letter, left out, put in, changed or changed over, have
        the same rest when the right letter is left out of each.
        """
        for word in {self.surname, self.rest}:
            yield word
            yield _skeleton(word)
            if len(word) >= _LONG:
                yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


@lru_cache(maxsize=20_000)
def parsed(printed: str) -> Name:
    """The parts of a name as printed.

    "Prof. Sir Ann Lee OBE", "Lee, Ann" and "Ann Lee (AL)" are Ann Lee; "JR Smith" has two
    initials; in "Kit von Tarn" the surname is "vontarn".
    """
    text = _IN_BRACKETS.sub("", printed.strip()) or printed
    before, comma, after = text.partition(",")
    if comma:
        is_post_nominal = all(w.strip(".,") in names.POST_NOMINALS for w in after.split())
        text = before if is_post_nominal else f"{after} {before}"
    text = _MC.sub(r"\1", _O.sub(r"\1", text)).replace(".", " ")
    words = text.split()
    while len(words) > 2 and words[-1].strip(",") in names.POST_NOMINALS:
        words.pop()
    words = names.honorific(" ".join(words))[1].split()
    spread: list[str] = []
    for index, word in enumerate(words):
        is_initials = index < len(words) - 1 and _LETTERS.fullmatch(word) and not text.isupper()
        spread += list(word) if is_initials else [word]
    folded = [joined for word in spread if (joined := "".join(names.folded_words(word)))]
    if not folded:
        return Name(key=printed.casefold(), first="", middles=(), surname=printed.casefold())
    start = len(folded) - 1
    while start > 1 and folded[start - 1] in names.PARTICLES:
        start -= 1
    first = folded[0] if start else ""
    return Name("".join(folded), first, tuple(folded[1:start]), "".join(folded[start:]))


@lru_cache(maxsize=100_000)
def likeness(one: Name, other: Name) -> Likeness:
    """How alike two names are; the same both ways round."""
    if one.key == other.key:
        return Likeness.EXACT
    if not one.first or not other.first:
        return Likeness.SURNAME if one.surname == other.surname else Likeness.NONE
    firsts = _firsts(one.first, other.first)
    if one.rest == other.rest:
        return firsts
    if one.surname == other.surname:
        if not _middles_agree(one.middles, other.middles):
            return Likeness.NONE
        return Likeness.FORM if firsts is Likeness.EXACT else firsts
    if firsts is Likeness.NONE or not _middles_agree(one.middles, other.middles):
        return Likeness.NONE
    if not _one_letter_apart(one.surname, other.surname):
        return _by_sound(firsts, one.surname, other.surname)
    return Likeness.MISPRINT if firsts is Likeness.EXACT else Likeness.LOOSE


def is_form(one: str, other: str) -> bool:
    """Whether two folded first names are forms of one: "will", "william"."""
    return one == other or not _NAMES_OF.get(one, frozenset()).isdisjoint(
        _NAMES_OF.get(other, frozenset())
    )


def _firsts(one: str, other: str) -> Likeness:
    if one == other:
        return Likeness.EXACT
    if len(one) == 1 or len(other) == 1:
        return Likeness.INITIAL if one[0] == other[0] else Likeness.NONE
    ours, theirs = _NAMES_OF.get(one, frozenset()), _NAMES_OF.get(other, frozenset())
    if ours & theirs:
        return Likeness.FORM
    if max(len(one), len(other)) >= _LONG and OSA.distance(one, other, score_cutoff=1) == 1:
        # Each may be a name of its own: "Joan" and "John", "Paul" and "Paula".
        is_ending = one[:-1] == other or other[:-1] == one
        return Likeness.NEAR if (ours and theirs) or is_ending else Likeness.MISPRINT
    for short, full in ((one, other), (other, one)):
        if not _NAMES_OF.get(full) and any(
            OSA.distance(form, full, score_cutoff=1) == 1
            for form, of in _NAMES_OF.items()
            if of & _NAMES_OF.get(short, frozenset()) and len(form) >= _LONG
        ):
            return Likeness.LOOSE  # "Will", "Wiliam"
    return Likeness.NONE


def _by_sound(firsts: Likeness, one: str, other: str) -> Likeness:
    """ "Hassain" and "Hussein" are spelt by ear: vowels and doubled letters differ, no more."""
    sounds_same = min(len(one), len(other)) > _LONG and _skeleton(one) == _skeleton(other)
    if not sounds_same or OSA.distance(one, other) > 2:
        return Likeness.NONE
    return Likeness.NEAR if firsts in (Likeness.EXACT, Likeness.FORM) else Likeness.LOOSE


def _skeleton(word: str) -> str:
    """A word's first letter and other consonants, each once in a row: "h.sn" of "hussein"."""
    consonants = _VOWELS.sub("", word[1:])
    return f"{word[:1]}.{_DOUBLED.sub(_ONE, consonants)}"


def _one_letter_apart(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG and OSA.distance(one, other, score_cutoff=1) == 1


def _middles_agree(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether middle names contradict each other nowhere: "R" and "Rose" do not, "R" and "T" do."""
    return all(
        one == other or (one[0] == other[0] and 1 in (len(one), len(other)))
        for one, other in zip(ones, others, strict=False)
    )
