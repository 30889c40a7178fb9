"""Withheld: which people of a listing the public does not read, by the marks among them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from . import labels
from .columns import Line

_BETWEEN = re.compile(r"\(|\)|, | and |; ")


def without_marks(text: str) -> tuple[str, list[tuple[str, str]]]:
    """A listing without the marks in it, and the words after each mark with its reason.

    "Ann Lee, [withheld: asked] Jo Bloggs, Cy Hall" and "Jo Bloggs [withheld: asked], Cy Hall".
    """
    marked: list[tuple[str, str]] = []
    at = 0
    while (at := text.find("[", at)) >= 0:
        reason, end = labels.withheld(text, at)
        if not reason:
            at += 1
            continue
        before, after = text[:at].rstrip(), text[end:].lstrip()
        ends_somebody = not after or after[0] in ",;."
        words = before if ends_somebody else after
        told = _BETWEEN.split(words)[-1 if ends_somebody else 0].strip(" .")
        marked.append((told, reason))
        text = f"{before}{after}" if ends_somebody else f"{before} {after}".lstrip()
    return text, marked


def withheld(lines: list[Line], marked: Iterable[tuple[str, str]]) -> list[Line]:
    """Lines in which those before or after a mark are withheld; if nobody is, all are."""
    for told, reason in marked:
        whose = [at for at, line in enumerate(lines) if told and told in line.printed]
        for at in whose[:1] or range(len(lines)):
            if person := lines[at].person:
                lines[at] = replace(lines[at], person=replace(person, withheld=reason))
    return lines
