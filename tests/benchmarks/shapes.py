"""Documents of the shapes that could make a reader slow, as large as one asks.

Each shape is a function of a count that gives the body of a document; all of them are
minutes, so that they are read to the end.
"""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[int], str]

HEAD_HTML = "<h1>Some Panel - 3 May 2012</h1><p>Present:</p><p>Ann Lee, Some Office</p>"
HEAD_MARKDOWN = "# Some Panel - 3 May 2012\n\n## Present\n\n- Ann Lee, Some Office\n\n"
ITEM_HTML = "<h2>1. Roads</h2>"
ITEM_MARKDOWN = "## 1. Roads\n\n"
FRONT = "---\ntitle: Some Panel - 3 May 2012\npermalink: /library/some-page\n---\n"

SENTENCE = "The panel noted the report and thanked all who wrote it. "


def html(body: Shape) -> Shape:
    """A shape under the first item of a page of HTML."""
    return lambda count: HEAD_HTML + ITEM_HTML + body(count)


def markdown(body: Shape) -> Shape:
    """A shape under the first item of a text of Markdown."""
    return lambda count: HEAD_MARKDOWN + ITEM_MARKDOWN + body(count)


def post(body: Shape) -> Shape:
    """A shape in the body of a page with front matter."""
    return lambda count: FRONT + HEAD_HTML + ITEM_HTML + body(count)


def nested(tag: str) -> Shape:
    return lambda count: f"<{tag}>" * count + "deep" + f"</{tag}>" * count


def said(text: str, after: str = "") -> Shape:
    """`text` again and again, in one paragraph of HTML."""
    return lambda count: "<p>" + text * count + "</p>" + after


def again(text: str, before: str = "", after: str = "") -> Shape:
    return lambda count: before + text * count + after


def wide_table(count: int) -> str:
    cells = "".join(f"<td>cell {index}</td>" for index in range(count))
    return f"<table><tr>{cells}</tr><tr>{cells}</tr></table>"


def numbered(text: str) -> Shape:
    """`text` again and again with a number in it: no two alike."""
    return lambda count: "".join(text.format(index) for index in range(count))


