"""Pronouns: who `{he}` is."""

from __future__ import annotations

import pytest

from tests.extract.scene import Stage, gap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Putin spoke. {He} left.", ["Vladimir Putin"]),
        ("Angela Merkel met Vladimir Putin. {She} left.", ["Angela Merkel"]),
        ("Putin said {he} would leave.", ["Vladimir Putin"]),
        ("Iran voted. {It} waited.", ["Iran"]),
        ("Putin visited Iran. {He} left.", ["Vladimir Putin"]),
        ("The European Union met. {It} waited.", ["European Union"]),
        ("Putin spoke.\n\nThen {he} left.", ["Vladimir Putin"]),
        ('"{I} will leave," Merkel said.', ["Angela Merkel"]),
        ('Merkel said: "{I} have met Putin before."', ["Angela Merkel"]),
        ('"{We} have left the accord," Rouhani said.', ["Iran"]),
        ('"Putin came, and {he} left again," Merkel said.', ["Vladimir Putin"]),
        ("Britain and Canada met. {They} left.", ["United Kingdom", "Canada"]),
        ("Protesters marched in Sudan. {They} left.", ["Sudanese protesters"]),
        ("Macron met Erdogan. Erdogan left. {He} was angry.", ["Recep Tayyip Erdogan"]),
        ("Merkel visited {him}.", []),
        ("Navalny was ill. Merkel visited {him}.", ["Alexei Navalny"]),
        ("Armenia lost. Azerbaijan accused {it}.", ["Armenia"]),
        ("Guaido left. Maduro arrested {him}.", ["Juan Guaidó"]),
        ("{He} left.", []),
        ("{It} rained.", []),
        ("The report on Iran is long: {it} names ten officials.", []),
        ("The survey of Chad opens in May. {It} will cover every village.", []),
        ("{We} regret what Hezbollah has done.", []),
        ("{We} left.", []),
        ("The table fell on Iran. {She} left.", []),
        ("Iran voted. {She} waited.", []),
        gap(
            "Mrs Okafor met Mr Lindqvist. {He} left.",
            ["Lindqvist"],
            reason="the title of a surname that no table knows is not remembered",
        ),
        ("Mrs Okafor met Mr Lindqvist. {She} left.", ["Okafor"]),
        ("Hezbollah fired. {They} fled.", ["Hezbollah"]),
    ],
)
def test_pronoun(stage: Stage, text: str, expected: list[str]) -> None:
    assert sorted(stage.scene(text).names) == sorted(expected)


def test_a_pronoun_is_less_sure_than_a_name(stage: Stage) -> None:
    (pronoun,) = stage.scene("Putin spoke. {He} left.").actors
    assert pronoun.confidence < 0.8
    assert pronoun.reason


@pytest.mark.xfail(strict=True, reason="`Mrs Adams` is taken for the known Mr Adams")
def test_a_title_that_contradicts_makes_another_person(stage: Stage) -> None:
    assert stage.scene("Mrs Adams met Mr Lindqvist. {She} left.").names == ["Adams"]


def test_a_pronoun_reaches_back_a_limited_way(stage: Stage) -> None:
    countries = "Chad, Mali, Niger, Togo, Benin, Ghana, Kenya, Egypt, Libya, Sudan, Gabon, Angola and Zambia"
    assert stage.scene(f"Putin spoke. {countries} voted. {{He}} left.").names == []
