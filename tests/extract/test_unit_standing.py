"""Whether what `{predicate}` says happened, and who says so."""

from __future__ import annotations

import pytest
from spacy.language import Language

from actorgraph.extract.quotations import quotations
from tests.extract.scene import Stage, gap


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey {attacked} Syria.", "asserted"),
        ("Turkey has {attacked} Syria.", "asserted"),
        ("Turkey did not {attack} Syria.", "denied"),
        ("Turkey never {attacked} Syria.", "denied"),
        ("Turkey hasn't {attacked} Syria.", "denied"),
        ("Turkey no longer {supports} Syria.", "denied"),
        ("Neither Turkey nor Iran {attacked} Syria.", "denied"),
        ("No Turkish troops {attacked} Syria.", "denied"),
        ("Nobody {attacked} Syria.", "denied"),
        ("Turkey will {attack} Syria.", "planned"),
        ("Turkey is going to {attack} Syria.", "planned"),
        ("Turkey plans to {attack} Syria.", "planned"),
        ("Turkey intends to {attack} Syria.", "planned"),
        ("Turkey has agreed to {support} Syria.", "planned"),
        ("Turkey could {attack} Syria.", "hypothetical"),
        ("Turkey might {attack} Syria.", "hypothetical"),
        ("Turkey would {attack} Syria.", "hypothetical"),
        ("If Turkey {attacks} Syria, Iran will wait.", "hypothetical"),
        ("Unless Turkey {attacks} Syria, Iran will wait.", "hypothetical"),
        ("Had Turkey {attacked} Syria, Iran would have left.", "hypothetical"),
        ("Will Turkey {attack} Syria?", "hypothetical"),
        ("Iran urged Turkey to {attack} Syria.", "hypothetical"),
        ("Iran claimed that Turkey {attacked} Syria.", "claimed"),
        ("Iran alleged that Turkey {attacked} Syria.", "claimed"),
        ("Iran insisted that Turkey {attacked} Syria.", "claimed"),
        ("Iran said that Turkey {attacked} Syria.", "asserted"),
        ("Iran denied that Turkey {attacked} Syria.", "denied"),
        ("Iran denied {attacking} Syria.", "denied"),
        ("Turkey allegedly {attacked} Syria.", "claimed"),
        ("Turkey reportedly {attacked} Syria.", "claimed"),
        ("Turkey failed to {attack} Syria.", "denied"),
        ("Turkey refused to {attack} Syria.", "denied"),
        ("Turkey managed to {attack} Syria.", "asserted"),
        ("Turkey began to {attack} Syria.", "asserted"),
        ("Without {attacking} Syria, Turkey left.", "denied"),
        ("Despite {attacking} Syria, Turkey left.", "asserted"),
        ("Turkey, which {attacked} Syria, will not leave.", "asserted"),
        ('"Turkey has {attacked} Syria," Assad said.', "claimed"),
        ("Iran denied a claim that Turkey had {attacked} Syria.", "denied"),
        ("Turkey's possible {attack} on Syria was discussed.", "hypothetical"),
        ("Turkey's {attack} on Syria was discussed.", "asserted"),
        gap("Turkey did not deny that it {attacked} Syria.", "asserted", reason="two negations count as one"),
        ("Iran accused Turkey of {attacking} Syria.", "claimed"),
    ],
)
def test_status(stage: Stage, text: str, expected: str) -> None:
    assert stage.scene(text).standing.status == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Turkey {attacked} Syria.", ""),
        ("Iran said that Turkey {attacked} Syria.", "Iran"),
        ("Iran claimed that Turkey {attacked} Syria.", "Iran"),
        ("According to Iran, Turkey {attacked} Syria.", "Iran"),
        ("Turkey {attacked} Syria, according to Iran.", "Iran"),
        ("Turkey {attacked} Syria, Iran said.", "Iran"),
        ('"Turkey has {attacked} Syria," Assad said.', "Bashar al-Assad"),
        ('Assad said: "Turkey has {attacked} Syria."', "Bashar al-Assad"),
        ("“Turkey has {attacked} Syria,” said Assad.", "Bashar al-Assad"),
        ("Assad spoke. Turkey {attacked} Syria.", ""),
        ("Turkey, which {attacked} Syria, said that it would leave.", ""),
    ],
)
def test_speaker(stage: Stage, text: str, expected: str) -> None:
    assert stage.scene(text).speaker == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"Turkey has left Syria," he said.', ["Turkey has left Syria,"]),
        ("“Turkey has left Syria,” he said.", ["Turkey has left Syria,"]),
        ('A "friend" left.', []),
        ('A "friend of all of us" left.', []),
        ('He said: "We have left Syria for good.', ["We have left Syria for good."]),
        ("“We left Syria today,” he said. “They had left it before.”",
         ["We left Syria today,", "They had left it before."]),
        ("He left.", []),
        ("”", []),
        ("“", []),
        ("", []),
    ],
)  # fmt: skip
def test_quotations(nlp: Language, text: str, expected: list[str]) -> None:
    doc = nlp(text)
    numbers = quotations(doc)
    found: dict[int, list[int]] = {}
    for index, number in numbers.items():
        found.setdefault(number, []).append(index)
    assert [doc[indices[0] : indices[-1] + 1].text for _, indices in sorted(found.items())] == expected
