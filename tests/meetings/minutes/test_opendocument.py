"""OpenDocument texts as pages of HTML."""

from __future__ import annotations

from meetings.minutes.reading.archives import Archive
from meetings.minutes.reading.opendocument import html_of

from .archives import odt


def html(body: str, **styles: str) -> str:
    return html_of(Archive(odt(body, **styles)))


def style(name: str, properties: str, family: str = "text", parent: str = "") -> str:
    above = f' style:parent-style-name="{parent}"' if parent else ""
    return (
        f'<style:style style:name="{name}" style:family="{family}"{above}>'
        f"<style:text-properties {properties}/></style:style>"
    )


def test_spaces_tabs_and_line_breaks() -> None:
    assert html(
        '<text:p>Clare<text:s/>Clark<text:s text:c="3"/>(CC)<text:tab/>Some Office'
        "<text:line-break/>on\nthe line<text:soft-page-break/></text:p>"
    ) == ("<p>Clare Clark   (CC)\tSome Office<br>on the line</p>")


def test_what_is_repeated_without_end_comes_to_a_small_page() -> None:
    assert html('<text:p>a<text:s text:c="1000000"/>b</text:p>') == "<p>a        b</p>"
    cell = '<table:table-cell table:number-columns-repeated="1000000"/>'
    row = f"<table:table-row>{cell}</table:table-row>"
    assert html(f"<table:table>{row}</table:table>").count("<td>") == 100
    assert html(f"<table:table>{row * 1_000}</table:table>").count("<td>") == 1_000 + 10_000


def test_marks_come_from_the_styles_of_spans_and_paragraphs() -> None:
    automatic = (
        style("T1", 'fo:font-weight="bold"')
        + style("T2", 'fo:font-style="italic"', parent="T1")
        + style("T3", 'style:text-underline-style="solid"')
        + style("T4", 'fo:font-weight="normal"')
        + style("P1", "", "paragraph", "Lead")
    )
    styles = style("Lead", 'fo:font-weight="600"', "paragraph")
    spans = "".join(f'<text:span text:style-name="T{one}">T{one}</text:span>' for one in "1234")
    assert html(f"<text:p>{spans}</text:p>", automatic=automatic, styles=styles) == (
        "<p><strong>T1</strong><strong><em>T2</em></strong><u>T3</u>T4</p>"
    )
    assert html(
        f'<text:p text:style-name="P1">P1{spans}</text:p>', automatic=automatic, styles=styles
    ) == ("<p><strong>P1T1</strong><strong><em>T2</em></strong><strong><u>T3</u></strong>T4</p>")


def test_hidden_text_is_not_read_and_struck_text_is_struck() -> None:
    automatic = (
        style("T1", 'style:text-line-through-style="solid"')
        + style("T2", 'text:display="none"')
        + style("T3", 'style:text-line-through-style="none" text:display="true"')
    )
    spans = "".join(f'<text:span text:style-name="T{one}">T{one}</text:span>' for one in "123")
    assert html(f"<text:p>{spans}</text:p>", automatic=automatic) == "<p><s>T1</s>T3</p>"


def test_styles_in_a_circle() -> None:
    circle = style("A", "", parent="B") + style("B", 'fo:font-weight="bold"', parent="A")
    assert html('<text:p><text:span text:style-name="A">x</text:span></text:p>', styles=circle) == (
        "<p><strong>x</strong></p>"
    )


def test_links() -> None:
    assert html(
        '<text:p>See <text:a xlink:href="https://x.example/?a&amp;b">the'
        "<text:s/>paper</text:a>.</text:p>"
    ) == ('<p>See <a href="https://x.example/?a&amp;b">the paper</a>.</p>')


def test_headings_and_titles() -> None:
    styles = style("Title", "", "paragraph") + style(
        "Heading_20_2", 'fo:font-weight="bold"', "paragraph"
    )
    assert (
        html(
            '<text:p text:style-name="Title">Some Panel</text:p>'
            '<text:p text:style-name="Title">3 May 2012</text:p>'
            '<text:h text:outline-level="1">Welcome</text:h>'
            '<text:p text:style-name="Heading_20_2">Tea</text:p>',
            styles=styles,
        )
        == "<h1>Some Panel</h1><p><strong>3 May 2012</strong></p><h2>Welcome</h2><h3>Tea</h3>"
    )


def test_the_one_heading_that_opens_a_document_is_its_title() -> None:
    first = '<text:h text:outline-level="1">Some Panel</text:h>'
    second = '<text:h text:outline-level="2">Welcome</text:h>'
    assert html(first + second) == "<h1>Some Panel</h1><h2>Welcome</h2>"
    assert html(first + second + first) == "<h2>Some Panel</h2><h3>Welcome</h3><h2>Some Panel</h2>"
    assert html(f"<text:p>x</text:p>{first}") == "<p>x</p><h2>Some Panel</h2>"


NUMBERED = (
    '<text:list-style style:name="L1">'
    '<text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>'
    '<text:list-level-style-number text:level="2" style:num-format="1" text:display-levels="2"/>'
    '<text:list-level-style-number text:level="3" style:num-format=""/>'
    "</text:list-style>"
    '<text:list-style style:name="L2"><text:list-level-style-bullet text:level="1"/>'
    '<text:list-level-style-number text:level="2" style:num-format="a" text:start-value="3"/>'
    "</text:list-style>"
)


def items(*content: str) -> str:
    return "".join(f"<text:list-item>{one}</text:list-item>" for one in content)


