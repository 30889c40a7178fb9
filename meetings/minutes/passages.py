r"""Passages withheld within a text: "The firm [withheld (section 43): Arden Ltd] has closed."

The public reads "The firm [words withheld: section 43] has closed." A mark that does not close, or
gives no reason, withholds all that follows it: nothing becomes public by a slip.

The patterns are read by Python and by PostgreSQL alike: greedy, without alternatives of which
two could match, on one line of inline Markdown, in which a bracket may be escaped.
"""

from __future__ import annotations

import re

_OPENS = r"\[\s*withheld\s*\("
_REASON = r"((?:[^()\[\]\\]|\\[^\]\[]|\([^()\[\]]*\))+)"
# Words may hold links and brackets, but none within these.
_WORDS = r"(?:[^\[\]\\]|\\[^\]]|\[(?:[^\[\]\\]|\\.)*\])*"
# In a link's text both brackets are escaped: what opens there does not close after it.
PASSAGE = rf"(?<!\\)(\\?){_OPENS}{_REASON}\)\s*:{_WORDS}(\\|\1)\]"
"""A passage with its mark."""
REASON = r"\1[words withheld: \2\3]"
"""What stands in its place."""
UNFINISHED = rf"{_OPENS}(?!{_REASON}\)\s*\]).*$"
"""A mark that does not close, and all that follows: looked for once no passage is left."""
CUT = "[words withheld]"
"""What stands in the place of that."""

_PASSAGE = re.compile(PASSAGE, re.I)
_UNFINISHED = re.compile(UNFINISHED, re.I)
# What may be meant as a mark, in a bracket or without, misspelt or in other words.
_LOOKS = re.compile(
    r"[\[(]\s*with[ -]?h?eld\b|(?<!\bwords )\bwithheld\s*[:(\[]"
    r"|\[\s*(?:withh?old|redacted|reserved)\b",
    re.I,
)
_PUBLIC = re.compile(r"\[words withheld(?::|\])")
_ALONE = re.compile(r"\\?\[withheld: (?:[^\[\]]|\]\])*\\?\]")
_WHOLE = re.compile(rf"{_OPENS}{_REASON}\)\s*:\s*({_WORDS})\]", re.I)


def redacted(text: str) -> str:
    """`text` as the public reads it: each passage gives way to its reason."""
    if "[" not in text:
        return text
    return _UNFINISHED.sub(CUT, _PASSAGE.sub(REASON, text))


def masked(plain: str) -> str:
    """`plain` with the words of passages made unreadable, each character in its place.

    What is read of it, such as who is to act, then tells nothing that is withheld.
    """
    if "[" not in plain:
        return plain

    def mask(match: re.Match[str]) -> str:
        return "x" * len(match.group())

    return _UNFINISHED.sub(mask, _PASSAGE.sub(mask, plain))


def misplaced(text: str) -> bool:
    """Whether something looks like a mark, but is none of a passage: what it means is open.

    "[withheld (x): a", "(withheld: x) a", "It was [withheld: x] a", "[redacted] a"; not
    "[withheld: x]" alone.
    """
    if not ("[" in text or "(" in text or "ithheld" in text) or _ALONE.fullmatch(text):
        return False
    return _LOOKS.search(_PASSAGE.sub("", text)) is not None


def has_mark(text: str) -> bool:
    """Whether anything looks withheld, where no passage can be: in a name, a date, a place."""
    return misplaced(text) or _PASSAGE.search(text) is not None


def as_marks(plain: str) -> str:
    """Passages as marks before their words: "[withheld (x): Ann Lee]" as "[withheld: x] Ann Lee".

    So a name is withheld, or a line that is one passage.
    """
    if "[" not in plain:
        return plain
    return _WHOLE.sub(r"[withheld: \1] \2", plain)


def is_marked(text: str) -> bool:
    """Whether a passage of `text` is withheld, be it still there or gone."""
    return redacted(text) != text or _PUBLIC.search(text) is not None
