"""A store as the folder of files that `neo4j-admin database import full` takes: for graphs too large to load.

What is imported is a store like one that was loaded, but for constraints and indexes: those are made when
something is next written or copied to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from actorgraph.errors import ActorgraphError
from actorgraph.model import Actor, Reading, Relation
from actorgraph.store.base import Filter, Store
from actorgraph.store.neo4j_rows import (
    actor_properties,
    actor_row,
    article_properties,
    description_id,
    evidence_properties,
    mentions,
    relation_properties,
)
from actorgraph.store.rules import stamp

_AT_ONCE = 500
_BETWEEN = "\x1f"  # between the parts of a list: no name holds it
_NAMES = "name kind sector country aliases:string[] codes:string[]"
_HEADS = {
    "store": "id:ID(Store) :LABEL name format:long schema",
    "actors": f"id:ID(Actor) :LABEL {_NAMES} folded_names:string[] folded_codes:string[]"
    " folded_surnames:string[]",
    "descriptions": f"id:ID(Description) :LABEL actor {_NAMES}",
    "articles": "id:ID(Article) :LABEL name title publisher published:date published_precision url language"
    " record origin wire dataset extractor stamp descriptions:string[] text",
    "evidence": "id:ID(Evidence) :LABEL name relation_id also_relation_ids:string[] group article begin:long"
    " end:long sentence kind type source target mode bearing symmetric:boolean status speaker speaker_id"
    " when:date when_precision until:date until_precision date_basis date_text reported:date rule"
    " confidence:double source_text target_text source_reason target_reason event extractor dataset code"
    " entry",
    "from": ":START_ID(Evidence) :END_ID(Article) :TYPE",
    "mentions": ":START_ID(Evidence) :END_ID(Actor) :TYPE role",
    "relations": ":START_ID(Actor) :END_ID(Actor) :TYPE id group kind mode symmetric:boolean start:date"
    " start_precision end:date end_precision status asserter disputed:boolean quad:long score:double"
    " confidence:double reports:long sources:long first_seen:date last_seen:date first_reported:date"
    " last_reported:date quote opened_by closed_by dataset code",
}
_NODES = ("store", "actors", "descriptions", "articles", "evidence")
FORMAT = 1


def command(folder: Path) -> str:
    """The command that imports the folder into the database `neo4j` of a server that is stopped."""
    parts = ["neo4j-admin database import full neo4j", "--array-delimiter=U+001F", "--multiline-fields=true"]
    for name in _HEADS:
        kind = "nodes" if name in _NODES else "relationships"
        parts.append(f"--{kind}={folder / name}.csv")
    return " ".join([*parts, "--overwrite-destination"])


def write_folder(store: Store, folder: Path) -> int:
    """Write the files of the whole store into a folder that is empty or new; returns the number of relations.

    All evidence ids are held in memory, some 200 bytes each. Raises `ActorgraphError` where the folder holds
    anything or cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ActorgraphError(f"{folder} is not empty; name a new folder with -o")
        with ExitStack() as files:
            tables = {name: _Table(files, folder, name) for name in _HEADS}
            tables["store"].add(
                {"id": "actorgraph", ":LABEL": ["ActorgraphStore"], "name": "actorgraph", "format": FORMAT}
            )
            links: dict[str, list[str]] = {}
            actors: set[str] = set()
            count = _relations(store, tables["relations"], links)
            _readings(store, tables, links, actors)
            for some in _parts(sorted(actors)):
                for actor in store.actors(some).values():
                    row = actor_row(actor)
                    tables["actors"].add(row["properties"] | {":LABEL": f"Actor{_BETWEEN}{row['label']}"})
        (folder / "import.txt").write_text(command(folder) + "\n", encoding="utf-8")
    except OSError as error:
        raise ActorgraphError(f"cannot write {error.filename}: {error.strerror}") from error
    return count


class _Table:
    """A file with its header; a row is a mapping by the names of its columns."""

    def __init__(self, files: ExitStack, folder: Path, name: str) -> None:
        heads = _HEADS[name].split()
        self._file: TextIO = files.enter_context(
            (folder / f"{name}.csv").open("w", encoding="utf-8", newline="")
        )
        self._file.write(",".join(heads) + "\n")
        self._names = [
            head.partition("(")[0] if head.startswith(":") else head.partition(":")[0] for head in heads
        ]

    def add(self, row: dict[str, Any]) -> None:
        """Write a row; what is None stays absent, and an empty text stays a text."""
        self._file.write(",".join(_cell(row.get(name)) for name in self._names) + "\n")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    text = _BETWEEN.join(value) if isinstance(value, list | tuple) else str(value)
    # A list without members is read as absent, as no list at all is.
    return '"' + text.replace('"', '""') + '"'


def _relations(store: Store, table: _Table, links: dict[str, list[str]]) -> int:
    count = 0
    relations = store.relations(Filter())
    while some := list(islice(relations, _AT_ONCE)):
        count += len(some)
        for relation in some:
            table.add(_relation(relation))
        for id_, cited in store.evidence([relation.id for relation in some]).items():
            for item, _ in cited:
                links.setdefault(item.id, []).append(id_)
    return count


def _relation(relation: Relation) -> dict[str, Any]:
    ends = {":START_ID": relation.source, ":END_ID": relation.target, ":TYPE": relation.type}
    return relation_properties(relation) | ends


def _readings(store: Store, tables: dict[str, _Table], links: dict[str, list[str]], actors: set[str]) -> None:
    described: set[str] = set()
    for some in _parts(store.article_ids()):
        for reading in store.readings(some):
            ids = sorted({description_id(actor) for actor in reading.actors})
            mark = stamp(reading.article, reading.extractor)
            row = article_properties(reading.article, reading.extractor, mark, ids)
            tables["articles"].add(row | {":LABEL": ["Article"]})
            actors.update(actor.id for actor in reading.actors)
            for actor in reading.actors:
                _description(tables["descriptions"], actor, described)
            _evidence(tables, reading, links)


def _description(table: _Table, actor: Actor, described: set[str]) -> None:
    id_ = description_id(actor)
    if id_ not in described:
        described.add(id_)
        table.add(actor_properties(actor) | {"id": id_, "actor": actor.id, ":LABEL": ["Description"]})


def _evidence(tables: dict[str, _Table], reading: Reading, links: dict[str, list[str]]) -> None:
    known = {actor.id for actor in reading.actors}
    for item in reading.evidence:
        row = evidence_properties(item, sorted(links.get(item.id, ())))
        tables["evidence"].add(row | {":LABEL": ["Evidence"]})
        tables["from"].add({":START_ID": item.id, ":END_ID": item.article, ":TYPE": "FROM"})
        for mention in mentions(item, known):
            ends = {":START_ID": item.id, ":END_ID": mention["actor"], ":TYPE": "MENTIONS"}
            tables["mentions"].add(ends | {"role": mention["role"]})


def _parts(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(ids), _AT_ONCE):
        yield ids[begin : begin + _AT_ONCE]
