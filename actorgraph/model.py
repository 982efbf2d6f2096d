"""The values that everything else passes on: articles, actors, evidence and relations.

What is kept for good is the evidence: one article's sentence says that something happened or holds, with
a status, a speaker and a date. A `Relation` is never written by hand: `actorgraph.derive` computes it from
the evidence that shares a `group`, so the order in which articles are loaded cannot matter.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Literal, get_args

from actorgraph.dates import Partial, Precision

Kind = Literal["event", "tie"]
Status = Literal["asserted", "claimed", "denied", "planned", "hypothetical"]
STATUSES: tuple[Status, ...] = get_args(Status)
DateBasis = Literal["explicit", "relative", "report", "unknown"]
Bearing = Literal["reports", "opens", "closes", "confirms"]
ActorKind = Literal[
    "country", "government", "person", "igo", "party", "armed group", "company", "media", "ngo", "people"
]
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)


def actor_kind(text: str) -> ActorKind:
    """The kind that `text` names; raises ValueError for another."""
    for kind in ACTOR_KINDS:
        if text == kind:
            return kind
    raise ValueError(f"{text!r} is no kind of actor; the kinds are {', '.join(ACTOR_KINDS)}")


def make_key(*parts: object) -> str:
    """Sixteen hex digits that depend on `parts` alone: the same in every run, process and machine."""
    text = "\x1f".join(["" if part is None else str(part) for part in parts])
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def normalise(text: str) -> str:
    """Case, accents, punctuation and spacing removed: what two spellings of one name or text share."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    flat = "".join(char for char in flat if not unicodedata.combining(char))
    return " ".join(re.findall(r"\w+", flat.replace("’", "'").replace("'", "")))


@dataclass(frozen=True, slots=True)
class Article:
    """One report as an outlet published it. Offsets elsewhere count characters of `text`.

    `id` is a hash of publisher and normalised text: five outlets that carry one wire text are five
    articles with one `wire`. `record` is the id that the input gave its own record, `origin` where it was
    read. `text` is None where only the evidence was loaded, not the article itself. `dataset` is empty but
    for what stands in place of an article in a table of dated relations: some of the rows of that data set.
    """

    text: str | None
    title: str = ""
    publisher: str = ""
    published: Partial | None = None
    url: str = ""
    language: str = "en"
    record: str = ""
    origin: str = field(default="", compare=False)
    wire: str = ""
    id: str = ""
    dataset: str = ""

    def __post_init__(self) -> None:
        if not self.wire:
            object.__setattr__(self, "wire", make_key("text", normalise(self.text or "")))
        if not self.id:
            object.__setattr__(self, "id", make_key("article", normalise(self.publisher), self.wire))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: `id` is a Wikidata QID, an ISO 3166 alpha-3 code for a state, or a slug.

    `sector` is PLOVER's, `country` an alpha-3 code, `codes` pairs of scheme and code (`wikidata`, `iso2`).
    """

    id: str
    name: str
    kind: ActorKind
    sector: str = ""
    country: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


class _Keys:
    """Keeps what is hashed out of a value's fields: a store asks for both keys of a report many times."""

    __slots__ = ("_group", "_id")
    _id: str
    _group: str


