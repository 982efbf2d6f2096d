"""The frames that give a phrase its event type or tie.

The tables in `lexicon/` are the data, one file for each PLOVER type and one for ties; this module reads and
checks them. `docs/lexicon.md` describes the columns for people who add rows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from actorgraph.extract.tables import Row, table
from actorgraph.model import Bearing, Kind
from actorgraph.ontology import EVENTS, TIES, known_mode

Pos = Literal["verb", "noun", "adj"]
FORCES = ("neutral", "claim", "deny", "suggest", "order", "ask", "promise", "threaten")
"""What a verb or noun of saying does to what is said."""
CueStatus = Literal["planned", "hypothetical", "denied", "claimed", "factual"]
_COLUMNS = ("trigger", "pos", "object", "source", "target", "mode", "tie", "example", "expect")
# A verb that ends so doubles its consonant: of stop is `stopped`, so `hoped` cannot be of hop.
_DOUBLING = re.compile(r"[aeiou][bcdfgklmnprstvz]$")
_BEARINGS: dict[str, Bearing] = {"+": "opens", "-": "closes", "=": "confirms"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """An object (`prep` empty) or the object of `prep`: its head's lemma (None: any) behind `modifiers`."""

    prep: str
    head: str | None
    modifiers: tuple[str, ...] = ()


_OPEN = frozenset({"", "verb", "infinitive", "@money", "@actor", "@people"})
"""Heads that many words meet."""
Condition = tuple[Phrase, ...]
"""What a trigger must govern: one of these."""


@dataclass(frozen=True, slots=True)
class TieEffect:
    """What a frame does to a tie; `turned` swaps source and target."""

    type: str
    bearing: Bearing
    mode: str | None
    turned: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the lexicon for one of its triggers."""

    kind: Kind
    type: str
    mode: str | None
    lemma: str
    extra: tuple[str, ...]
    pos: Pos
    conditions: tuple[Condition, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    ties: tuple[TieEffect, ...]
    example: str
    expect: str
    where: str
    specificity: int = field(init=False, compare=False)
    """How much the frame asks for: the frame that asks for most wins."""
    needed: tuple[frozenset[str], ...] = field(init=False, compare=False)
    """Words of which a text must hold one each, or the frame cannot fire: what most frames fail on."""

    def __post_init__(self) -> None:
        named = sum(1 + any(phrase.head for phrase in condition) for condition in self.conditions)
        object.__setattr__(self, "specificity", 2 * named + 2 * len(self.extra))
        heads = (frozenset(phrase.head or "" for phrase in condition) for condition in self.conditions)
        words = (frozenset({word}) for word in self.extra)
        needed = tuple(some for some in (*words, *heads) if not some & _OPEN)
        object.__setattr__(self, "needed", needed)

    @property
    def name(self) -> str:
        """How provenance records the rule: `SANCTION impose (lexicon/sanction.tsv:12)`."""
        return f"{self.type} {' '.join((self.lemma, *self.extra))} ({self.where})"


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """All frames by the lemma of their trigger, and the words that qualify them."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, tuple[Frame, ...]]
    adjectives: dict[str, tuple[Frame, ...]]
    light: dict[str, str]
    """Verb lemma -> `subject` or `receiver`: the part its subject plays in the noun it governs."""
    speech: dict[tuple[str, str], str]
    """Part of speech and lemma -> force: neutral, claim, deny, suggest, order, ask, promise, threaten."""
    cues: dict[tuple[str, str], CueStatus]
    """Part of speech and lemma -> what becomes of the clause or noun below it."""

    def corrected(self, lemma: str, written: str) -> str:
        """The lemma of a verb form whose silent e the lemmatizer dropped: `hoped` is of hope, not of hop."""
        if written not in (f"{lemma}ed", f"{lemma}ing", f"{lemma}es") or not _DOUBLING.search(lemma):
            return lemma
        return f"{lemma}e" if f"{lemma}e" in self.known else lemma

    @property
    def known(self) -> frozenset[str]:
        """Lemmas of every verb of the tables."""
        return _known(self)

    def __len__(self) -> int:
        return sum(
            len(frames) for index in (self.verbs, self.nouns, self.adjectives) for frames in index.values()
        )


@cache
def _known(lexicon: Lexicon) -> frozenset[str]:
    cues = {lemma for pos, lemma in (*lexicon.speech, *lexicon.cues) if pos == "verb"}
    return frozenset(cues | set(lexicon.verbs) | set(lexicon.light))


