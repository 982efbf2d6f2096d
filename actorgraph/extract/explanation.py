"""What `explain` tells of a sentence, as values: words, mentions, times, frames and the evidence."""

from __future__ import annotations

from dataclasses import dataclass

from actorgraph.dates import Partial
from actorgraph.model import Actor, DateBasis, Evidence, Kind, Status


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the parse; `head` is the index of the token that governs it, its own at the root."""

    index: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """An actor that words stand for, why, and how sure that is (0 to 1)."""

    actor: str
    name: str
    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody. `found_by` is `gazetteer`, the pipeline's label, or `phrase` for what is no
    name: `the police`, `he`. Without `meanings` they stand for nobody, or only qualify another word."""

    text: str
    word: int
    found_by: str
    meanings: tuple[Meaning, ...]


@dataclass(frozen=True, slots=True)
class TimeReading:
    """A time expression and the days that it means; None where it tells none."""

    text: str
    role: str
    start: Partial | None = None
    end: Partial | None = None
    basis: str = ""
    extent: str = ""


@dataclass(frozen=True, slots=True)
class FrameReading:
    """A frame whose conditions hold at `trigger` (index `word`), and what came of it.

    `objects` are the words that met its conditions, `light` the verb that lends its subject. `outcome` says
    whether evidence came of it, and why not.
    """

    rule: str
    kind: Kind
    type: str
    mode: str | None
    trigger: str
    word: int
    objects: tuple[str, ...]
    light: str
    sources: tuple[Meaning, ...]
    targets: tuple[Meaning, ...]
    symmetric: bool
    outcome: str
    status: Status
    speaker: str
    via: str
    when: Partial | None
    until: Partial | None
    date_basis: DateBasis
    date_text: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """Everything that was seen in a text of one paragraph.

    `residue` says what kind of page residue an article's reader would leave the text out as; None for none.
    """

    text: str
    published: Partial | None
    extractor: str
    residue: str | None
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    times: tuple[TimeReading, ...]
    frames: tuple[FrameReading, ...]
    evidence: tuple[Evidence, ...]
    actors: tuple[Actor, ...]
