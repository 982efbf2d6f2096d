"""Annotated relations: the JSON lines that docs/evaluation.md describes, read and checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from actorgraph.dates import Partial, parse_partial
from actorgraph.errors import BadDate, BadRecord
from actorgraph.fields import Fields
from actorgraph.model import STATUSES, Status
from actorgraph.ontology import EVENTS, TIES

_MERGED = {
    "CONCEDE": "YIELD", "RETREAT": "YIELD", "DEMAND": "REQUEST", "APPEAL": "REQUEST",
    "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT",
}  # fmt: skip
_NO_EVENTS = frozenset({"COMMENT", "STATEMENT"})
"""What PLOVER leaves out; a gold relation of such a type counts at the levels `pair` and `directed` alone."""
QUADS: dict[str, int] = {
    "YIELD": 2, **{name: type_.quad for name, type_ in EVENTS.items() if name not in (*_MERGED, *_NO_EVENTS)}
}  # fmt: skip
"""The fifteen merged types with their quad classes."""
_STATUSES: dict[str, Status] = {"claim": "claimed", **{status: status for status in STATUSES}}


@dataclass(frozen=True, slots=True)
class GoldActor:
    """An actor as the annotation names it; `code` is a CAMEO actor code such as `BLRCOP`, or empty."""

    name: str
    code: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldRelation:
    """One annotated event. `types` are all merged types that count as right, `type` the first of them.

    Without a target it is known that something happened, but not to whom: it is not scored.
    """

    source: GoldActor
    target: GoldActor | None
    type: str = ""
    types: frozenset[str] = frozenset()
    quads: frozenset[int] = frozenset()
    symmetric: bool = False
    when: Partial | None = None
    status: Status | None = None
    speaker: str = ""
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class GoldTie:
    """One annotated tie with the interval that the text gives it. `types` are all that count as right.

    An `optional` tie is one that readers may or may not see: it is right where it was read, and not missed
    where it was not. A tie that is denied, planned or hypothetical is there to be left unasserted.
    """

    source: GoldActor
    target: GoldActor
    type: str
    types: frozenset[str]
    start: Partial | None = None
    end: Partial | None = None
    status: Status = "asserted"
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldRecord:
    """A text with what people read in it: its events (`relations`), its ties, or both.

    What was not annotated (`has_events` is False, `ties` None) is not scored. `partial` says that only one
    pair of the text was annotated. Events between the actors of `ignore_pairs` are not scored; those of
    `negative_pairs` are known to be wrong.
    """

    id: str
    text: str
    published: Partial | None = None
    relations: tuple[GoldRelation, ...] = ()
    partial: bool = False
    ignore_pairs: tuple[tuple[str, str], ...] = ()
    negative_pairs: tuple[tuple[str, str], ...] = ()
    group: str = ""
    has_events: bool = True
    ties: tuple[GoldTie, ...] | None = None


class _GoldFields(Fields):
    """Fields of an annotation, whose errors name the page that describes them."""

    __slots__ = ()

    def bad(self, key: str, value: object, reason: str) -> BadRecord:
        """The error to raise for this field."""
        text = str(Fields(self.value, self.where, self.path).bad(key, value, reason))
        return BadRecord(text.replace("relations-jsonl.md", "evaluation.md"))


def read_gold(lines: Iterable[str | bytes], origin: str) -> Iterator[GoldRecord]:
    """The records of a file; `origin` names it in errors. Raises `BadRecord` for a line that is none."""
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        where = f"{origin}:{number}"
        try:
            value = json.loads(line)
        except ValueError as error:
            raise BadRecord(f"{where}: no JSON ({error}). Each line is one object.") from None
        record = _record(_GoldFields(value, where, "record"))
        if record.id in seen:
            raise BadRecord(f"{where}: record.id is {record.id!r}: an earlier line has it. Ids are unique.")
        seen.add(record.id)
        yield record


def merged(type_: str) -> str:
    """The merged type of a PLOVER type: `YIELD` for CONCEDE and RETREAT. Empty for what PLOVER leaves out."""
    return "" if type_ in _NO_EVENTS else _MERGED.get(type_, type_)


def _record(fields: _GoldFields) -> GoldRecord:
    relations, ties = _objects(fields, "gold"), _objects(fields, "ties")
    if relations is None and ties is None:
        raise fields.bad("gold", None, "a list of relations is expected, empty where there are none")
    return GoldRecord(
        id=fields.text("id"),
        text=fields.text("text"),
        published=_date(fields, "date"),
        relations=tuple(_relation(one) for one in relations or ()),
        partial=fields.flag("partial", False),
        ignore_pairs=_pairs(fields, "ignore_pairs"),
        negative_pairs=_pairs(fields, "neg_pairs"),
        group=fields.text("dataset", ""),
        has_events=relations is not None,
        ties=None if ties is None else tuple(_tie(one) for one in ties),
    )


def _objects(fields: _GoldFields, key: str) -> list[_GoldFields] | None:
    """The objects of a list; None where the field is not there."""
    value = fields.values.get(key)
    if value is None:
        return None
    if not isinstance(value, list):
        raise fields.bad(key, value, "a list of relations is expected, empty where there are none")
    return [_GoldFields(one, fields.where, f"record.{key}[{n}]") for n, one in enumerate(value)]


def _relation(fields: _GoldFields) -> GoldRelation:
    type_ = _type(fields, "root", fields.text("root", ""))
    others = [_type(fields, "alt_roots", name) for name in fields.texts("alt_roots")]
    types = frozenset(name for name in (type_, *others) if name)
    return GoldRelation(
        source=_actor(fields, "source"),
        target=_actor(fields, "target") if fields.maybe("target") or fields.maybe("target_code") else None,
        type=type_,
        types=types,
        quads=_quads(fields) | (frozenset(QUADS[name] for name in types) if type_ else frozenset()),
        symmetric=fields.flag("symmetric", False) or type_ == "CONSULT",
        when=_date(fields, "date"),
        status=_status(fields),
        speaker=fields.text("claimed_by", ""),
        sentence=fields.text("evidence", ""),
    )


def _tie(fields: _GoldFields) -> GoldTie:
    types = [fields.text("type"), *fields.texts("alt_types")]
    for type_ in types:
        if type_ not in TIES:
            key = "type" if type_ == types[0] else "alt_types"
            raise fields.bad(key, type_, f"one of {', '.join(sorted(TIES))} is expected")
    return GoldTie(
        source=_actor(fields, "source"),
        target=_actor(fields, "target"),
        type=types[0],
        types=frozenset(types),
        start=_date(fields, "start"),
        end=_date(fields, "end"),
        status=_status(fields) or "asserted",
        optional=fields.flag("optional", False),
    )


def _status(fields: _GoldFields) -> Status | None:
    status = fields.maybe("polarity")
    if status is not None and status not in _STATUSES:
        raise fields.bad("polarity", status, f"one of {', '.join(_STATUSES)} is expected")
    return _STATUSES[status] if status else None


def _actor(fields: _GoldFields, end: str) -> GoldActor:
    name, code = fields.text(end, ""), fields.text(f"{end}_code", "")
    if not name and not code:
        raise fields.bad(end, None, f"a name is expected, or an actor code in {end}_code")
    return GoldActor(name, code, tuple(fields.texts(f"{end}_aliases")))


def _type(fields: _GoldFields, key: str, name: str) -> str:
    type_ = merged(name.upper())
    if type_ and type_ not in QUADS:
        raise fields.bad(key, name, f"one of {', '.join(sorted({*QUADS, *_MERGED}))} is expected")
    return type_


def _quads(fields: _GoldFields) -> frozenset[int]:
    value = fields.values.get("quad")
    values = value if isinstance(value, list) else [] if value is None else [value]
    # 0 stands for a mere statement, which has no quad class.
    if not all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= 4 for one in values):
        raise fields.bad("quad", value, "a quad class from 0 to 4 or a list of them is expected")
    return frozenset(values) - {0}


def _date(fields: _GoldFields, key: str) -> Partial | None:
    text = fields.maybe(key)
    try:
        return parse_partial(text[:10]) if text else None
    except BadDate:
        raise fields.bad(key, text, "YYYY, YYYY-MM or YYYY-MM-DD is expected") from None


def _pairs(fields: _GoldFields, key: str) -> tuple[tuple[str, str], ...]:
    value = fields.values.get(key) or []
    if not isinstance(value, list) or not all(
        isinstance(pair, list) and len(pair) == 2 and all(isinstance(name, str) for name in pair)
        for pair in value
    ):
        raise fields.bad(key, value, "a list of [actor, actor] is expected")
    return tuple((first, second) for first, second in value)
