"""From what the model proposes to evidence: only what the article bears out, in the article's own words.

Actors, dates and confidence are not the model's. Who is meant is resolved from the words in the quotation by
the same tables, cast and pronoun rules as everywhere; the days that a date expression means are read by the
grammar in `actorgraph.extract.when`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Span

from actorgraph.extract.cast import Resolved
from actorgraph.extract.llm import quotes
from actorgraph.extract.llm.answers import Proposal
from actorgraph.extract.llm.ends import End, Ends
from actorgraph.extract.llm.parts import Part
from actorgraph.extract.llm.prompt import TYPES
from actorgraph.extract.llm.times import Told, told
from actorgraph.extract.parsing import Parsed, Scene
from actorgraph.extract.ties import can_hold
from actorgraph.model import Bearing, Evidence, Status
from actorgraph.ontology import EVENTS, is_symmetric, known_mode

_BASE = 0.6
"""Confidence of a plainly asserted relation between two plainly named actors: below the 0.9 of a frame of the
lexicon, because a model's relations have not been measured on this task."""
_STATUS_FACTOR: dict[Status, float] = {
    "asserted": 1.0, "claimed": 0.95, "planned": 0.9, "hypothetical": 0.8, "denied": 0.85,
}  # fmt: skip
_SHORTEST = 3
"""Words of the shortest quotation that can state who did what to whom."""


class Dropped(Exception):
    """A proposal that the article does not bear out; its text is the reason."""


@dataclass(frozen=True, slots=True)
class _Placed:
    """A proposal and where its quotation stands: scene and sentences."""

    proposal: Proposal
    scene: Scene
    quote: Span
    sentences: Span


@dataclass(slots=True)
class Checked:
    """What became of the proposals about one article."""

    evidence: list[Evidence] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    altered: Counter[str] = field(default_factory=Counter)
    kept: int = 0