# The name of a shape, the shape, and the smaller of the two counts that are compared.
LARGE: dict[str, tuple[Shape, int]] = {
    "sentences in paragraphs": (html(again(f"<p>{SENTENCE}</p>")), 1_000),
    "one paragraph": (html(said(SENTENCE)), 10_000),
    "one paragraph in bold": (html(again(SENTENCE, "<p><b>", "</b></p>")), 5_000),
    "one word": (html(said("x")), 500_000),
    "one word in capitals": (html(said("A")), 500_000),
    "spaces": (html(said(" ")), 500_000),
    "no-break spaces": (html(said("&nbsp;")), 100_000),
    "entities": (html(said("&amp;")), 100_000),
    "zero-width marks": (html(said("\ufeff")), 150_000),
    "tabs and words": (html(said("a\t")), 50_000),
    "bold labels in a paragraph": (html(said("so <b>Action: b</b> ")), 750),
    "apologies in words": (html(said("Apologies were received from Ann Lee. ")), 5_000),
    "actions and their summary": (
        html(
            lambda count: (
                numbered("<p>Action {}: Ann Lee to ask why.</p>")(count)
                + "<p><b>Summary of actions</b></p>"
                + numbered("<p>{}. Cy Hall to count the locks.</p>")(count)
            )
        ),
        500,
    ),
    "log without cells": (
        html(again("<p>Write to all</p><p>Jo Day</p>", "<p>Action</p><p>Owner</p>")),
        750,
    ),
    "attendance between semicolons": (
        lambda count: HEAD_HTML + "<p>Officials: " + "Jo Day (DFX); " * count + "</p>",
        500,
    ),
    "line breaks": (html(said("<br>")), 10_000),
    "line breaks between words": (html(said("so<br>")), 1_500),
    "tiny paragraphs": (html(again("<p>a</p>")), 1_500),
    "rules": (html(again("<hr>")), 2_500),
    "headings": (html(numbered("<h2>{}. Roads</h2>")), 750),
    "bold lines": (lambda count: HEAD_HTML + numbered("<p><b>{}. Roads</b></p>")(count), 750),
    "headings in lists": (
        lambda count: HEAD_HTML + numbered("<ol><li><b>Roads {}</b></li></ol><p>a</p>")(count),
        500,
    ),
    "titles in bold": (lambda count: HEAD_HTML + numbered("<p><b>Ro {}.</b> A.</p>")(count), 500),
    "short lines": (lambda count: HEAD_HTML + numbered("<p>Roads and rivers</p>")(count), 750),
    "table cells": (html(again("<tr><td>a</td><td>b</td></tr>", "<table>", "</table>")), 750),
    "wide table": (html(wide_table), 750),
    "attendance in a wide table": (
        lambda count: (
            "<h1>Some Panel - 3 May 2012</h1><table><tr><td>Present</td><td>Apologies</td></tr><tr>"
            + "<td>Ann Lee</td>" * count
            + "</tr></table>"
            + ITEM_HTML
        ),
        250,
    ),
    "attendance in a table": (
        lambda count: (
            "<h1>Some Panel - 3 May 2012</h1><table><tr><td>Present</td><td>Apologies</td></tr>"
            + "<tr><td>Ann Lee</td><td>Cy Hall</td></tr>" * count
            + "</table>"
            + ITEM_HTML
        ),
        150,
    ),
    "attendance": (
        lambda count: HEAD_HTML + "<p>Jo Bloggs, Some Group</p>" * count + ITEM_HTML,
        350,
    ),
    "attendance in one line": (
        lambda count: HEAD_HTML + "<p>Panel: " + "Jo Bloggs (Some Group), " * count + "</p>",
        350,
    ),
    "attendance in one open bracket": (
        lambda count: HEAD_HTML + "<p>Panel: (" + "Jo Bloggs, (" * count + "</p>",
        350,
    ),
    "attendance in two lost columns": (
        lambda count: (
            "<h1>Some Panel - 3 May 2012</h1><p>Present:</p><p>Officials:</p>"
            + "".join(
                f"<p>{chr(65 + index % 26)}nn Lee{', Some Office' * (index % 2)}</p>"
                for index in range(count)
            )
            + ITEM_HTML
        ),
        100,
    ),
    "attendance of those absent": (
        lambda count: (
            "<h1>Some Panel - 3 May 2012</h1><p>Present:</p><p>Apologies:</p>"
            + "<p>Jo Bloggs</p>" * count
            + ITEM_HTML
        ),
        250,
    ),
    "labels": (lambda count: HEAD_HTML + "<p>Apologies:</p>" * count + ITEM_HTML, 1_000),
    "actions": (html(numbered("<p>Action {}: Ann Lee to write by 3 May.</p>")), 350),
    "actions and owners": (html(again("<p>They agreed.</p><p>Action: DCLG</p>")), 300),
    "actions in a list": (html(again("<li>Ann Lee to write.</li>", "<p>Actions:</p><ul>")), 300),
    "reviews": (html(numbered("<p>Action {}: Ann Lee to write.</p><ul><li>Complete.</ul>")), 250),
    "titles and statuses": (html(again("<p>Some report – on track</p>")), 300),
    "titles that report": (html(again("<p>It was so.</p>", "<p>Some report – on track</p>")), 750),
    "deadlines": (html(again("<p>Due: 3 May</p>", "<p>Action: Ann Lee to write.</p>")), 1_000),
    "links": (html(numbered("<p><a href='https://example.org/{0}'>paper {0}</a></p>")), 350),
    "links in one paragraph": (html(numbered("<a href='https://example.org/{0}'>it</a>, ")), 350),
    "styles in one paragraph": (html(said("<b>so</b> <i>it</i> is ")), 1_500),
    "lists in lists": (html(nested("ul")), 2_500),
    "items in items": (html(again("<ul><li>a")), 750),
    "deep div": (html(nested("div")), 2_500),
    "deep b": (html(nested("b")), 2_500),
    "deep span": (html(nested("span")), 2_500),
    "deep blockquote": (html(nested("blockquote")), 2_500),
    "deep table": (html(again("<table><tr><td>a")), 500),
    "open b": (html(again("<b>")), 2_500),
    "open font in paragraphs": (html(again("<p><font>a")), 100),
    "tags left open": (html(again("<p><b><i>a")), 100),
    "choices": (html(again("<option>a", "<select>")), 5000),
    "styles left open": (html(numbered("<p><font id='{}'>a")), 1000),
    "attributes": (html(lambda count: f"<p {' '.join(f'a{i}=1' for i in range(count))}>"), 5000),
    "tags left open in blocks": (html(lambda count: "<b>" * count + "<p>a</p>" * count), 3000),
    "angle brackets": (html(said("<")), 100_000),
    "brackets [": (html(said("[")), 100_000),
    "brackets ]": (html(said("]")), 100_000),
    "brackets (": (html(said("(")), 100_000),
    "brackets [(": (html(said("[(")), 50_000),
    "bracket at the end": (html(said("[", "]")), 100_000),
    "stars": (html(said("*")), 50_000),
    "withheld": (html(said("[withheld: ")), 10_000),
    "dashes": (html(said(" – ")), 50_000),
    "words and dashes": (html(said("a – ")), 25_000),
    "between": (html(said("arranged between ")), 5_000),
    "to": (html(said("Ann to ")), 10_000),
    "figures": (html(said("1")), 50_000),
    "dates": (html(said("3 May ")), 2_500),
    "dates in the title": (lambda count: "<h1>" + "3 May " * count + "</h1>" + ITEM_HTML, 2_500),
    "figures in the title": (lambda count: "<h1>" + "1" * count + "</h1>" + ITEM_HTML, 25_000),
    "spaces in the title": (
        lambda count: FRONT.replace("Some", "Some" + "\u00a0 -" * count) + ITEM_HTML,
        10_000,
    ),
    "front matter": (lambda count: "---\n" + "a: b\n" * count + HEAD_HTML, 50_000),
    "front matter in rules": (lambda count: "---\n" + "--- x\n" * count + HEAD_HTML, 50_000),
}
# Marks and lines of Markdown, again and again.
_MARKS = ("[", "]", "(", "<", "*", "_", "`", "**", "_a ", "*a ", "`a ", "![", "[]", "[a](", "](")
_MORE = ("[a](b) ", "![a](b", "[a][b] ", "[a](<", '[a](b "', "<a", "<a@b.c>", "&", "&amp;", "\\")
_LINES = ("a\n", "a\n\n", "- a\n", "1) a\n", "> a\n", "| a ", "---\n", "```\n", "=\n", "[a]: b\n")
LARGE |= {f"Markdown {mark!r}": (markdown(again(mark)), 1000) for mark in _MARKS + _MORE + _LINES}
LARGE |= {
    "Markdown sentences": (markdown(again(SENTENCE)), 10_000),
    "Markdown paragraphs": (markdown(again(SENTENCE + "\n\n")), 1000),
    "Markdown quotations in quotations": (markdown(again("> ")), 5000),
    "Markdown lists in lists": (markdown(again("- ")), 5000),
    "Markdown table": (markdown(again("| a | b |\n", "| a | b |\n|---|---|\n")), 1000),
    "Markdown wide table": (
        markdown(lambda count: "| a " * count + "|\n" + "|---" * count + "|\n"),
        2000,
    ),
    "post of sentences": (post(again(f"<p>{SENTENCE}</p>")), 1000),
}
