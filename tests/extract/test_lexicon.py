"""Every lexicon row fires in its own example; `lexicon_misses.txt` lists those that do not, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import pytest

from actorgraph.dates import parse_partial
from actorgraph.extract import Extractor
from actorgraph.extract.tables import table
from actorgraph.extract.words import TITLES
from actorgraph.model import Actor, Article, Evidence, Reading
from actorgraph.ontology import EVENTS
from tests.extract.expectations import is_called, names_of, show, words
from tests.extract.known import check, known

MISSES = Path(__file__).parent / "lexicon_misses.txt"
KNOWN = known(MISSES)
PUBLISHED = parse_partial("2024-06-15")


@dataclass(frozen=True, slots=True)
class Example:
    """A row: what it is known by, its type, and who does it to whom in its example."""

    file: str
    trigger: str
    pos: str
    condition: str
    type: str
    mode: str | None
    text: str
    pairs: tuple[tuple[str, str], ...]

    @property
    def key(self) -> tuple[str, ...]:
        return (self.file, self.type, self.trigger, self.pos, self.condition or "-")

    @property
    def article(self) -> Article:
        return Article(self.text, published=PUBLISHED, publisher=" ".join(self.key))


def examples() -> Iterator[Example]:
    for file in (*(f"{type_.lower()}.tsv" for type_ in EVENTS), "ties.tsv"):
        if not (files("actorgraph.extract") / "lexicon" / file).is_file():
            continue
        for row in table("lexicon", file, ("trigger", "pos", "object", "mode", "example", "expect")):
            pairs = [pair.partition(">") for pair in row["expect"].split(";")]
            yield Example(
                file,
                row["trigger"],
                row["pos"],
                row["object"],
                row.cells.get("type") or file.removesuffix(".tsv").upper(),
                row["mode"] or None,
                row["example"],
                tuple((source.strip(), target.strip()) for source, _, target in pairs),
            )


EXAMPLES = list(examples())


def is_meant(wanted: str, actor: Actor, written: str) -> bool:
    """Whether an expectation names the actor: its head is enough, and whose it is (`South Korean patrol`)."""
    if wanted == "-" or is_called(wanted, actor, written):
        return True
    sought = words(wanted)
    if actor.kind == "person" and is_called(" ".join(sought - TITLES), actor, written):
        return True
    if words(written) and words(written) <= sought:
        return True
    return any(
        sought == words(" ".join(name.split()[-len(sought) :])) for name in (written, *names_of(actor))
    )


def problems(example: Example, reading: Reading) -> list[str]:
    actors = {actor.id: actor for actor in reading.actors}

    def is_pair(e: Evidence, source: str, target: str) -> bool:
        ends = (actors[e.source], e.source_text), (actors[e.target], e.target_text)
        ways = [ends, ends[::-1]] if e.symmetric else [ends]
        return any(is_meant(source, *one) and is_meant(target, *other) for one, other in ways)

    found: list[str] = []
    for source, target in example.pairs:
        pair = [e for e in reading.evidence if is_pair(e, source, target)]
        typed = [e for e in pair if e.type == example.type]
        if not typed:
            found.append(f"missing: {source} {example.type} {target}")
        elif example.mode and not any(e.mode == example.mode for e in typed):
            found.append(f"mode: {source} {example.type}:{example.mode} {target}")
    return [example.text, *found, *(f"  read: {show(e, actors)}" for e in reading.evidence)] if found else []


@pytest.fixture(scope="module")
def readings(extractor: Extractor) -> dict[tuple[str, ...], Reading]:
    read = extractor.read(example.article for example in EXAMPLES)
    return {example.key: reading for example, reading in zip(EXAMPLES, read, strict=True)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda e: f"{e.file}: {e.trigger[:30]} {e.condition[:20]}")
def test_example(example: Example, readings: dict[tuple[str, ...], Reading]) -> None:
    check(example.key, problems(example, readings[example.key]), KNOWN, MISSES.name)


def test_rows_are_distinct() -> None:
    assert [key for key, count in Counter(example.key for example in EXAMPLES).items() if count > 1] == []


def test_rows_say_what_they_expect() -> None:
    assert [e.key for e in EXAMPLES if not e.text or not all(all(pair) for pair in e.pairs)] == []


def test_misses_are_rows() -> None:
    assert set(KNOWN) - {example.key for example in EXAMPLES} == set()
