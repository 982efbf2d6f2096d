"""The date of `{predicate}`: which time expression is its own, in which direction."""

from __future__ import annotations

import datetime as dt

import pytest
from spacy.language import Language

from actorgraph.dates import parse_partial
from actorgraph.extract.story import exact
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
        ("Iran left on Monday. Turkey {bombed} Syria.", "2020-11-16", "relative"),
        ("Iran left on Monday. Turkey had {bombed} Syria.", "", "unknown"),
        ("Iran left in 2018. Turkey {bombed} Syria.", "", "unknown"),
        ("Iran left on Monday. Turkey {bombed} Syria during the war.", "", "unknown"),
        ("Iran left on Monday. Turkey {bombed} Syria the next day.", "2020-11-17", "relative"),
        ("Iran left on Monday. Turkey {bombed} Syria ten days before the vote.", "", "unknown"),
        ("Iran left on Monday, two days after Turkey {bombed} Syria.", "2020-11-14", "relative"),
        ("Iran left on Monday, several days after Turkey {bombed} Syria.", "", "unknown"),
        ("On Monday Iran condemned the {bombing} of Syria by Turkey.", "", "unknown"),
        ("On Monday Iran accused Turkey of {bombing} Syria.", "", "unknown"),
        ("Iran {condemned} the 2014 bombing of Syria by Turkey.", "", "unknown"),
        ("The bombing, in which Turkey {attacked} Syria on Monday, ended.", "2020-11-16", "relative"),
        ("It began in 2014, when Turkey {bombed} Syria.", "2014", "explicit"),
        ("In a letter written on Monday, Turkey {threatened} Syria.", "2020-11-16", "relative"),
        ("Turkey is {bombing} Syria.", "2020-11-18", "report"),
        ("Iran said on Monday that Turkey will {bomb} Syria.", "", "unknown"),
        ('"Turkey {bombed} us today," Bashar al-Assad said on Monday.', "2020-11-16", "relative"),
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
        ("Turkey {arrested} soldiers who fled on Monday.", "2020-11-16", "2020-11-18", False),
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


@pytest.mark.parametrize(
    ("text", "said", "done"),
    [
        ("Iran left on Monday.\n\nThey {bombed} Syria.", "2020-11-16", "2020-11-16"),
        ("Iran left on Monday.\n\nThe attack {hit} Syria.", "2020-11-16", "2020-11-16"),
        ("Iran left on Monday.\n\nTurkey {thanked} Syria.", "2020-11-16", ""),
        ("Iran left on Monday.\n\nIran left in 2018.\n\nTurkey {thanked} Syria.", "2020-11-16", ""),
        ("Iran left on Monday.\n\nIn 2018 Iran came. Turkey {thanked} Syria.", "", ""),
        ("Iran left on 3 March.\n\nTurkey {thanked} Syria.", "", ""),
        ("Turkey {condemns} Syria.", "2020-11-18", ""),
        ("Turkey often {condemns} Syria.", "", ""),
        ("Turkey has {thanked} Syria.", "", ""),
    ],
)
def test_the_day_of_the_story_holds_for_what_is_said_sooner_than_for_what_is_done(
    stage: Stage, text: str, said: str, done: str
) -> None:
    for is_said, expected in ((True, said), (False, done)):
        dated = stage.dated(text, is_said)
        assert (dated.when.iso if dated.when else "") == expected


def test_a_dateline_is_where_the_text_counts_from(stage: Stage) -> None:
    dated = stage.dated("KYIV, Nov 16 (Agency) - Turkey {bombed} Syria today.", False)
    assert str(dated.when) == "2020-11-16"


def test_the_month_of_a_report_is_no_day_to_count_from() -> None:
    assert exact(parse_partial("2020-11")) is None
    assert exact(parse_partial("2020-11-18")) == dt.date(2020, 11, 18)


def test_what_is_announced_has_the_day_of_the_announcement(stage: Stage) -> None:
    scene = stage.scene("Iran said on Monday that it will {meet} Syria on Friday.")
    assert str(scene.calendar.announced(scene.token, scene.standing.via).when) == "2020-11-16"
    scene = stage.scene("Iran will {meet} Syria on Friday.")
    assert scene.calendar.announced(scene.token).basis == "report"
