"""Articles to evidence: the only user of spaCy."""

from __future__ import annotations

from actorgraph.extract.base import Extractor

__all__ = ["Extractor", "load"]


def load(model: str | None = None) -> Extractor:
    """The extractor for English news, with the spaCy pipeline `model` or the best that is installed.

    Raises `ModelMissing` when there is none.
    """
    from actorgraph.extract.english_reader import EnglishReader

    return EnglishReader(model)
