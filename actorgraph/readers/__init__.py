"""Bytes to articles: one module a format.

Nothing heavy is imported before a file needs it: a web page costs trafilatura, front matter costs YAML.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from actorgraph.errors import ActorgraphError, SkippedInput
from actorgraph.model import Article
from actorgraph.readers.fields import Defaults, Fields, make_article, under
from actorgraph.readers.folder import FORMATS, Format, by_content, unknown, walk

__all__ = ["Defaults", "read"]

_HEAD = 4096
_LARGEST = 50_000_000
"""Bytes of a file that is one article; files of records may have any size."""
_SPOOLED = 8_000_000
"""Bytes of standard input that are kept in memory; the rest goes to a temporary file."""
_NO_DEFAULTS = Defaults()
_MISSING = "no such file or folder"
_NAMED = 3
"""Missing paths that an error names."""


def read(
    paths: Iterable[str | Path], defaults: Defaults = _NO_DEFAULTS, stdin: BinaryIO | None = None
) -> Iterator[Article | SkippedInput]:
    """The articles of files, folders and `-` (standard input, or `stdin`), in the order given.

    Folders are read whole, sorted by name. The format is told by the extension; where a file named by the
    user, or standard input, has none that is known, by content. A sidecar file's metadata count before what
    the article's own file says, or, beside a file of records, complete what the record does not say;
    `defaults` complete both. What cannot be read, a path that does not exist among it, comes as
    `SkippedInput`, in its place, and reading goes on.

    Raises `ActorgraphError`, before anything is read, if none of the paths exists.
    """
    given = [str(path) for path in paths]
    missing = [name for name in given if name != "-" and not Path(name).exists()]
    if missing and len(missing) == len(given):
        more = f" and {len(missing) - _NAMED} more" if len(missing) > _NAMED else ""
        raise ActorgraphError(f"{', '.join(missing[:_NAMED])}{more}: {_MISSING}")
    return _read_all(given, defaults, stdin)


def _read_all(
    given: list[str], defaults: Defaults, stdin: BinaryIO | None
) -> Iterator[Article | SkippedInput]:
    for name in given:
        if name == "-":
            yield from _read_stream(stdin or sys.stdin.buffer, "-", defaults)
        elif Path(name).is_dir():
            for found in walk(Path(name)):
                if isinstance(found, SkippedInput):
                    yield found
                else:
                    yield from _read_path(found, defaults)
        elif Path(name).exists():
            yield from _read_path(Path(name), defaults)
        else:
            yield SkippedInput(name, _MISSING)


def _read_path(path: Path, defaults: Defaults) -> Iterator[Article | SkippedInput]:
    from actorgraph.readers.sidecar import beside

    origin = str(path)
    try:
        if path.suffix.lower() == ".json":
            raise SkippedInput(origin, unknown(path))
        with path.open("rb") as file:
            if not path.is_file():
                # A pipe cannot be read twice, as finding its format needs.
                yield from _read_stream(file, origin, defaults)
                return
            form = FORMATS.get(path.suffix.lower()) or by_content(_peek(file))
            yield from _read_file(file, form, origin, beside(path), defaults)
    except SkippedInput as skipped:
        yield skipped
    except OSError as error:
        yield SkippedInput(origin, f"cannot be read: {error.strerror or error}")


def _read_stream(stream: IO[bytes], origin: str, defaults: Defaults) -> Iterator[Article | SkippedInput]:
    with tempfile.SpooledTemporaryFile(max_size=_SPOOLED) as spooled:
        shutil.copyfileobj(stream, spooled)
        spooled.seek(0)
        file = cast(BinaryIO, spooled)
        try:
            yield from _read_file(file, by_content(_peek(file)), origin, Fields(), defaults)
        except SkippedInput as skipped:
            yield skipped


def _read_file(
    file: BinaryIO, form: Format, origin: str, beside: Fields, defaults: Defaults
) -> Iterator[Article | SkippedInput]:
    """The articles of one file. Raises `SkippedInput` where the file as a whole cannot be read."""
    if form in ("jsonl", "csv"):
        yield from _records(file, form, origin, under(defaults, beside, origin))
        return
    data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise SkippedInput(origin, f"larger than {_LARGEST // 1_000_000} MB: no single article is")
    if not data.strip():
        raise SkippedInput(origin, "empty file")
    if form == "html":
        from actorgraph.readers.html import read_html

        fields = read_html(data, origin)
    else:
        from actorgraph.readers.text import read_text

        fields = read_text(data, origin, markdown=form == "markdown")
    yield make_article(beside.or_else(fields), defaults, origin)


def _records(
    file: BinaryIO, form: Format, origin: str, defaults: Defaults
) -> Iterator[Article | SkippedInput]:
    from actorgraph.readers.csv import read_csv
    from actorgraph.readers.jsonl import read_jsonl

    rows = 0
    for where, fields in (read_jsonl if form == "jsonl" else read_csv)(file, origin):
        rows += 1
        if isinstance(fields, SkippedInput):
            yield fields
            continue
        try:
            article = make_article(fields, defaults, where)
        except SkippedInput as skipped:
            yield skipped
        else:
            yield article
    if not rows:
        raise SkippedInput(origin, "holds no records")


def _peek(file: BinaryIO) -> bytes:
    head = file.read(_HEAD)
    file.seek(0)
    return head
