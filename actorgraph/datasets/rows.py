"""Rows of a table as readings: a block of rows takes the place of an article, for each outlet in it one.

Invariant: what a block is called depends on the data set, the name of the file and its place in it; what it
holds on nothing but its rows and the mapping. So the same file changes nothing, and a new edition replaces
what the old one said.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from actorgraph.datasets.actors import known_actor, new_actor, own_actor, place_of
from actorgraph.datasets.mapping import ROLES, Mapping, Meaning, Role
from actorgraph.datasets.tables import Row, read_rows
from actorgraph.dates import Partial, parse_partial
from actorgraph.errors import BadDate
from actorgraph.model import Actor, Article, Bearing, Evidence, Kind, Reading, make_key, normalise
from actorgraph.ontology import EVENTS, TIES

BLOCK = 5_000
"""Rows in one transaction: about a second of writing, which is what an interrupted run loses."""
_KNOWN, _NEW, _OWN = "known by this name", "named in the data set", "kept apart from other actors"


class Refused(ValueError):
    """A row says nothing that can be stored; the text is the reason, equal for equal reasons."""


@dataclass(frozen=True, slots=True)
class _Named:
    """An actor, the name that stands for it in the row, and why."""

    actor: Actor
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class _Statement:
    """What a row says: who to whom, when, and what its code means."""

    source: _Named
    target: _Named
    meaning: Meaning
    when: Partial | None
    until: Partial | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Part:
    """The rows of one outlet in a block, with their numbers in the file, and the article they stand for."""

    article: Article
    rows: tuple[tuple[int, Row], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that follow each other in the file."""

    rows: int
    parts: tuple[Part, ...]


def read_blocks(path: Path, mapping: Mapping, size: int = BLOCK) -> Iterator[Block]:
    """The blocks of a file. Raises `BadTable` and `ExtraMissing` as `tables.read_rows` does."""
    roles = [role for role in ROLES if role in mapping.columns]
    columns = [mapping.columns[role] for role in roles]
    publisher = roles.index("publisher") if "publisher" in roles else None
    first = 0
    for rows in read_rows(path, mapping, columns, size):
        outlets: dict[str, list[tuple[int, Row]]] = {}
        for number, row in enumerate(rows, first):
            name = mapping.publisher if publisher is None else _outlet(row[publisher], mapping)
            outlets.setdefault(name, []).append((number, row))
        record = f"{path.name}#{first + 1}-{first + len(rows)}"
        yield Block(
            len(rows),
            tuple(
                Part(_article(path, mapping, record, first, name, members), tuple(members))
                for name, members in outlets.items()
            ),
        )
        first += len(rows)


def _outlet(value: object, mapping: Mapping) -> str:
    text = "" if value is None else str(value).strip()
    if text in mapping.missing:
        return mapping.publisher
    return (urlsplit(text).hostname or text) if "://" in text else text


def _article(
    path: Path, mapping: Mapping, record: str, first: int, publisher: str, rows: list[tuple[int, Row]]
) -> Article:
    return Article(
        text=None,
        title=f"{mapping.title}: {record}",
        publisher=publisher,
        url=mapping.url,
        record=record,
        origin=str(path),
        wire=make_key("rows", mapping.name, repr(rows)),
        id=make_key("rows", mapping.name, path.name, first, normalise(publisher)),
        dataset=mapping.name,
    )