@dataclass(frozen=True, slots=True)
class Evidence(_Keys):
    """One report of a relation: this sentence of this article says it, with this status and date.

    `begin` and `end` are offsets of the sentence in the article's text. `source` and `target` are actor ids,
    `source_text` and `target_text` what was written, `source_reason` and `target_reason` why it resolved so.
    `bearing` says what it does: `reports` an event, or `opens`, `closes`, `confirms` a tie; for a tie,
    `event` is the id of the event relation that does so. `speaker` is the name of who says it within the
    article, `speaker_id` their actor id; None means the outlet itself. `when` is the event's date or the
    bound of the tie; `until` the last day where the text gives a span. `date_text` is the expression that
    was read.

    Evidence out of a table of dated relations has no sentence but a `dataset`, its name; then `code` is how
    the table codes the relation (`cameo:173`), `entry` its own id or address of the row, and `begin` and
    `end` enclose the number of the row, from 0.
    """

    article: str
    begin: int
    end: int
    sentence: str
    kind: Kind
    type: str
    source: str
    target: str
    mode: str | None = None
    bearing: Bearing = "reports"
    symmetric: bool = False
    status: Status = "asserted"
    speaker: str | None = None
    speaker_id: str | None = None
    when: Partial | None = None
    until: Partial | None = None
    date_basis: DateBasis = "unknown"
    date_text: str | None = None
    reported: dt.date | None = None
    rule: str = ""
    confidence: float = 1.0
    source_text: str = ""
    target_text: str = ""
    source_reason: str = ""
    target_reason: str = ""
    event: str | None = None
    extractor: str = ""
    dataset: str = ""
    code: str = ""
    entry: str = ""

    @property
    def id(self) -> str:
        """What makes it this report: where it stands, what it says, and which rule read it."""
        try:
            return self._id
        except AttributeError:
            object.__setattr__(self, "_id", self._hash_id())
            return self._id

    def _hash_id(self) -> str:
        coded = (self.dataset, self.code, self.entry) if self.dataset else ()
        return make_key(
            "evidence", self.article, self.begin, self.end, self.kind, self.type, self.mode, self.source,
            self.target, self.bearing, self.status, self.when, self.rule, *coded,
        )  # fmt: skip

    @property
    def group(self) -> str:
        """The key of all evidence that one relation, or the episodes of one tie, are derived from.

        Events are one when type, actors and date agree; an undated event is told from others by the month
        of its report and by whether it is said to have happened. Ties are one when type and actors agree:
        their intervals are derived. Articles and each data set stand apart, and so do the codes of a data
        set: what rests on one of them can be had without the others.
        """
        try:
            return self._group
        except AttributeError:
            object.__setattr__(self, "_group", self._hash_group())
            return self._group

    def _hash_group(self) -> str:
        ends = sorted((self.source, self.target)) if self.symmetric else [self.source, self.target]
        key: list[object] = [self.kind, self.type, self.symmetric, *ends]
        if self.kind == "event":
            if self.when:
                key.append(self.when.iso)
                key.append(self.until.iso if self.until and self.until != self.when else "")
            else:
                month = self.reported.isoformat()[:7] if self.reported else ""
                happened = self.status in ("asserted", "claimed", "denied")
                key += ["undated", month, "happened" if happened else "open"]
        if self.dataset:
            key += ["dataset", self.dataset, self.code]
        return make_key("group", *key)


@dataclass(frozen=True, slots=True)
class Relation:
    """A dated edge between two actors, derived from `evidence` reports of `sources` independent outlets.

    `start` is the earliest day it can have begun, `end` the latest it can have ended, each with its
    precision. An event has both or neither; a tie without `end` still held at `last_seen`. Where a tie is
    reported to have ended and nobody says when, `end` is the day of that report, without a precision.
    `asserter` is who claims, denies or plans it, None when the outlets assert it themselves. `disputed` means
    that one side states and another denies it. `opened_by` and `closed_by` are ids of the events that did so.
    `dataset` and `code` are those of the evidence, empty for what articles say; no relation rests on both.
    """

    id: str
    group: str
    kind: Kind
    type: str
    mode: str | None
    source: str
    target: str
    symmetric: bool
    start: dt.date | None
    start_precision: Precision | None
    end: dt.date | None
    end_precision: Precision | None
    status: Status
    asserter: str | None
    disputed: bool
    quad: int | None
    score: float | None
    confidence: float
    reports: int
    sources: int
    first_seen: dt.date | None
    last_seen: dt.date | None
    first_reported: dt.date | None
    last_reported: dt.date | None
    quote: str
    opened_by: str | None = None
    closed_by: str | None = None
    dataset: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one article: its evidence and the actors that it names."""

    article: Article
    actors: tuple[Actor, ...]
    evidence: tuple[Evidence, ...]
    extractor: str
    """Name and version of the extractor, its model and its data: another stamp means reading anew."""