@cache
def load_lexicon() -> Lexicon:
    """Read and check every table. Raises `BadLexicon` naming file, line and value."""
    index: dict[Pos, dict[str, list[Frame]]] = {"verb": {}, "noun": {}, "adj": {}}
    for frame in frames():
        index[frame.pos].setdefault(frame.lemma, []).append(frame)
    return Lexicon(
        verbs={lemma: tuple(rows) for lemma, rows in index["verb"].items()},
        nouns={lemma: tuple(rows) for lemma, rows in index["noun"].items()},
        adjectives={lemma: tuple(rows) for lemma, rows in index["adj"].items()},
        light=_light(),
        speech=dict(_speech()),
        cues=dict(_cues()),
    )


def _light() -> dict[str, str]:
    """A verb that lends its subject as agent in one use does so; `receiver` only where it never does."""
    light: dict[str, str] = {}
    for row in table("lexicon", "light_verbs.tsv", ("verb", "role")):
        if row["role"] not in ("subject", "receiver"):
            raise row.fail("role", "it is subject or receiver")
        light.setdefault(row["verb"], row["role"])
    return light


def _speech() -> Iterator[tuple[tuple[str, str], str]]:
    for row in table("lexicon", "speech_verbs.tsv", ("verb", "force", "pos")):
        if row["force"] not in FORCES:
            raise row.fail("force", f"it is one of {', '.join(FORCES)}")
        yield (row["pos"], row["verb"]), row["force"]


def _cues() -> Iterator[tuple[tuple[str, str], CueStatus]]:
    for row in table("lexicon", "modality.tsv", ("cue", "pos", "status", "scope")):
        status = row["status"]
        if status not in get_args(CueStatus):
            raise row.fail("status", f"it is one of {', '.join(get_args(CueStatus))}")
        for cue in row.list("cue", "/"):
            yield (row["pos"], cue), status  # type: ignore[misc]  # the line above narrows it to a CueStatus


def frames() -> Iterator[Frame]:
    """Every frame of every table, one for each trigger of a row."""
    present = {place.name for place in (files("actorgraph.extract") / "lexicon").iterdir()}
    for type_ in EVENTS:
        name = f"{type_.lower()}.tsv"
        if name in present:
            for row in table("lexicon", name, _COLUMNS):
                yield from _frames(row, type_)
    for row in table("lexicon", "ties.tsv", ("type", *_COLUMNS)):
        if row["type"] not in TIES:
            raise row.fail("type", "no such tie")
        yield from _frames(row, row["type"])


def _frames(row: Row, type_: str) -> Iterator[Frame]:
    mode = row["mode"] or None
    if not known_mode(type_, mode):
        raise row.fail("mode", f"{type_} has no such mode")
    if row["pos"] not in ("verb", "noun", "adj"):
        raise row.fail("pos", "it is verb, noun or adj")
    pos: Pos = row["pos"]  # type: ignore[assignment]
    ties = tuple(_tie(row, part) for part in row["tie"].split())
    kind: Kind = "event" if type_ in EVENTS else "tie"
    for trigger in row.list("trigger", "/"):
        words = trigger.lower().split()
        # A noun stands behind its modifiers, a verb before its particle.
        lemma, extra = (words[-1], words[:-1]) if pos == "noun" else (words[0], words[1:])
        yield Frame(
            kind,
            type_,
            mode,
            lemma,
            tuple(extra),
            pos,
            tuple(_condition(part) for part in row.list("object", " + ")),
            tuple(row["source"].split()),
            tuple(row["target"].split()),
            ties,
            row["example"],
            row["expect"],
            row.where,
        )


def _condition(text: str) -> Condition:
    phrases = []
    prep = ""  # a preposition holds for the alternatives behind it: `with:aid/food`
    for alternative in text.lower().split("/"):
        before, colon, words = alternative.strip().rpartition(":")
        prep = before if colon else prep
        *modifiers, head = words.split()
        phrases.append(Phrase(prep, None if head == "*" else head, tuple(modifiers)))
    return tuple(phrases)


def _tie(row: Row, text: str) -> TieEffect:
    bearing = _BEARINGS.get(text[:1])
    name, _, mode = text[1:].removeprefix("~").partition(":")
    if bearing is None or (name and name not in TIES):
        raise row.fail("tie", f"{text!r} is not a sign (+ - =), an optional ~ and a tie")
    name = name or row["type"]
    if not known_mode(name, mode or None):
        raise row.fail("tie", f"{name} has no kind {mode!r}")
    return TieEffect(name, bearing, mode or None, text[1:2] == "~")
