"""Which panel a document is of, by the name that it prints."""

import datetime
import itertools
from collections.abc import Iterable, Sequence

from django.db import transaction
from rapidfuzz import fuzz

from meetings.minutes.document import MinutesError
from meetings.minutes.identity.panel_names import may_be
from meetings.minutes.reading import names
from panel.models import Membership, Panel, Person
from panel.turns import take_turn

# Two words that differ by a misprint, and no more, are so much alike.
_MISPRINT = 80
# Words of a name that its initials leave out.
_SMALL = frozenset("a an and at for from in of on the to".split())


class UnknownPanelError(MinutesError):
    """A document prints a name that no panel has."""

    def __init__(self, printed: str, nearest: str = "") -> None:
        self.printed, self.nearest = printed, nearest
        hint = f"; the nearest is {nearest}" if nearest else ""
        super().__init__(f"is of an unknown panel, “{printed}”{hint}; give --panel or --new-panel")


def panel_named(printed: str, new: Sequence[Panel] = ()) -> Panel:
    """The panel of that name or other name, else the one of `new` that may be meant by it.

    Where nothing is printed, that is the only one of `new`. Raises UnknownPanelError, which
    names the nearest, where no panel has the name, and MinutesError where several of `new`
    may be meant, or nothing is printed.
    """
    panels = [*new, *Panel.objects.all()]
    wanted = names.organisation_key(printed)
    for panel in panels:
        if wanted and wanted in map(names.organisation_key, (panel.name, *panel.other_names)):
            return panel
    meant = [panel for panel in new if may_be(panel, printed)] if printed else list(new)
    if len(meant) == 1:
        return meant[0]
    if not printed:
        raise MinutesError("does not say which panel it is of; give --panel CODE")
    if meant:
        which = ", ".join(panel.code for panel in meant)
        raise MinutesError(f"“{printed}” could be any of the new panels {which}; give --panel")
    raise UnknownPanelError(printed, nearest(printed, panels))


def make(panel: Panel) -> None:
    """Save a new panel, or let it be the one that another program made of it meanwhile."""
    with transaction.atomic():
        take_turn()
        known = Panel.objects.filter(code=panel.code, name=panel.name).first()
        if known is None:
            panel.save()
        else:
            panel.pk, panel._state.adding = known.pk, False
            panel.refresh_from_db()


def members_of(panel: Panel, day: datetime.date | None) -> list[str]:
    """Names of those who sat on the panel that day, by the seats that its secretary keeps.

    Officials and secretaries of the panel attend, but are no members of it.
    """
    if panel._state.adding or day is None:
        return []
    sit = [Membership.Role.CHAIR, Membership.Role.DEPUTY_CHAIR, Membership.Role.MEMBER]
    seats = panel.memberships.current(on=day).filter(role__in=sit)
    people = Person.objects.filter(pk__in=seats.values("person")).with_same()
    return list(people.values_list("name", flat=True).order_by("name"))


def nearest(printed: str, panels: Iterable[Panel]) -> str:
    """The panel that is probably meant by a name, as "Name (CODE)"; "" where none is near."""
    near = [
        (fuzz.ratio(printed.casefold(), name.casefold()), f"{name} ({panel.code})")
        for panel in panels
        for name in (panel.name, *panel.other_names)
        if are_near(printed, name)
    ]
    return max(near)[1] if near else ""


def are_near(one: str, other: str) -> bool:
    """Whether one name has all words of the other in their order, misprints aside.

    A single word is only near to a single word: "Panel" is a word of many names.
    """
    shorter, longer = sorted((names.folded_words(one), names.folded_words(other)), key=len)
    if not shorter or len(shorter) == 1 < len(longer):
        return False
    rest = iter(longer)
    return all(any(fuzz.ratio(word, each) >= _MISPRINT for each in rest) for word in shorter)


def proposed(printed: Iterable[str], taken: Iterable[str]) -> list[tuple[Panel, list[str]]]:
    """Panels that would go by names as printed, not saved, each with those names.

    The longest is the panel's, in capitals only where it is never printed otherwise. Codes are
    the initials, none of them `taken` or a panel's.
    """
    codes = {*taken, *Panel.objects.values_list("code", flat=True)}
    found: list[tuple[Panel, list[str]]] = []
    for name in sorted(set(printed), key=_longest_first):
        wanted = names.organisation_key(name)
        same = [each for each in found if names.organisation_key(each[0].name) == wanted]
        meant = same or [each for each in found if may_be(each[0], name)]
        if len(meant) == 1:
            meant[0][1].append(name)
        else:
            codes.add(code := _code(name, codes))
            found.append((Panel(code=code, name=name), [name]))
    return sorted(found, key=lambda each: each[0].name)


def _longest_first(name: str) -> tuple[int, bool, str]:
    return (-len(names.folded_words(name)), name.isupper(), name)


def _code(name: str, taken: set[str]) -> str:
    """The initials of a name: "CJP" of a Crime and Justice Panel, "CJP2" where that is taken."""
    words = [word for word in names.folded_words(name) if word not in _SMALL]
    initials = "".join(word[0] for word in words if word.isascii()).upper().lstrip("0123456789")
    code = initials[:9] or "PANEL"
    codes = itertools.chain([code], (f"{code}{number}" for number in itertools.count(2)))
    return next(code for code in codes if code not in taken)
