"""The text in a file's bytes: in the encoding that its first bytes say, else in UTF-8."""

from __future__ import annotations

import codecs
import re

from ..document import MinutesError
from .archives import SAVE_AS

# The longest first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Where a page says its encoding. Browsers look at the first 1024 bytes; word processors
# write more above it.
_HEAD = 4096
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.S)
_DECLARED = re.compile(
    rb"<\?xml\b[^>]*?\bencoding\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)",
    re.I,
)
# As browsers read them (Encoding Standard, https://encoding.spec.whatwg.org/#names-and-labels).
_AS_BROWSERS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
# Those of that standard; never UTF-7 and its like, in which plain letters spell tags.
_KNOWN = frozenset(
    "cp866 cp874 cp932 cp949 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 big5"
    " euc_jp gb18030 iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8"
    " iso8859-10 iso8859-13 iso8859-14 iso8859-15 iso8859-16 koi8-r koi8-u mac-cyrillic"
    " mac-roman".split()
)


def text_of(data: bytes) -> str:
    """The text that `data` is, without a byte order mark; MinutesError where it is none.

    A byte order mark is believed before all else. What is UTF-8 is read so, whatever it
    declares: text in another encoding is so by no accident, but pages are saved anew with
    their old declaration.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data, "utf-8-sig" if encoding == "utf-8" else encoding, encoding)
    if b"\x00" in data[:_HEAD]:
        raise MinutesError(f"not text: {SAVE_AS}, encoded as UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if not declared:
            raise MinutesError(
                f"not encoded as UTF-8 (byte {error.start}): save it again as UTF-8"
            ) from None
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        name = ""
    encoding = _AS_BROWSERS.get(name, name)
    if name == "utf-8" or encoding in _KNOWN:
        return _decoded(data, encoding, declared)
    raise MinutesError(f"says that it is encoded as {declared[:40]}: save it again as UTF-8")


def _declared(data: bytes) -> str:
    """The encoding that an XML declaration or a `meta` element says; "" where none does."""
    match = _DECLARED.search(_COMMENT.sub(b"", data[:_HEAD]))
    return (match[1] or match[2]).decode("ascii", "replace") if match else ""


def _decoded(data: bytes, encoding: str, said: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise MinutesError(
            f"not encoded as {said.upper() if said.startswith('utf') else said}, as it says"
            f" (byte {error.start}): save it again as UTF-8"
        ) from None
    if "\x00" in text[:_HEAD]:
        raise MinutesError(f"not text: {SAVE_AS}, encoded as UTF-8")
    return text
