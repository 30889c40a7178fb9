"""What a page of a site shows around its minutes, and what it hides, is none of them."""

import pytest

from meetings.minutes import reading
from meetings.minutes.document import Minutes
from meetings.minutes.reading.blocks import blocks_of
from tests.examples import examples

from . import words

MINUTES = (
    "<h1>River Watch Panel - 10 January 2024</h1><h2>Present</h2><p>Ada Ferris</p>"
    "<h2>1. Welcome</h2><p>Tea came.</p><p>Action: Ada Ferris to count the locks.</p>"
)


def lines(html: str) -> list[str]:
    return [block.plain for block in blocks_of(html).blocks]


def expected() -> Minutes:
    return reading.read(MINUTES.encode()).minutes


@pytest.mark.parametrize(
    ("page", "beside"),
    [
        (f"<nav><ul><li><a href=/a>Home</a></ul></nav>{MINUTES}", ()),
        (f"<a href=#main>Skip to main content</a>{MINUTES}", ()),
        (f"<div role=navigation>Home</div>{MINUTES}", ()),
        (f"{MINUTES}<nav><nav>Next</nav><s>page</s></nav>", ()),
        (
            f"<header><a href=/>Canal Council</a><p>Serving you</header>{MINUTES}",
            ("Canal Council | Serving you",),
        ),
        (f"<header><h1>Meetings of 2024</h1></header>{MINUTES}", ("Meetings of 2024",)),
        (f"<div role=banner>Canal Council</div>{MINUTES}", ("Canal Council",)),
        (
            f"<header>Council<nav>Home</nav></header><main>{MINUTES}</main><footer>Pay</footer>",
            ("Council", "Pay"),
        ),
        (f"{MINUTES}<footer><p>Contact us<aside>Now</aside></footer>", ("Contact us", "Now")),
        (f"{MINUTES}<div role=contentinfo>Contact us</div>", ("Contact us",)),
        (f"{MINUTES}<aside><h2>2. Related</h2><p>Fish</aside>", ("2. Related | Fish",)),
        (f"{MINUTES}<noscript><p>Switch it on</noscript>", ("Switch it on",)),
        (f"{MINUTES}<p aria-hidden=true>Icon</p>", ("Icon",)),
        (f"{MINUTES}<p aria-hidden=true>—</p>", ()),
        (f"<div class='cookie-banner'>Biscuits?</div>{MINUTES}", ("Biscuits?",)),
        (f"<div class=nav><ul><li>Home</ul></div>{MINUTES}<div id=siteFooter>Us", ("Home", "Us")),
        (
            f"<div class=has-sidebar><div class='site-header no-print'><a href=/>Canal Council</a>"
            f"</div>{MINUTES}<ul class='social links'><li>Tell it</ul></div>",
            ("Canal Council", "Tell it"),
        ),
        (f"<div class=crumb aria-label=Breadcrumb>Home</div><main>{MINUTES}</main>", ("Home",)),
        (f"<header><div class=nav>Home</div><h1>{MINUTES.replace('<h1>', '')}", ("Home",)),
        (f"{MINUTES}<div class=footer><aside>Now</aside><p>Pay</div>", ("Now", "Pay")),
        (f"<nav><ul><li><a href=/a>Home</a></ul>{MINUTES}", ("Home",)),
        (f"<nav><ul><li>Home</ul><nav>Next</nav>{MINUTES}", ("Home",)),
        (f"<p hidden>Canary</p>{MINUTES}<div style='color: red; DISPLAY : none'>Canary</div>", ()),
        (f"{MINUTES}<p style='mso-hide: all'>Canary</p><dialog>Canary</dialog>", ()),
        (f"{MINUTES}<template><p>Canary</template><script>canary()</script>", ()),
        (MINUTES.replace("Tea", "Tea<del> and cake</del><s> or so</s>"), ()),
        (MINUTES.replace("Tea", "<ins>Tea</ins><strike> late</strike>"), ()),
        (
            MINUTES.replace("Tea", "Tea<span style='text-decoration: line-through'> late</span>"),
            (),
        ),
    ],
)
def test_page_is_read_without_what_is_not_the_document(page: str, beside: tuple[str, ...]) -> None:
    found = reading.read(page.encode())
    assert (found.minutes, found.unread) == (expected(), beside)
    assert words.lost(page, found) == {}


@pytest.mark.parametrize(
    "struck",
    [
        "<s>and <b>cake</b></s>",
        "<del>and cake</del>",
        "<strike>and <br>cake</strike>",
        "<span style='color: red; text-decoration: line-through'>and cake</span>",
    ],
)
def test_struck_text_is_left_out_and_asked_about(struck: str) -> None:
    found = reading.read(MINUTES.replace("Tea", f"Tea {struck}<s> – </s>").encode())
    assert (found.minutes, found.unread) == (expected(), ())
    assert [(doubt.passage, doubt.why) for doubt in found.doubts] == [
        ("and cake", "struck through: left out")
    ]


@pytest.mark.parametrize(
    "page",
    [
        f"<header>{MINUTES.replace('</h1>', '</h1></header>')}",
        f"<header></header><div><header>{MINUTES.replace('</h1>', '</h1></header>')}</div>",
        f"<main><header>{MINUTES.replace('</h1>', '</h1></header>')}</main>",
        f"<nav><main>{MINUTES}</main>",
        f"<div aria-hidden=true><main>{MINUTES}</main></div>",
        f"<body style='display: none'>{MINUTES}</body>",
        f"<aside>{MINUTES}",
        f"<footer>{MINUTES}",
        f"<div class='page with-footer' id=menu>{MINUTES}</div>",
        f"<main><div class=footer>{MINUTES}</div></main>",
        MINUTES.replace("<h1>", "<div class=header><h1>").replace("</h1>", "</h1></div>"),
        MINUTES.replace("<h2>Present", "<div class=sidebar><h2>Present").replace(
            "<h2>1", "</div><h2>1"
        ),
    ],
)
def test_elements_that_hold_the_document_are_no_furniture(page: str) -> None:
    found = reading.read(page.encode())
    assert (found.minutes, found.unread) == (expected(), ())


def test_words_above_the_title_are_no_title() -> None:
    found = reading.read(f"<p>Home</p>{MINUTES}".encode()).minutes
    assert (found.title, found.panel) == (expected().title, expected().panel)
    assert [entry.text for entry in found.before] == ["Home"]


def test_decoration_within_a_line_does_not_break_it() -> None:
    page = blocks_of("<p>Roads <a href=/x aria-hidden=true>link</a> are <b>open</b></p>")
    assert ([block.plain for block in page.blocks], page.beside) == (["Roads are open"], ["link"])


def test_link_within_the_document_is_no_navigation() -> None:
    assert lines("<p><a href=#3>Skip to item 3</a></p>") == ["Skip to item 3"]


def test_source_of_a_quotation_stays_with_it() -> None:
    page = "<blockquote><p>Rivers walk.</p><footer>Ada Ferris</footer></blockquote>"
    assert lines(page) == ["Rivers walk.", "Ada Ferris"]


@pytest.mark.parametrize(
    "tag", ["nav", "header", "footer", "s", "p hidden", "i aria-hidden=true", "div class=nav"]
)
def test_very_many_elements_that_are_left_out_take_no_time(tag: str) -> None:
    assert lines(f"<p>First</p>{f'<{tag}>so ' * examples(100_000)}")[:1] == ["First"]