class Checker:
    """Checks the proposals about one parsed article. `extractor` goes into the evidence."""

    def __init__(self, parsed: Parsed, extractor: str) -> None:
        self._parsed = parsed
        self._extractor = extractor
        self._ends = Ends()
        self._checked = Checked()

    def check(self, asked: Iterable[tuple[Part, Proposal]], scenes: Iterable[Scene]) -> Checked:
        """The evidence of the proposals, in the order of the text, and what was dropped and why.

        `scenes` are gone through once: what a pronoun means is settled while its paragraph is the last read.
        """
        waiting = list(asked)
        placed: list[tuple[_Placed, list[End]]] = []
        for scene in scenes:
            self._ends.read(scene)
            here = [(found, pair) for pair in waiting if (found := _placed(*pair, scene)) is not None]
            taken = [id(pair) for _, pair in here]
            waiting = [pair for pair in waiting if id(pair) not in taken]
            placed.extend(
                (one, self._ends.near(one.proposal, one.quote, one.sentences, scene)) for one, _ in here
            )
        for _, proposal in waiting:
            short = len(proposal.quote.split()) < _SHORTEST
            self._checked.dropped["quotation too short" if short else "quotation not in the article"] += 1
        said: set[tuple[object, ...]] = set()
        for one, ends in placed:
            try:
                self._keep(list(self._evidence(one, ends)), said)
            except Dropped as reason:
                self._checked.dropped[str(reason)] += 1
        self._checked.evidence.sort(key=lambda item: (item.begin, item.end))
        return self._checked

    def _keep(self, items: list[Evidence], said: set[tuple[object, ...]]) -> None:
        new = [item for item in items if _key(item) not in said]
        if not new:
            raise Dropped("repeated")
        said.update(map(_key, new))
        self._checked.kept += 1
        self._checked.evidence.extend(new)

    def _evidence(self, placed: _Placed, ends: list[End]) -> Iterator[Evidence]:
        proposal = placed.proposal
        if proposal.type not in TYPES:
            raise Dropped("unknown type")
        source, target, speaker = (self._ends.settled(end) for end in ends)
        if not source or not target:
            written = all(end.is_written for end in ends[:2])
            raise Dropped("actor not recognised" if written else "actor not in the article")
        if proposal.speaker and not speaker:
            self._checked.altered["speaker not in the article"] += 1
        pairs = [(one, other) for one in source for other in target if one.actor != other.actor]
        if not pairs:
            raise Dropped("both actors are one")
        if proposal.type not in EVENTS:
            actor = self._parsed.cast.actor
            pairs = [
                pair for pair in pairs if can_hold(proposal.type, actor(pair[0].actor), actor(pair[1].actor))
            ]
            if not pairs:
                raise Dropped("tie impossible between such actors")
        date = told(
            proposal.date, placed.scene.paragraph.doc, placed.quote, placed.sentences, self._parsed.cast.day
        )
        if proposal.date and date.when is None:
            self._checked.altered["date not in the quotation or not readable"] += 1
        for one, other in pairs:
            yield from self._reports(placed, one, other, speaker[0] if speaker else None, date)

    def _reports(
        self, placed: _Placed, source: Resolved, target: Resolved, speaker: Resolved | None, date: Told
    ) -> Iterator[Evidence]:
        proposal, article = placed.proposal, self._parsed.article
        begin, end = self._offsets(placed)
        is_event = proposal.type in EVENTS
        mode = proposal.mode
        if not known_mode(proposal.type, mode):
            self._checked.altered["unknown mode"] += 1
            mode = None
        confidence = _BASE * source.confidence * target.confidence * _STATUS_FACTOR[proposal.status]
        report = Evidence(
            article=article.id,
            begin=begin,
            end=end,
            sentence=(article.text or "")[begin:end],
            kind="event" if is_event else "tie",
            type=proposal.type,
            source=source.actor,
            target=target.actor,
            mode=mode,
            bearing="reports" if is_event else _bearing(proposal, date),
            symmetric=is_symmetric(proposal.type),
            status=proposal.status,
            speaker=self._parsed.cast.actor(speaker.actor).name if speaker else None,
            speaker_id=speaker.actor if speaker else None,
            when=date.when,
            until=date.until if is_event else None,
            date_basis=date.basis,
            date_text=date.text,
            reported=article.published.day if article.published else None,
            rule="language model",
            confidence=round(confidence, 3),
            source_text=source.text,
            target_text=target.text,
            source_reason=source.reason,
            target_reason=target.reason,
            extractor=self._extractor,
        )
        yield report
        if not is_event and date.holds and date.until and report.bearing == "opens":
            yield replace(report, bearing="closes", when=date.until)  # `occupied it from 1941 to 1944`

    def _offsets(self, placed: _Placed) -> tuple[int, int]:
        """Where the sentences of the quotation stand in the article."""
        text = placed.sentences.text
        begin = placed.scene.paragraph.offset + placed.sentences.start_char + len(text) - len(text.lstrip())
        return begin, begin + len(text.strip())


def _placed(part: Part, proposal: Proposal, scene: Scene) -> _Placed | None:
    """The proposal in this paragraph, if its quotation stands here and the paragraph was asked about."""
    paragraph = scene.paragraph
    if all(begin != paragraph.offset for begin, _ in part.spans) or len(proposal.quote.split()) < _SHORTEST:
        return None
    found = quotes.find(proposal.quote, paragraph.doc.text)
    if found is None:
        return None
    quote = paragraph.doc.char_span(*found, alignment_mode="expand")
    if quote is None or not len(quote):
        return None
    sentences = [
        sentence
        for sentence in paragraph.doc.sents
        if sentence.start < quote.end and sentence.end > quote.start
    ]
    return _Placed(proposal, scene, quote, paragraph.doc[sentences[0].start : sentences[-1].end])


def _bearing(proposal: Proposal, date: Told) -> Bearing:
    if proposal.bearing in (None, "reports", "confirms"):
        return "opens" if date.holds else "confirms"  # `has occupied it since 2014` gives the tie its start
    return proposal.bearing or "confirms"


def _key(item: Evidence) -> tuple[object, ...]:
    return (item.begin, item.type, item.mode, item.source, item.target, item.bearing, item.when, item.status)
