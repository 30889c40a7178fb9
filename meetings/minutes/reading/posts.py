"""Posts: the words that say what somebody is, and those that say where from beside them."""

from __future__ import annotations

import re

POST = re.compile(
    r"(?:\b(?:director|minister|head|chief|adviser|advisor|manager|officer|dd|ceo|cto|coo"
    r"|representative|spokesperson|professor|secretary of state|statistician|analyst|lead"
    r"|(?:private|permanent|under|under-|parliamentary|general|first|cabinet) ?secretary|barrister"
    r"|mos|puss|mp|msp|mep)\b"
    # "Visiting Fellow", "Reader in Tides", "Secretary to the Guild", but "Reader Trust".
    r"|\b(?:fellow|reader|lecturer|leader|trustee|consultant|(?:co-?)?founder|clerk|treasurer"
    r"|chair(?:man|woman|person)?|president|coordinator|engineer|researcher|economist|scientist"
    r"|(?:cabinet|board|council|lay|panel) member|portfolio holder)(?= (?:of|for|in|at|to)\b|,|$)"
    r"|\bsecretary to\b)",
    re.I,
)
# "CEO Some Company", "Some Association Representative", "Some Borough / Director of Data",
# "Some Council / Secretary to the Guild".
BESIDE = re.compile(
    r"(?P<post>CEO|CTO|COO|MD|MoS|PUSS),? (?P<organisation>[A-Z].+)"
    r"|(?P<body>[A-Z].+?)(?: (?P<acting>Representative|Observer)"
    rf"| ?/ (?P<other>(?i:.*{POST.pattern}.*)))"
    r"|(?P<short>[A-Z][A-Za-z]*[A-Z]) (?P<held>(?:\w+ )?(?:Minister|Director|Adviser|Official))"
)
# "Association of Chief Officers": a body's name that holds the word for a post.
_BODIES = re.compile(
    r"(?:the )?(?:\w+ )?(?:association|institute|college|society|office|federation|council|union)"
    r" (?:of|for)\b|.*\b(?:association|institute|society|federation|council|union)$",
    re.I,
)
# "Spokesperson for Children, Young People and Families": a post whose commas are its own.
OF_SEVERAL = re.compile(
    r"[^,]*\b(?:spokesperson|minister|secretary|lead) (?:for|of)\b[^,]*, "
    r"|[^,]*\b(?:director|head|adviser|manager|director general) (?:for|of) [^,]+,"
    r" (?:[^,]+, )*\w+ and \w+$",
    re.I,
)
# "Minister for the Cabinet Office", "Chair of the User Group": what somebody is, and where.
AT_BODY = re.compile(
    r"(?:(?:Vice|Deputy|Co)[ -])?(?:Minister|Chair(?:man|woman|person)?|President|Chief Executive)"
    r" (?:of|for|at) (?:the )?(?P<body>(?:[A-Z][\w’'&-]* |and |of |for )*"
    r"(?:Office|Group|Board|Panel|Committee|Council|Trust|Agency|Authority|Forum|University"
    r"|Association|Institute|Treasury))"
)
# "Minister for the Civil Society" is what somebody is; "Chief Officers Association" where from.
_POST_OF = re.compile(rf"{POST.pattern}.* (?:of|for|to|at) ", re.I)


def is_post(text: str) -> bool:
    """Whether a word of `text` says what somebody is: "Deputy Head"."""
    return POST.search(text) is not None


def is_held(text: str) -> bool:
    """Whether `text` is a post, and no body's name: "Head of Roads", not "Chief Millers Union"."""
    return is_post(text) and not (_BODIES.match(text) and not _POST_OF.match(text))
