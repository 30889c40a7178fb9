"""Progress: what a report on an earlier action says where it names no status.

"Circulated on 3 May.", "Meeting arranged for June", "DFX have been asked", "Verbal update".
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[a-z)’”]{2}[.;]) +")
# "DFX have been asked", "Ann Lee reported that", "It was sent", "She is still drafting it".
_IS_SO = (
    r"(?:has|have|had|was|were|reported|said|confirmed|replied|explained|noted|updated|apologised"
    r"|(?:is|are) (?:now|still|being|currently|also|due|expected|awaited|with|\w+(?:ed|ing)))"
)
_TELLS = re.compile(rf"\b{_IS_SO}\b", re.I)
# "She wrote in May", "The Chair met them".
_PAST = (
    r"(?:(?!(?:need|feed|proceed|exceed|succeed|speed|indeed)\b)\w+ed|wrote|met|spoke|sent|gave|made"
    r"|took|held|found|came|went|sought|drew|told|got|began|brought|put|set|saw|read)"
)
_DID = re.compile(
    rf"(?:he|she|they|it|this|these|the [\w’'-]+|(?-i:[A-Z])[\w.’'-]*(?: (?-i:[A-Z])[\w.’'-]*)?)"
    rf" (?:also |then |now )?{_PAST}\b",
    re.I,
)
# "Circulated on 3 May", "Letter sent.", "Meeting arranged for June": not "Revised map to be made".
_DONE = re.compile(
    rf"(?:(?!to\b)(?-i:[A-Z])[\w’'-]*(?: (?!(?:to|be)\b)[\w’'-]+){{0,3}}? )?(?:now |already |all )?"
    rf"(?:{_PAST}|written|given|taken|done|begun|shown|drawn|bought|built)"
    r"(?=$|[.,;:]| (?:on|in|by|to|at|for|with|from|and|as|that|via|out|round|back|again|until|off"
    r"|up|before|after|under|last|this|yesterday|today|a|an|the|twice|\d+)\b)",
    re.I,
)
# "Green", "Verbal update to be given", "To be discussed at item 5", "No reply yet", "Not yet".
_NOTE = re.compile(
    r"(?:red|amber|green)(?:[ /-](?:red|amber|green))?\W*(?:$|[–—-])"
    r"|(?:an? )?(?:verbal|oral|written|further|fuller|full) (?:update|report)\b"
    r"|(?:to be|for) (?:discuss|consider|cover|address|decision|information|update)"
    r"|(?:no|nothing|not yet|yes)\b|see \w+|attached|as (?:above|below)",
    re.I,
)
# "Ann Lee will do it instead of Bo Lund", "Ann Lee to take this on from Bo Lund", "to take over
# from Bo Lund": who is to do what is told of before.
_HANDS_OVER = re.compile(
    r"\b\w+ (?:it|this|that|these|them) (?:instead of|in place of|(?:on|over|up) from) [A-Z]"
    r"|\b(?:take|takes|taking|taken) over from [A-Z]"
)
# "He should copy the Chair", "This is to cover costs": what is to be done.
_PRESCRIBES = re.compile(r"\b(?:should|must|shall|(?:is|are|was|were|has|have) to)\b", re.I)


def hands_over(said: str) -> bool:
    """Whether words give what is told of before them to somebody else: no task of their own."""
    return _HANDS_OVER.search(_SENTENCE.split(said, maxsplit=1)[0]) is not None


def tells(said: str) -> bool:
    """Whether words tell what became of an action, and not what more is to be done."""
    first = _SENTENCE.split(said, maxsplit=1)[0]
    if _NOTE.match(first):
        return True
    if _PRESCRIBES.search(first):
        return False
    return any((_TELLS.search(first), _DID.match(first), _DONE.match(first))) or hands_over(first)
