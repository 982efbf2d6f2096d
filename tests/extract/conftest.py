from __future__ import annotations

import pytest
from spacy.language import Language

from actorgraph.extract import Extractor, load
from actorgraph.extract.english import load_english
from tests.extract.scene import Stage


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load()


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_english()


@pytest.fixture(scope="session")
def stage(nlp: Language) -> Stage:
    return Stage(nlp)
