"""Word documents as pages of HTML."""

from __future__ import annotations

import pytest

from meetings.minutes.document import MinutesError
from meetings.minutes.reading.archives import Archive
from meetings.minutes.reading.word import html_of

from .archives import docx, packed, word_parts


def html(body: str, **parts: object) -> str:
    return html_of(Archive(docx(body, **parts)))


def p(content: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def styled(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


def style(id: str, name: str, content: str = "", above: str = "", kind: str = "paragraph") -> str:
    based = f'<w:basedOn w:val="{above}"/>' if above else ""
    return (
        f'<w:style w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/>{based}{content}'
        "</w:style>"
    )


def test_spaces_tabs_and_line_breaks() -> None:
    assert html(
        p(
            "<w:r><w:t>Clare </w:t><w:tab/><w:t>Clark</w:t><w:br/><w:t>(C</w:t>"
            "<w:noBreakHyphen/><w:softHyphen/><w:t>C)</w:t></w:r>"
        )
    ) == ("<p>Clare \tClark<br>(C-C)</p>")


def test_marks_come_from_runs_and_from_styles() -> None:
    styles = (
        style("Lead", "Lead", "<w:rPr><w:b/></w:rPr>")
        + style("Under", "Under", '<w:rPr><w:u w:val="single"/></w:rPr>', "Lead")
        + style("Strong", "Strong", "<w:rPr><w:b/></w:rPr>", kind="character")
    )
    assert html(
        p(
            r("a", "<w:b/>")
            + r("b", '<w:b w:val="0"/><w:i/>')
            + r("c", '<w:u w:val="none"/>')
            + r("d", '<w:rStyle w:val="Strong"/>')
        ),
        styles=styles,
    ) == ("<p><strong>a</strong><em>b</em>c<strong>d</strong></p>")
    assert html(p(r("a") + r("b", '<w:b w:val="false"/>'), styled("Under")), styles=styles) == (
        "<p><strong><u>a</u></strong><u>b</u></p>"
    )


def test_hidden_text_is_not_read_and_struck_text_is_struck() -> None:
    styles = style("Aside", "Aside", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    runs = r("a") + r("hidden", "<w:vanish/>") + r("struck", "<w:b/><w:strike/>")
    more = r("twice", "<w:dstrike/>") + r("note", '<w:rStyle w:val="Aside"/>')
    shown = r("b", '<w:vanish w:val="0"/><w:strike w:val="false"/>')
    assert html(p(runs + more + shown), styles=styles) == (
        "<p>a<s><strong>struck</strong></s><s>twice</s>b</p>"
    )
    assert (
        html(
            p(r("hidden", "<w:vanish/>")) + p(r("Roads", "<w:strike/>"), styled("H")),
            styles=(style("H", "heading 1")),
        )
        == "<h1><s>Roads</s></h1>"
    )


def test_tracked_changes() -> None:
    deleted = "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('from')}</w:moveFrom><w:moveTo>{r('to')}</w:moveTo>"
    assert html(p(f"{r('a')}{deleted}<w:ins>{r('new')}</w:ins>{moved}")) == "<p>anewto</p>"
    joined = p(r("first "), "<w:rPr><w:del/></w:rPr>") + p(r("second"))
    assert html(joined) == "<p>first second</p>"
    assert html(p(r("last"), "<w:rPr><w:del/></w:rPr>")) == "<p>last</p>"
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>"
    assert html(
        "<w:tbl>"
        + row.format("<w:trPr><w:del/></w:trPr>", p(r("gone")))
        + row.format("<w:trPr><w:ins/></w:trPr>", p(r("new")))
        + "</w:tbl>"
    ) == ("<table><tr><td><p>new</p></td></tr></table>")


def test_words_in_elements_around_runs_are_kept() -> None:
    around = ("smartTag", "customXml", "sdt><w:sdtPr/><w:sdtContent", "dir", "fldSimple")
    body = "".join(
        f"<w:{one}>{r(str(index))}" + "".join(f"</w:{end}>" for end in ends)
        for index, one in enumerate(around)
        for ends in [["sdtContent", "sdt"] if one.startswith("sdt>") else [one]]
    )
    assert html(p(body)) == "<p>01234</p>"
    assert html(f"<w:sdt><w:sdtContent>{p(r('x'))}</w:sdtContent></w:sdt>") == "<p>x</p>"


def test_links_by_relation_and_by_field() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://y.example/" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f"{r('there')}"
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    assert html(
        p(
            f'<w:hyperlink r:id="x">{r("here")}</w:hyperlink>{r(" and ")}{field}{r(" or ")}'
            f'<w:hyperlink w:anchor="a">{r("below")}</w:hyperlink>'
        ),
        links={"x": "https://x.example/?a&amp;b"},
    ) == (
        '<p><a href="https://x.example/?a&amp;b">here</a> and '
        '<a href="https://y.example/">there</a> or below</p>'
    )


HEADINGS = (
    style("T", "Title", "<w:rPr><w:b/></w:rPr>")
    + style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr>')
    + style("H2", "heading 2")
    + style("Mine", "Item title", above="H1")
)


def test_headings_and_titles() -> None:
    assert html(
        p(r("Some Panel"), styled("T"))
        + p(r("3 May 2012"), styled("T"))
        + p(r("Welcome"), styled("H1"))
        + p(r("Tea"), styled("H2"))
        + p(r("Other"), styled("Mine"))
        + p(r("Body"), styled("Mine") + '<w:outlineLvl w:val="9"/>'),
        styles=HEADINGS,
    ) == (
        "<h1>Some Panel</h1><p><strong>3 May 2012</strong></p><h2>Welcome</h2><h3>Tea</h3>"
        "<h2>Other</h2><h2>Body</h2>"
    )


NUMBERING = (
    '<w:abstractNum w:abstractNumId="5">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%1.%2)"/></w:lvl>'
    '<w:lvl w:ilvl="2"><w:numFmt w:val="none"/><w:lvlText w:val=""/></w:lvl></w:abstractNum>'
    '<w:abstractNum w:abstractNumId="6">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="bullet"/><w:lvlText w:val="o"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="5"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="6"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="5"/><w:lvlOverride w:ilvl="0">'
    '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
)


def numbered(list_: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_}"/></w:numPr>'


def test_lists_in_lists_and_their_numbers() -> None:
    body = "".join(
        p(r(text), numbered(list_, level))
        for text, list_, level in (
            *(("a", 1, 0), ("b", 1, 1), ("c", 1, 1), ("d", 1, 0), ("e", 1, 2)),
            *(("f", 2, 0), ("g", 2, 1), ("h", 1, 0), ("i", 3, 0), ("j", 3, 0), ("k", 0, 0)),
        )
    )
    assert html(body, numbering=NUMBERING) == (
        '<ol><li value="1"><p>a</p><ol><li data-number="1.a"><p>b</p></li>'
        '<li data-number="1.b"><p>c</p></li></ol></li><li value="2"><p>d</p></li></ol>'
        "<p>e</p><ul><li><p>f</p><ul><li><p>g</p></li></ul></li></ul>"
        '<ol><li value="3"><p>h</p></li><li value="7"><p>i</p></li>'
        '<li value="8"><p>j</p></li></ol><p>k</p>'
    )


def test_lists_by_style() -> None:
    styles = (
        style("B", "List Bullet", f"<w:pPr>{numbered(2)}</w:pPr>")
        + style("B2", "List Bullet 2", f"<w:pPr>{numbered(2)}</w:pPr>")
        + style("C2", "List Continue 2")
        + style("C", "List Continue")
    )
    body = "".join(
        p(r(text), styled(name))
        for text, name in (("a", "B"), ("b", "B2"), ("c", "C2"), ("d", "C"), ("e", "B"))
    )
    assert html(body, styles=styles, numbering=NUMBERING) == (
        "<ul><li><p>a</p><ul><li><p>b</p><p>c</p></li></ul><p>d</p></li><li><p>e</p></li></ul>"
    )


def test_numbered_headings() -> None:
    styles = style("H1", "heading 1", f"<w:pPr>{numbered(1)}</w:pPr>")
    body = p(r("x")) + p(r("Welcome"), styled("H1")) + p(r("Tea"), styled("H1"))
    assert html(body, styles=styles, numbering=NUMBERING) == (
        '<p>x</p><h2 data-number="1">Welcome</h2><h2 data-number="2">Tea</h2>'
    )


def test_tables_with_merged_cells_and_lists_in_them() -> None:
    bullets = p(r("a"), numbered(2)) + p(r("b"), numbered(2))
    inner = f"<w:tbl><w:tr><w:tc>{p(r('in'))}</w:tc></w:tr></w:tbl>"
    assert html(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        f"{p(r('Head'))}</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{p('')}</w:tc>"
        f"<w:sdt><w:sdtContent><w:tc>{bullets}{inner}{p('')}</w:tc></w:sdtContent></w:sdt>"
        "</w:tr></w:tbl>",
        numbering=NUMBERING,
    ) == (
        '<table><tr><td colspan="2"><p>Head</p></td></tr><tr><td></td><td><ul><li><p>a</p></li>'
        "<li><p>b</p></li></ul><table><tr><td><p>in</p></td></tr></table></td></tr></table>"
    )


def test_notes_and_text_boxes_follow_their_paragraph() -> None:
    note = f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r("Paper 4"))}</w:footnote>'
    assert html(
        p(f'{r("See")}<w:r><w:footnoteReference w:id="2"/></w:r>{r(" it.")}'), footnotes=note
    ) == ("<p>See it.</p><p>[2] Paper 4</p>")
    box = f"<w:txbxContent>{p(r('boxed'))}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice>{box}</mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert html(p(r("a") + both + r("b"))) == "<p>ab</p><p>boxed</p>"


def test_strict_documents() -> None:
    strict = {
        name: str(part)
        .replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        .replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        for name, part in word_parts(p(r("x", "<w:b/>"))).items()
    }
    assert html_of(Archive(packed(dict(strict)))) == "<p><strong>x</strong></p>"


def test_documents_within_documents_are_refused() -> None:
    with pytest.raises(MinutesError, match="holds another file within"):
        html('<w:altChunk r:id="x"/>')


def test_what_reads_as_markup_is_text() -> None:
    assert html(p(r("&lt;b&gt; &amp;amp; x"))) == "<p>&lt;b&gt; &amp;amp; x</p>"
