"""Which files of a folder are read, and as what."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from actorgraph.errors import SkippedInput
from actorgraph.readers.csv import is_header
from actorgraph.readers.sidecar import is_sidecar

Format = Literal["text", "markdown", "html", "jsonl", "csv"]
FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
}
"""Extension, in any case -> format."""

_PAGE = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h1)"
    rb"[\s>]",
    re.IGNORECASE | re.DOTALL,
)
_RECORD = re.compile(rb"\s*\{\s*\"")


def walk(folder: Path) -> Iterator[Path | SkippedInput]:
    """The files below `folder` that hold articles, sorted by name folder by folder.

    Hidden files and folders, sidecar files and the folder's README are left out without a word; a file of
    unknown kind and a folder that cannot be opened come as `SkippedInput`.
    """
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield SkippedInput(str(folder), f"cannot be opened: {error.strerror}")
        return
    for entry in entries:
        if entry.name.startswith(".") or is_sidecar(entry.name) or entry.stem == "README":
            continue
        if entry.is_dir():
            # A link to a folder can lead in a circle.
            if not entry.is_symlink():
                yield from walk(entry)
        elif entry.suffix.lower() in FORMATS:
            yield entry
        else:
            yield SkippedInput(str(entry), unknown(entry))


def unknown(path: Path) -> str:
    """Why a file of this name is not read, and what to do about it."""
    if path.suffix.lower() == ".json":
        return "a JSON document is not read: write one record a line into a .jsonl file"
    kind = f"unknown extension {path.suffix!r}" if path.suffix else "no extension"
    return f"{kind}: read are {', '.join(FORMATS)}"


def by_content(head: bytes) -> Format:
    """The format of an input without a telling name, by its first bytes (4 KB are enough)."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8)
    if _RECORD.match(head):
        return "jsonl"
    if _PAGE.match(head):
        return "html"
    first = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    return "csv" if is_header(first) else "text"
