"""Bytes to text. UTF-8 first; UTF-16 and Windows-1252 are recognised; what is none of these is refused."""

from __future__ import annotations

import codecs
import re

from corpus.errors import FileRefused
from corpus.messages import Message

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# 'Ã©' and 'â€œ' in Windows-1252, which nobody writes: where these stand, it was meant to be UTF-8.
_SURELY_UTF8 = re.compile(rb"\xc3[\x80-\xbf]|\xe2\x80[\x80-\xbf]")
# No text has these; a file that has them is something else that happens to decode.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROLS = bytes(code for code in range(0x20) if _CONTROL.match(chr(code)))


def decode(name: str, data: bytes) -> tuple[str, tuple[Message, ...]]:
    """The text of a file, and a warning where it was not UTF-8.

    Raises FileRefused, naming the byte offset, for a file that is empty or is no text.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _refused(name, error.start) from None
    if not text.strip():
        raise FileRefused("%(file)s: the file is empty; nothing to add", file=name)
    if control := _has_controls(data, encoding) and _CONTROL.search(text):
        raise _refused(name, len(text[: control.start()].encode(encoding)))
    if encoding.startswith("utf-8"):
        return text, ()
    return text, (Message("%(file)s: is not UTF-8; read as %(encoding)s", {"file": name, "encoding": encoding}),)


def _has_controls(data: bytes, encoding: str) -> bool:
    """Whether there may be any: of an encoding in which they are bytes of their own that is seen at once."""
    return encoding.startswith("utf-16") or len(data.translate(None, _CONTROLS)) < len(data)


def _encoding(data: bytes) -> str:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    # Every other byte of Western text in UTF-16 is zero.
    if data[1:200:2].count(0) > len(data[1:200:2]) * 0.6:
        return "utf-16-le"
    if data[0:200:2].count(0) > len(data[0:200:2]) * 0.6:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        # As UTF-8 it is refused at its first damaged byte; as Windows-1252 it would be stored as 'coÃ¶rdinatie'.
        return "utf-8" if _SURELY_UTF8.search(data) else "cp1252"
    return "utf-8"


def _refused(name: str, offset: int) -> FileRefused:
    return FileRefused(
        "%(file)s: byte %(offset)s is not text in UTF-8, UTF-16 or Windows-1252; "
        "save the file as UTF-8 and add it again",
        file=name,
        offset=offset,
    )