def test_lists_in_lists_and_their_numbers() -> None:
    inner = f"<text:list>{items('<text:p>b</text:p>', '<text:p>c</text:p>')}</text:list>"
    more = "<text:p>more</text:p>"
    assert html(
        f'<text:list text:style-name="L1">{items(f"<text:p>a</text:p>{inner}{more}")}</text:list>'
        "<text:p>between</text:p>"
        '<text:list text:style-name="L1" text:continue-numbering="true">'
        f"{items('<text:p>d</text:p>')}</text:list>"
        f'<text:list text:style-name="L1">{items("<text:p>e</text:p>")}</text:list>',
        automatic=NUMBERED,
    ) == (
        '<ol><li value="1"><p>a</p><ol><li data-number="1.1"><p>b</p></li>'
        '<li data-number="1.2"><p>c</p></li></ol><p>more</p></li></ol><p>between</p>'
        '<ol><li value="2"><p>d</p></li><li value="1"><p>e</p></li></ol>'
    )


def test_bullets_letters_and_items_without_a_mark() -> None:
    inner = f"<text:list>{items('<text:p>b</text:p>')}</text:list>"
    assert (
        html(
            f'<text:list text:style-name="L2">{items(f"<text:p>a</text:p>{inner}")}</text:list>',
            automatic=NUMBERED,
        )
        == '<ul><li><p>a</p><ol><li data-number="c"><p>b</p></li></ol></li></ul>'
    )
    bare = "<text:list><text:list-item>" * 2 + "<text:p>x</text:p>"
    assert (
        html(
            f'<text:list text:style-name="L1"><text:list-item>{bare}'
            + "</text:list-item></text:list>" * 3,
            automatic=NUMBERED,
        )
        == "<p>x</p>"
    )
    assert (
        html(
            "<text:list><text:list-header><text:p>head</text:p></text:list-header>"
            f"{items('<text:p>x</text:p>')}</text:list>"
        )
        == "<p>head</p><ul><li><p>x</p></li></ul>"
    )


def test_numbered_headings() -> None:
    head = '<text:h text:outline-level="1">Welcome</text:h>'
    assert (
        html(f'<text:list text:style-name="L1">{items(head, head)}</text:list>', automatic=NUMBERED)
        == '<h2 data-number="1">Welcome</h2><h2 data-number="2">Welcome</h2>'
    )


def test_tables_with_merged_and_repeated_cells_and_lists_in_them() -> None:
    bullets = f"<text:list>{items('<text:p>a</text:p>', '<text:p>b</text:p>')}</text:list>"
    assert html(
        "<table:table><table:table-columns/><table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-spanned="2"><text:p>Head</text:p>'
        "</table:table-cell><table:covered-table-cell/></table:table-row>"
        "</table:table-header-rows><table:table-row>"
        '<table:table-cell table:number-columns-repeated="2"/>'
        f"<table:table-cell><text:p>x</text:p>{bullets}</table:table-cell>"
        "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>"
        "</table:table-row></table:table>"
    ) == (
        '<table><tr><td colspan="2"><p>Head</p></td></tr>'
        "<tr><td></td><td></td><td><p>x</p><ul><li><p>a</p></li><li><p>b</p></li></ul></td>"
        "<td><p>under</p></td></tr></table>"
    )


def test_table_within_a_table() -> None:
    cell = "<table:table><table:table-row><table:table-cell>{}</table:table-cell>"
    end = "</table:table-row></table:table>"
    inner = cell.format("<text:p>in</text:p>") + end
    assert html(cell.format(f"{inner}<text:p>out</text:p>") + end) == (
        "<table><tr><td><table><tr><td><p>in</p></td></tr></table><p>out</p></td></tr></table>"
    )


def test_tracked_changes() -> None:
    assert html(
        "<text:tracked-changes><text:changed-region><text:deletion><office:change-info/>"
        "<text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes>"
        "<text:p>a<text:change/>b<text:change-start/>new<text:change-end/>c</text:p>"
    ) == ("<p>abnewc</p>")


def test_notes_and_text_boxes_follow_their_paragraph() -> None:
    assert (
        html(
            "<text:list><text:list-item><text:p>See<text:note><text:note-citation>1"
            "</text:note-citation><text:note-body><text:p>Paper 4</text:p><text:p>page 2</text:p>"
            "</text:note-body></text:note> it.</text:p></text:list-item></text:list>"
        )
        == "<ul><li><p>See it.</p><p>[1] Paper 4</p><p>page 2</p></li></ul>"
    )
    assert (
        html(
            "<text:p>a<draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box>"
            "<svg:title>A box</svg:title></draw:frame>b</text:p>"
        )
        == "<p>ab</p><p>boxed</p>"
    )


def test_fields_show_and_comments_do_not() -> None:
    assert (
        html(
            "<text:p>On <text:date>3 May 2012</text:date>, page <text:page-number>4"
            "</text:page-number><office:annotation><text:p>Sure?</text:p></office:annotation>.</text:p>"
            "<text:table-of-content><text:table-of-content-source><text:index-title-template>Contents"
            "</text:index-title-template></text:table-of-content-source><text:index-body>"
            "<text:p>1 Welcome</text:p></text:index-body></text:table-of-content>"
        )
        == "<p>On 3 May 2012, page 4.</p><p>1 Welcome</p>"
    )


def test_what_reads_as_markup_is_text() -> None:
    assert html("<text:p>&lt;b&gt; &amp;amp; x</text:p>") == "<p>&lt;b&gt; &amp;amp; x</p>"
