"""The flow of a word processor's document (paragraphs, lists, tables) as a page of HTML.

Word processors keep lists as paragraphs with a level, or as lists in lists; both come here
as paragraphs that begin or continue a list item, and leave as lists in lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html import escape

from .inline import EMPHASIS, STRONG, UNDERLINE, Run

# Styles that word processors bring along; they keep these names whatever language they speak.
_STYLE = re.compile(
    r"(?P<name>title|heading|(?:intense )?quote|quotations|list (?:bullet|number|continue|heading)"
    r"|horizontal line)(?: (?P<number>\d{1,2}))?",
    re.I,
)
_ROLES = {
    "title": "title",
    "heading": "heading",
    "quote": "quotation",
    "intense quote": "quotation",
    "quotations": "quotation",
    "list bullet": "bullet",
    "list number": "number",
    "list continue": "continued",
    "list heading": "list heading",
    "horizontal line": "rule",
}
# What is set apart as a whole: what its style makes bold or italic stresses nothing.
SET_APART = frozenset({"title", "heading", "list heading", "quotation"})
# Marks of word processors alone: what is struck through, and what is hidden.
STRUCK, HIDDEN = 16, 32
UNSAID = STRUCK | HIDDEN
_MARKS = ((STRUCK, "s"), (STRONG, "strong"), (EMPHASIS, "em"), (UNDERLINE, "u"))


class Flow:
    """Collects a page of HTML, paragraph by paragraph."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._lists: list[tuple[int, str]] = []  # level and tag of each list open here
        self._headings: list[tuple[int, int, int]] = []  # where each is opened, closed; its level
        self._has_title = False
        self._title_is_said = False
        self._words = 0  # paragraphs with words so far
        self._first_heading = -1  # level of the heading that the document begins with

    def page(self) -> str:
        """The page. A title is `h1`, the headings below it begin at `h2`.

        Where nothing has the style of a title, the heading that opens the document is one,
        if it is the only one of its level.
        """
        self._end_lists(0)
        top = [level for *_, level in self._headings if level == 1]
        is_title = not self._has_title and self._first_heading == 1 and len(top) == 1
        shift = 0 if is_title else 1
        for opened, closed, level in self._headings:
            tag = f"h{min(level + shift, 6)}"
            self._out[opened] = f"<{tag}{self._out[opened]}>"
            self._out[closed] = f"</{tag}>"
        self._headings = []
        return "".join(self._out)

    def paragraph(self, runs: list[Run]) -> None:
        """A plain paragraph, outside every list."""
        if _says_something(runs):
            self._end_lists(0)
            self._write("p", runs)

    def title(self, runs: list[Run]) -> None:
        """A line of the title; an empty one says that the document has none."""
        self._has_title = True
        if _says_something(runs):
            self._end_lists(0)
            # A title over several lines: those below the first are bold paragraphs.
            is_first, self._title_is_said = not self._title_is_said, True
            self._write("h1" if is_first else "p", runs, bold=not is_first)

    def heading(self, runs: list[Run], level: int, number: str = "") -> None:
        """A heading of `level` 1 to 9, with the number that is printed before it."""
        if not _says_something(runs):
            return
        self._end_lists(0)
        if not self._words:
            self._first_heading = level
        opened = len(self._out)
        self._out.append(_numbered(number))
        self._inline(runs)
        self._headings.append((opened, len(self._out), level))
        self._out.append("")
        self._words += 1

    def quotation(self, runs: list[Run], level: int = 0) -> None:
        """A quotation; with a `level`, within a list item of the level below."""
        if _says_something(runs):
            self._end_lists(level)
            self._out.append("<blockquote>")
            self._write("p", runs)
            self._out.append("</blockquote>")

    def item(self, runs: list[Run], level: int, number: str = "", *, ordered: bool = False) -> None:
        """The paragraph that begins a list item; `level` counts from 0."""
        if not _says_something(runs):
            return
        tag = "ol" if ordered else "ul"
        self._end_lists(level + 1)
        if self._lists and self._lists[-1][0] == level:
            self._out.append("</li>")
            if self._lists[-1][1] != tag:
                self._out.append(f"</{self._lists.pop()[1]}>")
        if not self._lists or self._lists[-1][0] < level:
            self._out.append(f"<{tag}>")
            self._lists.append((level, tag))
        value = f' value="{number}"' if number.isdigit() else _numbered(number)
        self._out.append(f"<li{value}>")
        self._write("p", runs)

    def continued(self, runs: list[Run], level: int) -> None:
        """A further paragraph of the list item of `level`, or of none where none is open."""
        if _says_something(runs):
            self._end_lists(level + 1)
            self._write("p", runs)

    def heading_within(self, runs: list[Run], level: int) -> None:
        """A sub-heading within the list item of `level`."""
        if _says_something(runs):
            self._end_lists(level + 1)
            self._write("h4", runs)

    def rule(self, level: int = 0) -> None:
        self._end_lists(level)
        self._out.append("<hr>")

    @contextmanager
    def table(self) -> Iterator[None]:
        self._end_lists(0)
        self._out.append("<table>")
        yield
        self._out.append("</table>")

    @contextmanager
    def row(self) -> Iterator[None]:
        self._out.append("<tr>")
        yield
        self._out.append("</tr>")

    @contextmanager
    def cell(self, columns: int = 1) -> Iterator[None]:
        """A cell; `columns` is how many it spans."""
        self._out.append(f'<td colspan="{columns}">' if columns > 1 else "<td>")
        with self.apart():
            yield
        self._out.append("</td>")

    @contextmanager
    def apart(self) -> Iterator[None]:
        """What stands within something: its lists end there, those around it stay open."""
        around, self._lists = self._lists, []
        yield
        self._end_lists(0)
        self._lists = around

    def _end_lists(self, level: int) -> None:
        """End the lists of `level` and deeper."""
        while self._lists and self._lists[-1][0] >= level:
            self._out.append(f"</li></{self._lists.pop()[1]}>")

    def _write(self, tag: str, runs: list[Run], *, bold: bool = False) -> None:
        self._words += 1
        self._out.append(f"<{tag}>")
        if bold:
            runs = [run._replace(style=run.style | STRONG) for run in runs]
        self._inline(runs)
        self._out.append(f"</{tag}>")

    def _inline(self, runs: list[Run]) -> None:
        for text, style, href in _joined(runs):
            marks = [tag for mark, tag in _MARKS if style & mark]
            self._out.append("".join(f"<{tag}>" for tag in marks))
            if href:
                self._out.append(f'<a href="{escape(href)}">')
            self._out.append(escape(text, quote=False).replace("\n", "<br>"))
            if href:
                self._out.append("</a>")
            self._out.append("".join(f"</{tag}>" for tag in reversed(marks)))


