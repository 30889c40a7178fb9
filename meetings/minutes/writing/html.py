"""Minutes as the body of a web page."""

from __future__ import annotations

from ..document import Minutes
from ..reading import pages
from .markdown import blocks, laid_out, noticed


def html(minutes: Minutes, *, has_title: bool = True, notice: str = "") -> str:
    """What the public may read of `minutes`, as HTML for the body of a page.

    What is withheld is left out; the top says so. Without its title, where the page has
    one of its own. `notice` is one of `masthead.NOTICES`. Reading it gives
    `minutes.redacted()`, references left out.
    """
    public = minutes.redacted()
    parts = blocks(public, references=False, has_title=has_title)
    return pages.html_of_markdown(laid_out(noticed(parts, public, notice)))
