"""Names of panels as printed."""

from meetings.minutes.reading import names
from panel.models import Panel


def may_be(panel: Panel, printed: str) -> bool:
    """Whether a name as printed could be short for the panel's: its words, in their order."""
    for name in (panel.name, *panel.other_names):
        words = iter(names.folded_words(name))
        if all(word in words for word in names.folded_words(printed)):
            return True
    return False
