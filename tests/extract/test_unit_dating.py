"""The date of `{predicate}`: which time expression is its own, in which direction."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from actorgraph.extract.tense import direction
from tests.extract.scene import Stage


@pytest.mark.parametrize(
    ("text", "when", "basis"),
    [
        ("Turkey {bombed} Syria on Monday.", "2020-11-16", "relative"),
        ("On Monday Turkey {bombed} Syria.", "2020-11-16", "relative"),
        ("Turkey will {bomb} Syria on Monday.", "2020-11-23", "relative"),
        ("Turkey {bombed} Syria on 9 October 2019.", "2019-10-09", "explicit"),
        ("Turkey {bombed} Syria in 2018.", "2018", "explicit"),
        ("Turkey {bombed} Syria in May 2018.", "2018-05", "explicit"),
        ("Turkey {bombed} Syria.", "", "unknown"),
        ("On Monday Turkey left Iraq and {bombed} Syria.", "2020-11-16", "relative"),
        ("Iran said on Monday that Turkey {bombed} Syria.", "2020-11-16", "relative"),
        ("Iran said on Monday that Turkey {bombed} Syria in 2018.", "2018", "explicit"),
        ("Turkey, which {bombed} Syria in 2018, left on Monday.", "2018", "explicit"),
        ("Turkey, which {bombed} Syria, left on Monday.", "", "unknown"),
        ("Turkey, which bombed Syria in 2018, {left} Iraq.", "", "unknown"),
        ("Turkey's {bombing} of Syria in 2018 was long.", "2018", "explicit"),
        ("The 2018 {bombing} of Syria was long.", "2018", "explicit"),
        ("The 40-year-old leader {bombed} Syria.", "", "unknown"),
        ("Turkey {bombs} Syria every night.", "", "unknown"),
        ("Turkey plans to {bomb} Syria on Friday.", "2020-11-20", "relative"),
        ("Turkey {bombed} Syria because Syria had attacked in 2018.", "", "unknown"),
        ("Turkey {bombed} Syria by 2030.", "", "unknown"),
    ],
)
def test_date(stage: Stage, text: str, when: str, basis: str) -> None:
    dated = stage.scene(text).dated
    assert (dated.when.iso if dated.when else "") == when
    assert dated.basis == basis
    assert (dated.text is None) == (not when)


@pytest.mark.parametrize(
    ("text", "when", "until", "holds"),
    [
        ("Turkey has {occupied} it since 1974.", "1974", None, True),
        ("Turkey {occupied} it from 1974 to 1980.", "1974", "1980", True),
        ("Turkey {attacked} it between 1974 and 1980.", "1974", "1980", False),
        ("Turkey {attacked} it last week.", "2020-11-09", "2020-11-15", False),
        ("Turkey has {occupied} it for ten years.", "2010", None, True),
    ],
)
def test_interval(stage: Stage, text: str, when: str, until: str | None, holds: bool) -> None:
    dated = stage.scene(text).dated
    assert dated.when is not None
    assert dated.when.iso == when
    assert (dated.until.iso if dated.until else None) == until
    assert dated.holds is holds


def test_without_a_day_of_publication_only_absolute_dates_are_known(stage: Stage) -> None:
    assert stage.scene("Turkey {bombed} Syria on Monday.", None).dated.when is None
    assert str(stage.scene("Turkey {bombed} Syria in 2018.", None).dated.when) == "2018"


def test_the_anchor_is_the_day_of_publication(stage: Stage) -> None:
    scene = stage.scene("Turkey {bombed} Syria yesterday.", dt.date(2020, 3, 1))
    assert str(scene.dated.when) == "2020-02-29"


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("Turkey bombed Syria.", "bombed", "past"),
        ("Turkey has bombed Syria.", "bombed", "past"),
        ("Turkey will bomb Syria.", "bomb", "future"),
        ("Turkey would bomb Syria.", "bomb", "future"),
        ("Turkey plans to bomb Syria.", "bomb", "future"),
        ("Turkey bombs Syria.", "bombs", "unknown"),
        ("Syria, bombed by Turkey, fell.", "bombed", "past"),
    ],
)
def test_direction(nlp: Language, text: str, verb: str, expected: str) -> None:
    (token,) = (token for token in nlp(text) if token.text == verb)
    assert direction(token) == expected
