"""Minutes as a post of a Jekyll site."""

from __future__ import annotations

import datetime
from html import unescape

import yaml

from ..document import Minutes, Post
from .html import html


def jekyll_post(minutes: Minutes, post: Post, *, notice: str = "") -> str:
    """What the public may read of `minutes`, as a post: front matter and a body of HTML.

    Days are written d/m/yyyy. Reading it gives `minutes.redacted()` and `post`.
    """
    front = {
        "title": _encoded(minutes.title),
        "summary": _encoded(post.summary) or None,
        "layout": "post",
        "permalink": post.permalink,
        "created": _day(post.created_on),
        "revised": _day(post.revised_on),
        "resources": [
            {"filename": one.name, "url": one.url, "mimetype": one.media_type}
            for one in post.attachments
        ]
        or None,
        "categories": list(post.categories) or None,
    }
    written = yaml.dump(
        front, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=float("inf")
    )
    return f"---\n{written}---\n\n{html(minutes, has_title=False, notice=notice)}"


def _encoded(text: str) -> str:
    """`text` with its ampersands as entities, if it would be read otherwise."""
    return text if unescape(text) == text else text.replace("&", "&amp;")


class _Dumper(yaml.SafeDumper):
    """Writes an empty value as nothing, and a list indented under its key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


_Dumper.add_representer(
    type(None), lambda dumper, _: dumper.represent_scalar("tag:yaml.org,2002:null", "")
)


def _day(day: datetime.date | None) -> str | None:
    return f"{day.day}/{day.month}/{day.year}" if day else None
