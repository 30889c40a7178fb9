"""Names of panels as printed."""

from collections.abc import Sequence

from meetings.minutes.reading import names, subgroups
from panel.models import Panel


def may_be(panel: Panel, printed: str) -> bool:
    """Whether a name as printed could be short for the panel's: its words, in their order.

    What could be short for "Some Panel" is not for "Some Panel: Weirs Sub-Group"; "Panel" is.
    """
    words = names.folded_words(printed)
    for name in (panel.name, *panel.other_names):
        whole = subgroups.panel_of(name)
        if _are_of(words, name) and not (len(words) > 1 and whole and _are_of(words, whole)):
            return True
    return False


def _are_of(words: Sequence[str], name: str) -> bool:
    """Whether words stand in a name in their order."""
    left = iter(names.folded_words(name))
    return all(word in left for word in words)
