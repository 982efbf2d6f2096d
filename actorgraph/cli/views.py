"""Answers as tables for people and as records for programs. docs/cli.md shows each shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any

from actorgraph.answers import Edge, Neighbours, Path, Timeline
from actorgraph.cli.output import Answer
from actorgraph.cli.table import Row, Screen, lines
from actorgraph.model import Actor, Relation
from actorgraph.wording import shorten, status_words, type_words, when_words

if TYPE_CHECKING:
    from actorgraph.records import Record
    from actorgraph.store.base import Stats

_ARROWS = {"out": "→", "in": "←", "both": "↔"}
_EDGES_OF_A_STEP = 3
_ALIASES_WIDTH = 50

RELATION_FIELDS = (
    "id", "kind", "type", "mode", "quad", "score", "source_id", "source_name", "source_kind", "target_id",
    "target_name", "target_kind", "symmetric", "start", "start_precision", "end", "end_precision", "status",
    "asserter", "disputed", "confidence", "reports", "sources", "first_seen", "last_seen", "first_reported",
    "last_reported", "quote", "opened_by", "closed_by", "dataset", "code",
)  # fmt: skip


def _summary(edge: Edge) -> Record:
    from actorgraph.records import summary  # tables for people do without

    return summary(edge.relation, edge.source, edge.target)


def _support(relation: Relation) -> str:
    return f"{relation.reports} ({relation.sources})"


def neighbours(answer: Neighbours) -> Answer:
    """A row a relation: its summary, with `direction` and the other `actor` in front."""

    def records() -> Iterator[Record]:
        from actorgraph.records import brief

        for row in answer.rows:
            yield {"direction": row.direction, "actor": brief(row.actor), **_summary(row.edge)}

    def people(screen: Screen) -> Iterator[str]:
        heads = ("when", "", "relation", "actor", "status", ">reports (sources)")
        rows = [_neighbour_row(row.edge, _ARROWS[row.direction], row.actor) for row in answer.rows]
        return lines(heads, rows, screen)

    fields = ("direction", "actor_id", "actor_name", "actor_kind", *RELATION_FIELDS)
    return Answer(fields, records, people)


def _neighbour_row(edge: Edge, arrow: str, other: Actor) -> Row:
    relation = edge.relation
    cells = (
        when_words(relation),
        arrow,
        type_words(relation.type, relation.mode),
        other.name,
        status_words(relation),
        _support(relation),
    )
    return Row(cells, relation.quote)


def timeline(answer: Timeline) -> Answer:
    """A row a relation, by date: its summary."""

    def people(screen: Screen) -> Iterator[str]:
        heads = ("when", "source", "", "relation", "target", "status", ">reports (sources)")
        return lines(heads, [_edge_row(edge) for edge in answer.rows], screen)

    return Answer(RELATION_FIELDS, lambda: map(_summary, answer.rows), people)


def _edge_row(edge: Edge) -> Row:
    relation = edge.relation
    arrow = "↔" if relation.symmetric else "→"
    cells = (
        when_words(relation),
        edge.source.name,
        arrow,
        type_words(relation.type, relation.mode),
        edge.target.name,
        status_words(relation),
        _support(relation),
    )
    return Row(cells, relation.quote)


def path(answer: Path) -> Answer:
    """A row a relation of each step: `step` (from 1), `from` and `to`, and its summary."""

    def records() -> Iterator[Record]:
        from actorgraph.records import brief

        for number, step in enumerate(answer.steps or (), 1):
            head = {"step": number, "from": brief(step.source), "to": brief(step.target)}
            for edge in step.edges:
                yield {**head, **_summary(edge)}

    def people(screen: Screen) -> Iterator[str]:
        heads = (">step", "from", "", "relation", "to", "when", "status")
        return lines(heads, chain.from_iterable(_step_rows(answer)), screen)

    fields = ("step", "from_id", "from_name", "from_kind", "to_id", "to_name", "to_kind", *RELATION_FIELDS)
    return Answer(fields, records, people)


def _step_rows(answer: Path) -> Iterator[list[Row]]:
    for number, step in enumerate(answer.steps or (), 1):
        rows = []
        for edge in step.edges[:_EDGES_OF_A_STEP]:
            relation = edge.relation
            direction, _ = edge.seen_from(step.source.id)
            cells = (
                str(number),
                step.source.name,
                _ARROWS[direction],
                type_words(relation.type, relation.mode),
                step.target.name,
                when_words(relation),
                status_words(relation),
            )
            rows.append(Row(cells, relation.quote))
        if more := len(step.edges) - len(rows):
            rows.append(Row((str(number), step.source.name, "…", f"{more} more", step.target.name, "", "")))
        yield rows


def actors(found: Iterable[tuple[Actor, int]]) -> Answer:
    """A row an actor: everything known of it, and its number of `relations`."""
    from actorgraph.records import actor_record

    rows = list(found)

    def records() -> Iterator[Record]:
        for actor, relations in rows:
            yield {**actor_record(actor), "relations": relations}

    def flat_records() -> Iterator[Record]:
        for actor, relations in rows:
            yield {**actor_record(actor), "aliases": "; ".join(actor.aliases), "relations": relations}

    def people(screen: Screen) -> Iterator[str]:
        heads = ("id", "name", "kind", "country", ">relations", "also called")
        return lines(heads, [_actor_row(actor, count) for actor, count in rows], screen)

    fields = ("id", "name", "kind", "sector", "country", "aliases", "relations")
    return Answer(fields, records, people, flat_records)


def _actor_row(actor: Actor, relations: int) -> Row:
    aliases = [alias for alias in actor.aliases if alias != actor.name]
    also = shorten(", ".join(aliases), _ALIASES_WIDTH)
    return Row((actor.id, actor.name, actor.kind, actor.country, f"{relations:,}", also))


def stats(counts: Stats) -> Answer:
    """One object in JSON; elsewhere a row a count: `section`, `name`, `count`."""
    sections: dict[str, dict[str, Any]] = {
        "total": {
            "articles": counts.articles,
            "actors": counts.actors,
            "relations": counts.relations,
            "evidence": counts.evidence,
            "first": counts.first,
            "last": counts.last,
        },
        "types": counts.types,
        "statuses": counts.statuses,
        "actor_kinds": counts.actor_kinds,
        "datasets": counts.datasets,
    }

    def records() -> Iterator[Record]:
        for section, values in sections.items():
            for name, value in values.items():
                yield {"section": section, "name": name, "count": value}

    def people(screen: Screen) -> Iterator[str]:
        titles = {"total": "store", "types": "relations", "statuses": "status", "actor_kinds": "actors"}
        titles["datasets"] = "data set"
        rows = []
        for record in records():
            name, value = record["name"], record["count"]
            words = type_words(name) if record["section"] == "types" else name
            shown = f"{value:,}" if isinstance(value, int) else value or "—"
            rows.append(Row((titles[record["section"]], words, shown)))
        return lines(("", "what", ">count"), rows, screen)

    document = {**sections["total"], **{key: sections[key] for key in list(sections)[1:]}}
    return Answer(("section", "name", "count"), records, people, document=lambda: document)
