"""The parts of the extractor around a few sentences, in which braces mark the words that a test is about."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

import pytest
from spacy.language import Language
from spacy.tokens import Doc, Token

from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.dating import Calendar
from actorgraph.extract.gazetteer import load_gazetteer
from actorgraph.extract.lexicon import load_lexicon
from actorgraph.extract.names import NameFinder
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.pronouns import Salience
from actorgraph.extract.standing import Stance, Standing
from actorgraph.extract.story import Dated


def gap(*values: object, reason: str) -> object:
    """A row of a parametrized test that is known to fail; when it passes, the test fails."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, reason=reason))


@dataclass(frozen=True, slots=True)
class Scene:
    """A parsed paragraph, the token that the braces mark, and what the parts say of it."""

    token: Token
    cast: Cast
    resolver: Resolver
    stance: Stance
    calendar: Calendar

    @property
    def doc(self) -> Doc:
        return self.token.doc

    @property
    def actors(self) -> list[Resolved]:
        return self.resolver.actors(self.token, owner=False)

    @property
    def names(self) -> list[str]:
        """Names of the actors that the marked words stand for."""
        return [self.cast.actor(resolved.actor).name for resolved in self.actors]

    @property
    def standing(self) -> Standing:
        return self.stance.of(self.token)

    @property
    def speaker(self) -> str:
        """Name of who says what the marked predicate says; empty for the outlet itself."""
        said_by = self.standing.speaker
        return self.cast.actor(said_by.actor).name if said_by else ""

    @property
    def dated(self) -> Dated:
        return self.calendar.of(self.token, self.standing.via)


class Stage:
    """Makes scenes. Built once: loading the pipeline takes a second."""

    def __init__(self, nlp: Language) -> None:
        self._nlp = nlp
        self._names = NameFinder(nlp, load_gazetteer())

    def dated(self, text: str, is_said: bool) -> Dated:
        """The date of the marked word, taken for something that is done by saying it, or not."""
        scene = self.scene(text)
        return scene.calendar.of(scene.token, scene.standing.via, is_said)

    def scene(self, text: str, day: dt.date | None = dt.date(2020, 11, 18)) -> Scene:
        """The scene of a text with one `{word}`; paragraphs stand between blank lines."""
        cast = Cast(load_gazetteer(), day)
        docs = [self._nlp(re.sub(r"[{}]", "", part)) for part in text.split("\n\n")]
        named = [self._names.find(doc) for doc in docs]
        for doc, names in zip(docs, named, strict=True):
            cast.introduce(names, doc)
        salience = Salience(cast)
        scene: Scene | None = None
        calendar: Calendar | None = None
        for number, (part, doc, names) in enumerate(zip(text.split("\n\n"), docs, named, strict=True)):
            salience.paragraph = number
            salience.speakers = {}
            resolver = Resolver(doc, names, cast, salience)
            resolver.note_all()
            stance = Stance(doc, load_lexicon(), resolver)
            salience.speakers = stance.speakers()
            calendar = Calendar(doc, day, calendar)
            if "{" in part:
                span = doc.char_span(part.index("{"), part.index("}") - 1)
                assert span is not None, f"the braces of {part!r} do not enclose words"
                scene = Scene(span.root, cast, resolver, stance, calendar)
                scene.names, scene.standing  # noqa: B018  # what it answers is remembered, before the next part
        assert scene is not None, f"{text!r} marks no word"
        return scene
