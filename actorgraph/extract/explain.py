"""How one sentence is read, step by step: parse, names, time expressions, frames, evidence.

It puts together the same parts as `EnglishReader`, and the evidence is the same; a test holds both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from spacy.displacy.render import DependencyRenderer
from spacy.tokens import Doc, Token

from actorgraph.dates import Partial
from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.conditions import Match
from actorgraph.extract.dating import Calendar
from actorgraph.extract.english import describe, load_english
from actorgraph.extract.explanation import (
    Explanation,
    FrameReading,
    Meaning,
    Mention,
    TimeReading,
    Word,
)
from actorgraph.extract.frames import Matcher
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.extract.hits import Hit
from actorgraph.extract.lexicon import Lexicon, load_lexicon
from actorgraph.extract.names import Named, NameFinder
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.pronouns import Salience
from actorgraph.extract.sayings import DEMAND
from actorgraph.extract.standing import Stance, Standing
from actorgraph.extract.statements import Place, Statements, is_said, told_by
from actorgraph.extract.story import Dated, exact
from actorgraph.extract.syntax import is_verb
from actorgraph.extract.tense import direction
from actorgraph.extract.when import find, resolve
from actorgraph.model import Article, Evidence
from actorgraph.paragraphs import blocks


class _Watched(Matcher):
    """A matcher that keeps every frame it tried to fill, those that found no actors among them."""

    def __init__(self, doc: Doc, lexicon: Lexicon, resolver: Resolver) -> None:
        super().__init__(doc, lexicon, resolver)
        self.tried: list[Hit] = []

    def _fill(self, match: Match, token: Token) -> Hit:
        hit = super()._fill(match, token)
        self.tried.append(hit)
        return hit


class Explainer:
    """Explains texts. Loading the pipeline takes a second: keep one for many texts.

    Raises `ModelMissing` when there is no pipeline.
    """

    def __init__(self, model: str | None = None) -> None:
        self._nlp = load_english(model)
        self._lexicon = load_lexicon()
        self._names = NameFinder(self._nlp, load_gazetteer())

    def explain(self, text: str, published: Partial | None = None) -> Explanation:
        """How the text is read as the only paragraph of an article of that day; line breaks become spaces."""
        text = " ".join(text.split())
        doc = self._nlp(text)
        for token in doc:
            if token.tag_ in ("VBD", "VBN", "VBG", "VBZ"):
                token.lemma_ = self._lexicon.corrected(token.lemma_, token.lower_)
        return _Scene(self._lexicon, self._names.find(doc), doc, published, describe(self._nlp)).explanation()


class _Scene:
    """The parts of the extractor around one parsed paragraph."""

    def __init__(
        self, lexicon: Lexicon, names: list[Named], doc: Doc, published: Partial | None, extractor: str
    ) -> None:
        day = published.day if published else None
        self._doc = doc
        self._names = names
        self._published = published
        self._extractor = extractor
        self._day = day
        self._cast = Cast(load_gazetteer(), day)
        self._cast.introduce(names, doc, 3)  # the only paragraph is the first, which counts three times
        salience = Salience(self._cast)
        self._resolver = Resolver(doc, names, self._cast, salience)
        self._resolver.note_all()
        self._stance = Stance(doc, lexicon, self._resolver)
        salience.speakers = self._stance.speakers()
        self._calendar = Calendar(doc, exact(published))
        self._matcher = _Watched(doc, lexicon, self._resolver)

    def explanation(self) -> Explanation:
        """The explanation; frames and evidence first, since asking for more names could change pronouns."""
        article = Article(self._doc.text, published=self._published)
        hits = list(self._matcher.hits())
        place = Place(article, 0, self._extractor)
        evidence = _once(Statements(place, self._cast, self._stance, self._calendar).of(hits))
        frames = tuple(self._frames(hits, evidence))
        mentions = tuple(self._mentions())
        ids = {id_ for item in evidence for id_ in (item.source, item.target, item.speaker_id) if id_}
        return Explanation(
            text=self._doc.text,
            published=self._published,
            extractor=self._extractor,
            residue=next((block.residue for block in blocks(self._doc.text, "") if block.residue), None),
            words=tuple(_word(token) for token in self._doc),
            mentions=mentions,
            times=tuple(self._times()),
            frames=frames,
            evidence=evidence,
            actors=tuple(self._cast.actor(id_) for id_ in sorted(ids)),
        )

    def _frames(self, hits: Sequence[Hit], evidence: Sequence[Evidence]) -> Iterator[FrameReading]:
        tried = [*hits, *(hit for hit in self._matcher.tried if hit not in hits)]
        seen: set[tuple[int, str]] = set()
        for hit in sorted(tried, key=lambda one: one.trigger.i):
            if (hit.trigger.i, hit.frame.name) not in seen:
                seen.add((hit.trigger.i, hit.frame.name))
                yield self._frame(hit, _outcome(hit, hits, evidence))

    def _frame(self, hit: Hit, outcome: str) -> FrameReading:
        standing: Standing = self._stance.of(hit.trigger.head if hit.frame is DEMAND else hit.trigger)
        dated: Dated = self._calendar.of(told_by(hit), standing.via, is_said(hit.frame))
        return FrameReading(
            rule=hit.frame.name,
            kind=hit.frame.kind,
            type=hit.frame.type,
            mode=hit.frame.mode,
            trigger=hit.trigger.text,
            word=hit.trigger.i,
            objects=tuple(noun.text for noun in hit.nouns),
            light=hit.light.text if hit.light else "",
            sources=self._meanings(hit.sources),
            targets=self._meanings(hit.targets),
            symmetric=hit.symmetric,
            outcome=outcome,
            status=standing.status,
            speaker=self._cast.actor(standing.speaker.actor).name if standing.speaker else "",
            via=standing.via.text if standing.via else "",
            when=dated.when,
            until=dated.until,
            date_basis=dated.basis,
            date_text=dated.text or "",
        )

    def _meanings(self, found: Sequence[Resolved]) -> tuple[Meaning, ...]:
        return tuple(
            Meaning(one.actor, self._cast.actor(one.actor).name, one.reason, round(one.confidence, 3))
            for one in found
        )

    def _mentions(self) -> Iterator[Mention]:
        named = {named.root: named for named in self._names}
        inside = {i for named in self._names for i in range(named.start, named.end)}
        for token in self._doc:
            if name := named.get(token.i):
                meanings = self._meanings(self._resolver.actors(token, owner=False))
                yield Mention(name.text, token.i, name.label, meanings)
                continue
            stands_alone = token.i not in inside and token.pos_ in ("NOUN", "PROPN", "PRON")
            if stands_alone and (found := self._resolver.actors(token, owner=False)):
                yield Mention(token.text, token.i, "phrase", self._meanings(found))

    def _times(self) -> Iterator[TimeReading]:
        for expression in find(self._doc.text):
            span = self._doc.char_span(expression.begin, expression.end, alignment_mode="expand")
            verb = span.root if span is not None else self._doc[0]
            while verb.head != verb and not is_verb(verb):
                verb = verb.head
            when = resolve(expression, self._day, direction(verb))
            if when is None:
                yield TimeReading(expression.text, expression.role)
            else:
                yield TimeReading(
                    expression.text, expression.role, when.start, when.end, when.basis, when.extent
                )


def _once(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The surest of reports that two rules read alike out of one sentence, as the reader keeps them."""
    kept: dict[tuple[object, ...], Evidence] = {}
    for item in found:
        key = (
            item.begin, item.kind, item.type, item.mode, item.source, item.target, item.bearing, item.when
        )  # fmt: skip
        if key not in kept or item.confidence > kept[key].confidence:
            kept[key] = item
    return tuple(kept.values())


