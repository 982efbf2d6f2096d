"""Where data goes and in which format. Shapes are documented in docs/cli.md and stay as they are.

`json` is one document and `jsonl` one object a line; `csv` and `tsv` have one header whatever the rows;
`table` is for people, in plain ASCII furniture off a terminal; `md` is a table for documents.
"""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from actorgraph.errors import ActorgraphError

if TYPE_CHECKING:
    from actorgraph.cli.table import Screen

FORMATS = ("table", "json", "jsonl", "csv", "tsv", "md")
Record = Mapping[str, Any]
_BREAKS = str.maketrans("\t\r\n", "   ")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer in every shape. `fields` are the columns of CSV and TSV, dots removed from nested objects.

    `rows` are the same records, flattened where one record makes several rows; `document` is what JSON
    holds where that is not the list of records.
    """

    fields: Sequence[str]
    records: Callable[[], Iterable[Record]]
    people: Callable[[Screen], Iterator[str]]
    rows: Callable[[], Iterable[Record]] | None = None
    document: Callable[[], Record] | None = None


@dataclass(frozen=True, slots=True)
class Output:
    """The format asked for, and the file; None or `-` is stdout."""

    format: str = "table"
    path: str | None = None

    def write(self, answer: Answer) -> None:
        """Print the answer, or write it to the file whole or not at all."""
        with self.stream() as file:
            for text in self._texts(answer):
                file.write(text.encode(self._encoding(), "replace"))

    @contextmanager
    def stream(self) -> Iterator[BinaryIO]:
        """The stream or file to write bytes to."""
        if self.path in (None, "-"):
            stream = sys.stdout.buffer
            yield stream
            stream.flush()
        else:
            with whole_file(Path(self.path or "")) as file:
                yield file

    def _encoding(self) -> str:
        to_people = self.format == "table" and self.path in (None, "-")
        return (sys.stdout.encoding or "utf-8") if to_people else "utf-8"

    def _texts(self, answer: Answer) -> Iterator[str]:
        if self.format == "json":
            value = answer.document() if answer.document else list(answer.records())
            yield json.dumps(value, ensure_ascii=False, indent=2) + "\n"
        elif self.format == "jsonl":
            for record in answer.records():
                yield json.dumps(record, ensure_ascii=False) + "\n"
        elif self.format in ("csv", "tsv"):
            rows = answer.rows or answer.records
            yield from (_csv if self.format == "csv" else _tsv)(answer.fields, rows())
        else:
            from actorgraph.cli.table import Screen

            for line in answer.people(Screen.of_stdout(self.path in (None, "-"), self.format == "md")):
                yield line + "\n"


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file that appears under `path` when all is written, and not at all when anything fails."""
    import tempfile  # costs as much as half an answer

    # Click's own atomic files are put in place after an error, too.
    try:
        file = tempfile.NamedTemporaryFile(  # noqa: SIM115 (closed below, before it gets its name)
            dir=path.parent, prefix=f".{path.name}.", suffix=".part", delete=False
        )
    except OSError as error:
        raise _unwritable(path, error) from error
    temporary = Path(file.name)
    try:
        with file:
            # A temporary file is private; the result gets the rights of any new file.
            temporary.chmod(0o666 & ~_umask())
            yield cast(BinaryIO, file)
        temporary.replace(path)
    except OSError as error:
        if error.filename in (None, file.name):
            raise _unwritable(path, error) from error
        raise
    finally:
        temporary.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> ActorgraphError:
    return ActorgraphError(f"cannot write {path}: {error.strerror}. Name another file with -o.")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def flat(record: Record) -> dict[str, Any]:
    """Nested objects as `outer_inner`; lists are left out."""
    row: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, Mapping):
            row.update({f"{key}_{inner}": part for inner, part in flat(value).items()})
        elif not isinstance(value, list):
            row[key] = value
    return row


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        # A spreadsheet would run such a cell as a formula; numbers stay numbers, with their sign.
        return f"'{value}" if value[:1] in ("=", "+", "-", "@", "\t", "\r") else value
    return str(value)


def _csv(fields: Sequence[str], records: Iterable[Record]) -> Iterator[str]:
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\n")
    writer.writerow(fields)
    for record in records:
        row = flat(record)
        writer.writerow([_cell(row.get(field)) for field in fields])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
    yield line.getvalue()


def _tsv(fields: Sequence[str], records: Iterable[Record]) -> Iterator[str]:
    yield "\t".join(fields) + "\n"
    for record in records:
        row = flat(record)
        yield "\t".join(_cell(row.get(field)).translate(_BREAKS) for field in fields) + "\n"
