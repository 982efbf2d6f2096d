"""Articles to evidence: the only user of spaCy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from actorgraph.errors import ExtraMissing
from actorgraph.extract.base import Extractor

if TYPE_CHECKING:
    from actorgraph.extract.llm import Settings
    from actorgraph.extract.llm.reader import LlmReader

__all__ = ["Extractor", "load", "load_llm"]


def load(model: str | None = None) -> Extractor:
    """The extractor for English news, with the spaCy pipeline `model` or the best that is installed.

    Raises `ModelMissing` when there is none.
    """
    from actorgraph.extract.english_reader import EnglishReader

    return EnglishReader(model)


def load_llm(settings: Settings, model: str | None = None) -> LlmReader:
    """The extractor that asks a language model and checks what it says; `model` is as in `load`.

    Needs the extra `llm`: raises `ExtraMissing` without it, and `ModelMissing` without a spaCy pipeline.
    """
    try:
        from actorgraph.extract.llm.reader import LlmReader
        from actorgraph.extract.parsing import Parser
    except ModuleNotFoundError as error:
        if error.name not in ("openai", "pydantic"):
            raise
        raise ExtraMissing(f"a language model needs {error.name}: pip install 'actorgraph[llm]'") from error
    return LlmReader(settings, Parser(model))
