"""The tables of `golden/`: articles, and what an extractor has to read in them.

A line is `published | text | expected`; `\\n` in the text is a line break. What is expected is `none`, or
items between semicolons:

    Source TYPE Target             this relation comes out, asserted; either way round if it is symmetric
    Source TYPE:mode Target        ... with this mode
    Source +TYPE Target            a tie that is opened (`-` closed, `=` confirmed; no sign: any of them)
    Source TYPE Target, claimed    ... with this status
    ..., by Speaker                who says so within the article
    ..., on 2020-11                its date, `2016..2018` for a span; `undated` for none
    ..., relative                  how the date was read: explicit, relative, report, unknown
    !Source TYPE Target            this does not come out, whatever its status or, if one is given, with that
    only                           nothing else comes out

`/` stands between alternatives, `*` for any actor.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from actorgraph.dates import parse_partial
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.model import STATUSES, Actor, Article, DateBasis, Evidence, Reading, normalise
from actorgraph.ontology import EVENTS, TIES, known_mode

FOLDER = Path(__file__).parent / "golden"
_TYPE = rf"[+\-=]?(?:{'|'.join([*EVENTS, *TIES])})"
_ITEM = re.compile(rf"(!?)(.+?) ({_TYPE}(?:/{_TYPE})*)(?::([a-z_-]+))? (.+)")
_SIGNS = {"+": "opens", "-": "closes", "=": "confirms"}
_ARTICLES = frozenset({"the", "a", "an", "of"})


@dataclass(frozen=True, slots=True)
class Item:
    """One expected relation; empty alternatives are not looked at."""

    written: str
    excluded: bool
    sources: tuple[str, ...]
    types: tuple[str, ...]
    mode: str | None
    targets: tuple[str, ...]
    statuses: tuple[str, ...] = ()
    speakers: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()

    def describes(self, evidence: Evidence, actors: dict[str, Actor]) -> bool:
        """Whether type, mode and actors are those of the item."""
        if self.mode and evidence.mode != self.mode:
            return False
        if not any(_is_type(type_, evidence) for type_ in self.types):
            return False
        source = actors[evidence.source], evidence.source_text
        target = actors[evidence.target], evidence.target_text
        ways = [(source, target), (target, source)] if evidence.symmetric else [(source, target)]
        return any(is_one_of(self.sources, *one) and is_one_of(self.targets, *other) for one, other in ways)

    def holds(self, evidence: Evidence, actors: dict[str, Actor]) -> bool:
        """Whether status, speaker and date are, too."""
        if evidence.status not in (self.statuses or ("asserted",)):
            return False
        if self.speakers and not (
            evidence.speaker_id and is_one_of(self.speakers, actors[evidence.speaker_id], "")
        ):
            return False
        if self.dates and date_of(evidence) not in self.dates:
            return False
        return not self.bases or evidence.date_basis in self.bases


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a table."""

    file: str
    published: str
    text: str
    items: tuple[Item, ...]
    closed: bool
    """Nothing but the items may come out."""

    @property
    def article(self) -> Article:
        published = parse_partial(self.published) if self.published else None
        text = self.text.replace("\\n", "\n")
        return Article(text, published=published, publisher=f"{self.file} of {self.published}")

    def problems(self, reading: Reading) -> list[str]:
        """What is missing and what is too much, in words; empty when the reading is as expected."""
        actors = {actor.id: actor for actor in reading.actors}
        found = list(self._problems(reading.evidence, actors))
        return [*found, *(f"  read: {show(e, actors)}" for e in reading.evidence)] if found else []

    def _problems(self, read: tuple[Evidence, ...], actors: dict[str, Actor]) -> list[str]:
        found: list[str] = []
        for item in self.items:
            described = [e for e in read if item.describes(e, actors)]
            if item.excluded:
                wrong = [e for e in described if not item.statuses or e.status in item.statuses]
                found += [f"too much: {show(e, actors)}" for e in wrong]
            elif not described:
                found.append(f"missing: {item.written}")
            elif not any(item.holds(e, actors) for e in described):
                found.append(f"otherwise: {item.written}")
        if self.closed:
            wanted = [item for item in self.items if not item.excluded]
            spare = [e for e in read if not any(item.describes(e, actors) for item in wanted)]
            found += [f"too much: {show(e, actors)}" for e in spare]
        return found


