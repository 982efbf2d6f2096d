"""Broken tables: the error names file, line, value and what is wanted."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from importlib.resources import files
from pathlib import Path

import pytest

from actorgraph.errors import BadLexicon
from actorgraph.extract import gazetteer, lexicon, tables
from actorgraph.extract.tables import table

HEADER = "name\tkind\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the tables that the loaders read instead of the real ones."""
    for folder in ("lexicon", "gazetteer"):
        with_name = str(files("actorgraph.extract") / folder)
        shutil.copytree(with_name, tmp_path / folder)
    for module in (tables, lexicon):
        monkeypatch.setattr(module, "files", lambda _: tmp_path)
    return tmp_path


def rows(package: Path, text: str) -> list[tables.Row]:
    (package / "lexicon" / "made.tsv").write_text(text, encoding="utf-8")
    return list(table("lexicon", "made.tsv", ("name", "kind")))


def test_rows(package: Path) -> None:
    found = rows(package, f"# made\n\n{HEADER}Chad\tcountry\n# more\nMali\t country \r\n")
    assert [(row["name"], row["kind"], row.where) for row in found] == [
        ("Chad", "country", "lexicon/made.tsv:4"),
        ("Mali", "country", "lexicon/made.tsv:6"),
    ]


def test_absent_cells_are_empty(package: Path) -> None:
    (row,) = rows(package, HEADER + "Chad\n")
    assert row["kind"] == ""
    assert row.list("kind") == ()


def test_quotation_marks_are_characters(package: Path) -> None:
    (row,) = rows(package, HEADER + '"Chad\tcountry"\n')
    assert (row["name"], row["kind"]) == ('"Chad', 'country"')


def test_lists(package: Path) -> None:
    (row,) = rows(package, HEADER + "a| b ||c\tx/y\n")
    assert row.list("name") == ("a", "b", "c")
    assert row.list("kind", "/") == ("x", "y")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("name\nChad\n", ["lexicon/made.tsv:1", "lacks kind"]),
        ("# made\n\nother\nChad\n", ["lexicon/made.tsv:3", "lacks name, kind"]),
        (HEADER + "Chad\tcountry\tmore\n", ["lexicon/made.tsv:2", "3 cells", "header of 2"]),
    ],
)
def test_broken_shape(package: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(BadLexicon) as caught:
        rows(package, text)
    for part in parts:
        assert part in str(caught.value)


def read_frames() -> Iterable[object]:
    return list(lexicon.frames())


def read_lexicon() -> object:
    return lexicon.load_lexicon.__wrapped__()


def read_gazetteer() -> object:
    return gazetteer.load_gazetteer.__wrapped__()


def damage(place: Path, column: str, value: str) -> int:
    """Put `value` into `column` of the last row; the number of its line."""
    lines = place.read_text(encoding="utf-8").splitlines()
    header = next(line for line in lines if line.strip() and not line.startswith("#")).split("\t")
    number = max(n for n, line in enumerate(lines) if line.strip() and not line.startswith("#"))
    cells = lines[number].split("\t")
    cells += [""] * (len(header) - len(cells))
    cells[header.index(column)] = value
    lines[number] = "\t".join(cells)
    place.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return number + 1


@pytest.mark.parametrize(
    ("file", "column", "value", "wanted", "read"),
    [
        ("lexicon/accuse.tsv", "mode", "shouting", "ACCUSE has no such mode", read_frames),
        ("lexicon/accuse.tsv", "pos", "verbal", "verb, noun or adj", read_frames),
        ("lexicon/accuse.tsv", "tie", "ALLIED_WITH", "a sign", read_frames),
        ("lexicon/accuse.tsv", "tie", "+FRIEND_OF", "a tie", read_frames),
        ("lexicon/accuse.tsv", "tie", "+ALLIED_WITH:sports", "no kind 'sports'", read_frames),
        ("lexicon/ties.tsv", "type", "FRIEND_OF", "no such tie", read_frames),
        ("lexicon/light_verbs.tsv", "role", "object", "subject or receiver", read_lexicon),
        ("lexicon/modality.tsv", "status", "maybe", "hypothetical", read_lexicon),
        ("gazetteer/organisations.tsv", "kind", "club", "no kind of actor", read_gazetteer),
        ("gazetteer/sectors.tsv", "kind", "club", "no kind of actor", read_gazetteer),
        ("gazetteer/offices.tsv", "start", "2020-13-01", "YYYY-MM-DD", read_gazetteer),
        ("gazetteer/offices.tsv", "end", "soon", "YYYY-MM-DD", read_gazetteer),
        ("gazetteer/countries.tsv", "end", "1991/12/26", "YYYY-MM-DD", read_gazetteer),
    ],
)
def test_broken_cell(
    package: Path, file: str, column: str, value: str, wanted: str, read: Callable[[], object]
) -> None:
    line = damage(package / file, column, value)
    with pytest.raises(BadLexicon) as caught:
        read()
    message = str(caught.value)
    assert f"{file}:{line}" in message
    assert column in message
    assert repr(value) in message
    assert wanted in message


@pytest.mark.parametrize(
    "file", ["speech_verbs.tsv", "modality.tsv", "light_verbs.tsv", "ties.tsv", "accuse.tsv"]
)
def test_missing_column(package: Path, file: str) -> None:
    place = package / "lexicon" / file
    place.write_text("something\n", encoding="utf-8")
    with pytest.raises(BadLexicon, match=rf"lexicon/{file}:1: the header lacks"):
        read_lexicon()


def test_an_unbroken_copy_is_read(package: Path) -> None:
    assert len(lexicon.load_lexicon.__wrapped__()) == len(lexicon.load_lexicon())


def test_the_force_of_a_verb_of_saying_is_checked(package: Path) -> None:
    line = damage(package / "lexicon" / "speech_verbs.tsv", "force", "whisper")
    with pytest.raises(BadLexicon, match=rf"speech_verbs.tsv:{line}: force is 'whisper'"):
        read_lexicon()
