"""Word processors' files, made part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

_W = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_ODF = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in (
        *((name, name) for name in ("office", "text", "table", "style", "manifest")),
        *(("draw", "drawing"), ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible")),
    )
)
_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ODT = "application/vnd.oasis.opendocument.text"


def packed(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of `parts`, in their order."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return data.getvalue()


def word_parts(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    footnotes: str = "",
    links: dict[str, str] | None = None,
    content_type: str = f"{_TYPES}.document.main+xml",
) -> dict[str, str | bytes]:
    """The parts of a Word document with this body; `links` are addresses by their name."""
    related = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATED}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes")
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_RELATED}/hyperlink" TargetMode="External"'
        f' Target="{address}"/>'
        for name, address in (links or {}).items()
    )
    return {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{_LINKS}"><Relationship Id="a" Target="word/document.xml"'
            f' Type="{_RELATED}/officeDocument"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{_LINKS}">{related}</Relationships>'
        ),
        "word/styles.xml": f"<w:styles {_W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_W}>{numbering}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {_W}>{footnotes}</w:footnotes>",
        "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
    }


def docx(body: str, **parts: object) -> bytes:
    return packed(word_parts(body, **parts))  # type: ignore[arg-type]


def odt_parts(body: str, *, automatic: str = "", styles: str = "") -> dict[str, str | bytes]:
    """The parts of an OpenDocument text with this body and these styles."""
    return {
        "mimetype": ODT,
        "META-INF/manifest.xml": f"<manifest:manifest {_ODF}/>",
        "styles.xml": (
            f"<office:document-styles {_ODF}><office:styles>{styles}</office:styles>"
            "</office:document-styles>"
        ),
        "content.xml": (
            f'<office:document-content {_ODF} xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:automatic-styles>{automatic}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>"
        ),
    }


def odt(body: str, *, automatic: str = "", styles: str = "") -> bytes:
    return packed(odt_parts(body, automatic=automatic, styles=styles))