@dataclass(slots=True)
class Reader:
    """Reads rows by a mapping; remembers names, codes and dates, which come again and again."""

    mapping: Mapping
    _roles: dict[Role, int] = field(init=False)
    _actors: dict[tuple[str, str], _Named] = field(default_factory=dict)
    _dates: dict[object, Partial] = field(default_factory=dict)

    def __post_init__(self) -> None:
        roles = [role for role in ROLES if role in self.mapping.columns]
        self._roles = {role: place for place, role in enumerate(roles)}

    @property
    def stamp(self) -> str:
        """What a stored part must agree in to be left alone, beside its rows."""
        return f"{self.mapping.name} {self.mapping.digest}"

    def reading(self, part: Part) -> tuple[Reading, list[tuple[int, str]]]:
        """All that the rows say, and the numbers of those that say nothing, with the reason."""
        evidence: list[Evidence] = []
        refused: list[tuple[int, str]] = []
        actors: dict[Actor, None] = {}
        for number, row in part.rows:
            try:
                said = self._statement(row)
            except Refused as error:
                refused.append((number, str(error)))
                continue
            actors[said.source.actor] = actors[said.target.actor] = None
            evidence.extend(self._evidence(part.article.id, number, row, said))
        return Reading(part.article, tuple(actors), tuple(evidence), self.stamp), refused

    def refused(self, part: Part) -> list[tuple[int, str]]:
        """The rows that say nothing, as `reading` gives them, for a part that is stored already."""
        found = []
        for number, row in part.rows:
            try:
                self._statement(row)
            except Refused as error:
                found.append((number, str(error)))
        return found

    def _text(self, row: Row, role: Role) -> str:
        place = self._roles.get(role)
        value = None if place is None else row[place]
        text = "" if value is None else str(value).strip()
        return "" if text in self.mapping.missing else text

    def _statement(self, row: Row) -> _Statement:
        meaning = self._meaning(row)
        when = self._date(row, "date")
        if when is None and meaning.type in EVENTS:
            raise Refused("no date")
        until = self._date(row, "until") if "until" in self._roles else None
        if when and until and until.latest < when.earliest:
            raise Refused("it ends before it begins")
        source, target = self._actor(row, "source"), self._actor(row, "target")
        return _Statement(source, target, meaning, when, until, self._confidence(row))

    def _meaning(self, row: Row) -> Meaning:
        if self.mapping.meaning:
            return self.mapping.meaning
        code = self._text(row, "code")
        meaning = self.mapping.codes.get(code)
        if meaning is None and not code:
            label = self._text(row, "label")
            meaning = self.mapping.labels.get(label)
            if meaning is None:
                raise Refused(f"no code, and no known label: {label!r}" if label else "no code")
        if meaning is None:
            raise Refused(f"unknown code {code!r}")
        return meaning

    def _actor(self, row: Row, role: Role) -> _Named:
        name = self._text(row, role)
        if not name:
            raise Refused(f"no {role}")
        country = self._text(row, "source_country" if role == "source" else "target_country")
        key = (name, country)
        found = self._actors.get(key)
        if found is None:
            usual = self.mapping.names
            place = country or place_of(name)
            home = usual.get(place, place)
            if self.mapping.own_actors:
                found = _Named(own_actor(self.mapping.name, name, home), name, _OWN)
            elif known := known_actor(usual.get(name, name)):
                found = _Named(known, name, _KNOWN)
            else:
                found = _Named(new_actor(name, home), name, _NEW)
            self._actors[key] = found
        return found

    def _date(self, row: Row, role: Role) -> Partial | None:
        value = row[self._roles[role]]
        found = self._dates.get(value)
        if found is None and (text := self._text(row, role)):
            found = self._dates[value] = self._parsed(value, text, role)
        return found

    def _parsed(self, value: object, text: str, role: Role) -> Partial:
        if isinstance(value, dt.datetime):
            return Partial(value.date())
        if isinstance(value, dt.date):
            return Partial(value)
        form = self.mapping.date_format
        try:
            if form is None:
                return parse_partial(text)
            return Partial(dt.datetime.strptime(text, form).date())  # noqa: DTZ007 (the day as it is written)
        except (BadDate, ValueError):
            expected = form or "YYYY, YYYY-MM or YYYY-MM-DD"
            raise Refused(f"{role} is not {expected}: {text[:40]!r}") from None

    def _confidence(self, row: Row) -> float:
        text = self._text(row, "confidence")
        if not text:
            return self.mapping.confidence
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not 0 <= value <= 1:
            raise Refused(f"confidence is no number from 0 to 1: {text[:40]!r}")
        return value

    def _evidence(self, article: str, number: int, row: Row, said: _Statement) -> Iterator[Evidence]:
        """The evidence of a row: one report of an event; of a tie its bounds, or that it holds."""
        is_event = said.meaning.type in EVENTS
        bounds: list[tuple[Bearing, Partial | None, Partial | None]]
        if is_event:
            bounds = [("reports", said.when, said.until)]
        elif said.when is None and said.until is None:
            bounds = [("confirms", None, None)]
        else:
            bounds = [("opens", said.when, None)] if said.when else []
            bounds += [("closes", said.until, None)] if said.until else []
        for bearing, when, until in bounds:
            yield self._report(article, number, row, said, is_event, bearing, when, until)

    def _report(
        self, article: str, number: int, row: Row, said: _Statement, is_event: bool, bearing: Bearing,
        when: Partial | None, until: Partial | None,
    ) -> Evidence:  # fmt: skip
        meaning = said.meaning
        basis = self.mapping.date_basis if when else "unknown"
        kind: Kind = "event" if is_event else "tie"
        return Evidence(
            article=article,
            begin=number,
            end=number + 1,
            sentence="",
            kind=kind,
            type=meaning.type,
            source=said.source.actor.id,
            target=said.target.actor.id,
            mode=meaning.mode,
            bearing=bearing,
            # Who did it to whom is what a table of events says, for meetings too.
            symmetric=not is_event and TIES[meaning.type].symmetric,
            status=self.mapping.status,
            when=when,
            until=until,
            date_basis=basis,
            reported=when.day if when and basis == "report" else None,
            rule=meaning.words,
            confidence=said.confidence,
            source_text=said.source.text,
            target_text=said.target.text,
            source_reason=said.source.reason,
            target_reason=said.target.reason,
            extractor=self.stamp,
            dataset=self.mapping.name,
            code=meaning.code,
            entry=self._text(row, "entry"),
        )
