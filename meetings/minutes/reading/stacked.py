"""Stacked: people on two lines each, a name and under it what or where from.

Ann Lee
Deputy Director, Some Office
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import attendance, cells, gaps, groups, names, numbers, people, posts
from .blocks import Block

_BEFORE_MARK = re.compile(r"[,(;:–—]| - ")
_EMERITUS = re.compile(r"emerit(?:us|a)\b", re.I)


def joined(blocks: Sequence[Block]) -> list[Block]:
    """`blocks`, an attendance and what follows, with each name joined to the line that tells of it.

    In each list of the attendance such a line stands right under a name. If some of them are
    no posts ("Some Office"), they stand under every name: else they may head those below.
    """
    out: list[Block] = []
    start = 0
    for index, block in enumerate(blocks):
        is_heading = block.is_bold or block.level > 0
        is_label = attendance.is_label(block)
        is_over = (is_heading and numbers.before_title(block.plain)[1]) or gaps.is_prose(
            block.plain
        )
        if block.is_rule or is_heading or is_label or is_over:
            out += [*_joined(blocks[start:index]), block]
            start = index + 1
        if block.is_rule or (is_over and not is_label):
            return [*out, *blocks[start:]]
    return [*out, *_joined(blocks[start:])]


def _joined(blocks: Sequence[Block]) -> Sequence[Block]:
    told = [at for at in range(1, len(blocks)) if _is_told_under(blocks[at - 1], blocks[at])]
    named = sum(map(_is_name, blocks))
    are_posts = all(_begins_with_post(blocks[at].plain) for at in told)
    if not told or not (len(told) == named or (are_posts and len(told) * 2 >= named)):
        return blocks
    out: list[Block] = []
    for at, block in enumerate(blocks):
        if at in told:
            out[-1] = cells.joined([out[-1], block], ", ")
        else:
            out.append(block)
    return out


def _is_told_under(name: Block, block: Block) -> bool:
    plain = block.plain
    return (
        _is_name(name)
        and not people.is_explicit(plain)
        and not _begins_with_person(plain)
        and not groups.run_in(plain)
        and (block.is_continued or not name.is_continued)
        and block.kind is name.kind
        and (_begins_with_post(plain) or (names.is_body(plain) and not gaps.are_people(plain)))
    )


def _begins_with_post(plain: str) -> bool:
    return posts.is_post(_before_mark(plain))


def _begins_with_person(plain: str) -> bool:
    """Whether a line is somebody by title: "Professor Ann Lee, Fen University", "Lord Lee (DFX)".

    "Professor Emeritus" and "Professor of Tides" are what the one above is.
    """
    title, name = names.honorific(_before_mark(plain))
    return bool(title) and names.is_person(f"{title} {name}") and not _EMERITUS.match(name)


def _before_mark(plain: str) -> str:
    return _BEFORE_MARK.split(plain, maxsplit=1)[0].strip()


def _is_name(block: Block) -> bool:
    """Whether a line is somebody and no more: "Ann Lee", "Dr Jo Day (Chair)"."""
    one = people.attendee(block.plain)
    return one is not None and not (one.organisation or one.description)