def role_of(styles: Iterable[str]) -> tuple[str, int]:
    """What a paragraph is by its style, or the nearest that it is based on; and the number.

    "heading 2" is ("heading", 2), "List Bullet" ("bullet", 1), any other style ("", 0).
    """
    for style in styles:
        if match := _STYLE.fullmatch(style):
            return _ROLES[match["name"].lower()], int(match["number"] or 1)
    return "", 0


def run_of(text: str, marks: int, href: str) -> Run:
    """A run of text; that a link is underlined says no more than that it is one.

    What is hidden is nothing.
    """
    if marks & HIDDEN:
        return Run("")
    return Run(text, marks & ~UNDERLINE if href else marks, href)


def _says_something(runs: list[Run]) -> bool:
    return any(run.text.strip() for run in runs)


def _joined(runs: list[Run]) -> Iterator[Run]:
    """`runs` with neighbours of a kind as one."""
    start = 0
    for index, run in enumerate(runs):
        if run[1:] != runs[start][1:]:
            yield runs[start]._replace(text="".join(one.text for one in runs[start:index]))
            start = index
    if runs:
        yield runs[start]._replace(text="".join(one.text for one in runs[start:]))


def _numbered(number: str) -> str:
    return f' data-number="{escape(number)}"' if number else ""
