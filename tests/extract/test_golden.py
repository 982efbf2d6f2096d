"""Golden sentences, by construction. `golden/known_failures.txt` lists what is read wrongly, and why."""

from __future__ import annotations

import pytest

from actorgraph.extract import Extractor
from actorgraph.model import Reading
from tests.extract.expectations import FOLDER, Case, cases
from tests.extract.known import check, known

CASES = cases()
KNOWN = known(FOLDER / "known_failures.txt")


def key(case: Case) -> tuple[str, ...]:
    return (case.file, case.published, case.text)


@pytest.fixture(scope="module")
def readings(extractor: Extractor) -> dict[tuple[str, ...], Reading]:
    read = extractor.read(case.article for case in CASES)
    return {key(case): reading for case, reading in zip(CASES, read, strict=True)}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.text[:60]}")
def test_golden(case: Case, readings: dict[tuple[str, ...], Reading]) -> None:
    check(key(case), case.problems(readings[key(case)]), KNOWN, "known_failures.txt")


def test_cases_are_distinct() -> None:
    assert len({key(case) for case in CASES}) == len(CASES)


def test_known_failures_are_cases() -> None:
    assert set(KNOWN) <= {key(case) for case in CASES}