def cases() -> list[Case]:
    """Every line of every table. Raises ValueError naming file and line for one that breaks the format."""
    found: list[Case] = []
    for place in sorted(FOLDER.glob("*.txt")):
        if place.stem != "known_failures":
            for number, line in enumerate(place.read_text(encoding="utf-8").splitlines(), 1):
                if line.strip() and not line.startswith("#"):
                    found.append(_case(place.stem, line, f"{place.name}:{number}"))
    return found


def _case(file: str, line: str, where: str) -> Case:
    cells = [cell.strip() for cell in line.split("|")]
    if len(cells) != 3 or not cells[2]:
        raise ValueError(f"{where}: {len(cells)} cells, want published | text | expected")
    parts = [part.strip() for part in cells[2].split(";")]
    items = tuple(_item(part, where) for part in parts if part not in ("none", "only"))
    return Case(file, cells[0], cells[1], items, "none" in parts or "only" in parts)


def _item(text: str, where: str) -> Item:
    head, *attributes = text.split(", ")
    match = _ITEM.fullmatch(head)
    if match is None:
        raise ValueError(f"{where}: {head!r} is not `Source TYPE[:mode] Target`")
    excluded, source, types, mode, target = match.groups()
    kinds = tuple(types.split("/"))
    if mode and not any(known_mode(type_.lstrip("+-="), mode) for type_ in kinds):
        raise ValueError(f"{where}: {types} has no mode {mode!r}")
    named: dict[str, tuple[str, ...]] = {}
    for attribute in attributes:
        name, values = _attribute(attribute, where)
        named[name] = values
    return Item(text, bool(excluded), _split(source), kinds, mode, _split(target), **named)


def _attribute(text: str, where: str) -> tuple[str, tuple[str, ...]]:
    if text == "undated":
        return "dates", ("",)
    word, _, rest = text.partition(" ")
    if word == "by":
        return "speakers", _split(rest)
    if word == "on":
        return "dates", _split(rest)
    values = _split(text)
    if set(values) <= set(STATUSES):
        return "statuses", values
    if set(values) <= set(get_args(DateBasis)):
        return "bases", values
    raise ValueError(f"{where}: {text!r} is no status, date, basis or speaker")


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("/"))


def _is_type(wanted: str, evidence: Evidence) -> bool:
    sign = wanted[0] if wanted[0] in _SIGNS else ""
    return wanted.removeprefix(sign) == evidence.type and (not sign or evidence.bearing == _SIGNS[sign])


def words(text: str) -> frozenset[str]:
    """The words of a name, without possessive ending and articles."""
    return frozenset(normalise(re.sub(r"['’]s?(?=\s|$)", "", text)).split()) - _ARTICLES


def names_of(actor: Actor) -> tuple[str, ...]:
    """Id, name and aliases, without what this one article writes: that may be somebody else's name."""
    known = load_gazetteer().actors.get(actor.id)
    return (actor.id, actor.name, *(known.aliases if known else ()))


def is_called(wanted: str, actor: Actor, written: str) -> bool:
    """Whether `wanted` is a name of the actor, one word of a person's, or what is written for a group."""
    if wanted == "*":
        return True
    sought = words(wanted)
    for name in names_of(actor):
        if words(name) == sought or (actor.kind == "person" and len(sought) == 1 and sought <= words(name)):
            return True
    return actor.kind not in ("person", "country") and sought == words(written)


def is_one_of(
    wanted: tuple[str, ...],
    actor: Actor,
    written: str,
    called: Callable[[str, Actor, str], bool] = is_called,
) -> bool:
    """Whether one of the alternatives names the actor."""
    return any(called(name, actor, written) for name in wanted)


def date_of(evidence: Evidence) -> str:
    """`2020-11-18`, `2016..2018`, or nothing."""
    if evidence.when is None:
        return ""
    span = f"..{evidence.until.iso}" if evidence.until and evidence.until != evidence.when else ""
    return evidence.when.iso + span


def show(evidence: Evidence, actors: dict[str, Actor]) -> str:
    """A report in one line, for messages."""
    sign = next((sign for sign, bearing in _SIGNS.items() if bearing == evidence.bearing), "")
    mode = f":{evidence.mode}" if evidence.mode else ""
    by = f", by {evidence.speaker}" if evidence.speaker else ""
    date = f", on {date_of(evidence)} ({evidence.date_basis})" if evidence.when else ""
    return (
        f"{actors[evidence.source].name} {sign}{evidence.type}{mode} {actors[evidence.target].name}, "
        f"{evidence.status}{by}{date} [{evidence.confidence} {evidence.rule}]"
    )
