"""Bodies: whether a name on a list of people is an organisation's, as the text beside tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from . import names
from .blocks import Block

SURELY, MAYBE = 1.0, 0.4


def told_in(blocks: Sequence[Block]) -> Callable[[str], float]:
    """How much the text tells that a name is no person's.

    SURELY where it says "the Blue Reef" or "at Blue Reef", MAYBE where each of its words is
    one of the text as well ("blue", "reef"), else 0.
    """
    text = "\n".join(block.plain for block in blocks)
    words: set[str] = set()

    def is_body(name: str) -> float:
        if name in text and re.search(rf"\b(?:[Tt]he|[Aa]t) {re.escape(name)}\b(?![’']s)", text):
            return SURELY
        if not words:
            words.update(re.findall(r"\b[a-z]{3,}\b", text), [""])
        return MAYBE if set(names.folded_words(name)) <= words else 0.0

    return is_body
