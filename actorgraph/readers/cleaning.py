"""Bytes to the characters that are stored. Whatever changes a text happens here, before offsets exist."""

from __future__ import annotations

import codecs
import logging
import re
import unicodedata
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

from actorgraph.errors import SkippedInput

_log = logging.getLogger("actorgraph.readers")

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_NEWLINES = re.compile(r"\r\n?|[\v\f\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n\t ]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# U+0080 to U+009F are no characters of a text: they are Windows punctuation that somebody read as Latin-1.
_WINDOWS = {code: bytes([code]).decode("windows-1252", "ignore") for code in range(0x80, 0xA0)}
_UNDECODED = re.compile("[\udc80-\udcff]")
NOT_TEXT = "neither UTF-8 nor windows-1252 text; save it as UTF-8"


def clean(text: str) -> str:
    """`text` in NFC, with `\\n` as its only line end and the blank as its only space beside the tab.

    Control and invisible characters (soft hyphen, zero-width space, direction marks, byte order mark, lone
    surrogates) are removed, and white space around the whole.
    """
    text = _SPACES.sub(" ", _NEWLINES.sub("\n", text.translate(_WINDOWS)))
    return unicodedata.normalize("NFC", _INVISIBLE.sub("", text)).strip()


def decode(data: bytes, origin: str) -> str:
    """The text of `data`: UTF-16 or UTF-8 by its mark, else UTF-8, else windows-1252, with a warning logged.

    Raises `SkippedInput` for bytes that are no text.
    """
    if data.startswith(_UTF16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            raise SkippedInput(origin, f"marked as UTF-16 but broken at byte {error.start}") from None
    if b"\0" in data:
        raise SkippedInput(origin, f"NUL at byte {data.index(0)}: a binary file, not text")
    text = _decode_line(data)
    if _UNDECODED.search(text):
        raise SkippedInput(origin, NOT_TEXT)
    if not text.isascii() and not _is_utf8(data):
        _tell_windows(origin)
    return text


def decoded_lines(file: BinaryIO, origin: str) -> Iterator[str]:
    """The lines of `file` with their ends, decoded one by one as `decode` does.

    A line that is no text comes with its bytes as lone surrogates: `is_undecoded` tells it.
    """
    first = file.readline()
    if first.startswith(_UTF16):
        file.seek(0)
        yield from codecs.getreader("utf-16")(file, "replace")
        return
    told = False
    for raw in chain([first.removeprefix(codecs.BOM_UTF8)], file):
        line = _decode_line(raw)
        if not told and not line.isascii() and not _UNDECODED.search(line) and not _is_utf8(raw):
            _tell_windows(origin)
            told = True
        yield line


def is_undecoded(text: str) -> bool:
    """Whether `text` holds bytes that could not be decoded."""
    return bool(_UNDECODED.search(text))


def _decode_line(data: bytes) -> str:
    for encoding in ("utf-8-sig", "windows-1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "surrogateescape")


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _tell_windows(origin: str) -> None:
    _log.warning("%s: not UTF-8, read as windows-1252", origin)
