"""Lists of known failures, which can only be true: a listed case that passes is a failure, too."""

from __future__ import annotations

from pathlib import Path

import pytest


def known(place: Path) -> dict[tuple[str, ...], str]:
    """Case -> reason, of a table `reason | part | part ...`. Raises ValueError for a line without reason."""
    found: dict[tuple[str, ...], str] = {}
    for number, line in enumerate(place.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        reason, *key = (cell.strip() for cell in line.split("|"))
        if not reason or not key or tuple(key) in found:
            raise ValueError(f"{place.name}:{number}: want a reason and a case that is not listed yet")
        found[tuple(key)] = reason
    return found


def check(key: tuple[str, ...], problems: list[str], listed: dict[tuple[str, ...], str], name: str) -> None:
    """Fail for a problem that is not listed, and for a listed case without one."""
    if key in listed and not problems:
        pytest.fail(f"passes now: take it out of {name}")
    if problems and key not in listed:
        pytest.fail("\n".join(problems), pytrace=False)
