"""Which extractor reads: the options of whatever reads articles, and what it has to say at the end."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import click

import actorgraph
from actorgraph.cli import options

if TYPE_CHECKING:
    from actorgraph.extract import Extractor
    from actorgraph.extract.llm.reader import LlmReader

_LLM = (
    click.option(
        "--llm-url", metavar="URL", envvar="ACTORGRAPH_LLM_URL", show_envvar=True,
        help="Address of an OpenAI-compatible server, for instance http://localhost:11434/v1.",
    ),
    click.option(
        "--llm-model", metavar="NAME", envvar="ACTORGRAPH_LLM_MODEL", show_envvar=True,
        help="Model to ask. Its key is taken from ACTORGRAPH_LLM_API_KEY alone.",
    ),
    click.option(
        "--llm-concurrency", type=click.IntRange(1, 64), metavar="N",
        help="Questions at a time.  [default: 4]",
    ),
    click.option(
        "--llm-timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
        help="Longest wait for one answer.  [default: 120]",
    ),
    click.option(
        "--llm-price-in", type=click.FloatRange(min=0), metavar="PRICE",
        help="Price of a million tokens of question; with the other, the cost is told.",
    ),
    click.option(
        "--llm-price-out", type=click.FloatRange(min=0), metavar="PRICE",
        help="Price of a million tokens of answer.",
    ),
    click.option("--no-cache", is_flag=True, help="Ask again what was answered before, and keep no answers."),
)  # fmt: skip
_NAMES = {
    "llm_url": "url",
    "llm_model": "model",
    "llm_concurrency": "concurrency",
    "llm_timeout": "timeout",
    "llm_price_in": "price_in",
    "llm_price_out": "price_out",
}


@dataclass(slots=True)
class Chosen:
    """The extractor that the options name, loaded when it is needed."""

    kind: str
    pipeline: str | None
    llm: dict[str, Any] = field(default_factory=dict)
    cached: bool = True
    _loaded: LlmReader | None = None

    def load(self) -> Extractor:
        """The extractor. Raises `BadSetting`, `ExtraMissing`, `ModelMissing`."""
        if self.kind == "rules":
            return actorgraph.load_extractor(self.pipeline)
        from actorgraph.extract import load_llm
        from actorgraph.extract.llm import settings

        self._loaded = load_llm(settings(cache=_folder() if self.cached else None, **self.llm), self.pipeline)
        return self._loaded

    def lines(self) -> Iterator[str]:
        """What it asked and cost, for the summary; the rules cost nothing."""
        if self._loaded is not None:
            yield from self._loaded.ledger.lines(self._loaded.settings)


def _folder() -> Any:
    from platformdirs import user_cache_path

    return user_cache_path("actorgraph") / "llm"


def option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options on the extractor, handed on as one `extractor`."""

    @functools.wraps(command)
    def collected(*args: Any, extractor: str, model: str | None, no_cache: bool, **rest: Any) -> Any:
        llm = {name: rest.pop(option) for option, name in _NAMES.items()}
        return command(*args, extractor=Chosen(extractor, model, llm, not no_cache), **rest)

    return options.combined(
        collected,
        click.option(
            "--extractor", type=click.Choice(["rules", "llm"]), default="rules", show_default=True,
            help="What reads: the lexicon's rules, or a language model, checked against the text.",
        ),
        click.option(
            "--model", metavar="NAME", help="spaCy pipeline.  [default: the best English one installed]",
        ),
        *_LLM,
    )  # fmt: skip
