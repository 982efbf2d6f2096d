"""Tense, and which words share a day, over parsed sentences."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from actorgraph.extract.tense import dated_by, is_before, is_now, is_told, same_day


def word(nlp: Language, text: str, name: str) -> Token:
    (token,) = (token for token in nlp(text) if token.text == name)
    return token


@pytest.mark.parametrize(
    ("text", "verb", "told", "now"),
    [
        ("Turkey bombed Syria.", "bombed", True, False),
        ("Syria was bombed by Turkey.", "bombed", True, False),
        ("Iran said that Turkey bombed Syria.", "bombed", True, False),
        ("Turkey has bombed Syria.", "bombed", False, False),
        ("Turkey had bombed Syria.", "bombed", False, False),
        ("Turkey previously bombed Syria.", "bombed", False, False),
        ("Turkey bombed Syria during the war.", "bombed", False, False),
        ("Turkey bombed Syria before the election.", "bombed", False, False),
        ("Turkey, which bombed Syria, left.", "bombed", False, False),
        ("Norway condemns Russia.", "condemns", False, True),
        ("Turkey is bombing Syria.", "bombing", False, True),
        ("Norway never condemns Russia.", "condemns", False, False),
        ("Norway will condemn Russia.", "condemn", False, False),
        ("Norway, which condemns Russia, left.", "condemns", False, False),
    ],
)
def test_tense(nlp: Language, text: str, verb: str, told: bool, now: bool) -> None:
    token = word(nlp, text, verb)
    assert (is_told(token), is_now(token)) == (told, now)


@pytest.mark.parametrize(
    ("text", "start", "top"),
    [
        ("Turkey agreed to meet Syria.", "meet", "agreed"),
        ("Turkey left Iraq and met Syria.", "met", "left"),
        ("Turkey left Iraq and will meet Syria.", "meet", "meet"),
        ("Turkey held talks with Syria.", "talks", "held"),
        ("Turkey condemned the attack on Syria.", "attack", "attack"),
        ("Turkey accused Syria of attacking Iraq.", "attacking", "attacking"),
        ("Turkey left after it met Syria.", "met", "met"),
        ("Merkel flew to Brussels, where she met Macron.", "met", "flew"),
        ("Merkel, speaking in Athens, thanked Macron.", "speaking", "thanked"),
        ("Weapons supplied by Germany reached Ukraine.", "supplied", "supplied"),
    ],
)
def test_whose_day_it_shares(nlp: Language, text: str, start: str, top: str) -> None:
    assert list(same_day(word(nlp, text, start)))[-1].text == top


@pytest.mark.parametrize(
    ("text", "expression", "is_day", "dated", "undated"),
    [
        ("Turkey bombed Syria on Monday.", "Monday", True, "bombed", "Turkey"),
        ("Turkey condemned the 2014 attack.", "2014", False, "attack", "condemned"),
        ("Turkey spoke at a meeting on Monday.", "Monday", True, "spoke", "Turkey"),
        ("In a statement issued on Monday, Turkey thanked Syria.", "Monday", True, "thanked", "Turkey"),
        ("Talks on Monday failed.", "Monday", True, "failed", "on"),
    ],
)
def test_what_an_expression_dates(
    nlp: Language, text: str, expression: str, is_day: bool, dated: str, undated: str
) -> None:
    token = word(nlp, text, expression)
    words = {token.doc[i].text for i in dated_by(token, is_day)}
    assert dated in words
    assert undated not in words


@pytest.mark.parametrize(
    ("text", "verb", "main", "expected"),
    [
        ("Turkey condemned Syria after it bombed Iraq.", "bombed", "condemned", True),
        ("Turkey condemned Syria as it bombed Iraq.", "bombed", "condemned", False),
        ("Turkey arrested soldiers who fled.", "fled", "arrested", True),
        ("Turkey arrested soldiers who will flee.", "flee", "arrested", False),
    ],
)
def test_what_came_before(nlp: Language, text: str, verb: str, main: str, expected: bool) -> None:
    token = word(nlp, text, verb)
    (above,) = (other for other in token.doc if other.text == main)
    assert is_before(token, above) is expected