def _outcome(hit: Hit, hits: Sequence[Hit], evidence: Sequence[Evidence]) -> str:
    ends = {one.actor for one in (*hit.sources, *hit.targets)}
    if any(item.rule == hit.frame.name and {item.source, item.target} & ends for item in evidence):
        return "evidence"
    missing = [slot for slot, found in (("source", hit.sources), ("target", hit.targets)) if not found]
    if missing:
        return f"no actor: {' and '.join(missing)} not found"
    if hit not in hits:
        return "left out: another frame accounts for the word"
    return "left out: part of what another frame says, an office of the past, or actors it cannot join"


def _word(token: Token) -> Word:
    return Word(
        token.i, token.text, token.lemma_, token.pos_, token.tag_, token.dep_, token.head.i, token.ent_type_
    )  # fmt: skip


def picture(explanation: Explanation) -> str:
    """The dependency tree as an SVG document, drawn by spaCy's displacy."""
    words = [{"text": word.text, "tag": word.tag} for word in explanation.words]
    arcs = [
        {
            "start": min(word.index, word.head),
            "end": max(word.index, word.head),
            "label": word.dep,
            "dir": "left" if word.index < word.head else "right",
        }
        for word in explanation.words
        if word.head != word.index
    ]
    return (
        str(DependencyRenderer({"compact": True, "distance": 110}).render_svg("explained", words, arcs))
        + "\n"
    )
