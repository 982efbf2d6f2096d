"""Which language model is asked, how, and at what price."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from actorgraph.errors import BadSetting

URL, MODEL, KEY = "ACTORGRAPH_LLM_URL", "ACTORGRAPH_LLM_MODEL", "ACTORGRAPH_LLM_API_KEY"


@dataclass(frozen=True, slots=True)
class Settings:
    """The language model and how it is asked.

    `url` is the address that `/chat/completions` is put behind. `timeout` is in seconds, for a whole answer;
    `tries` is how often one question is sent at most, `pause` the seconds before it is sent again, doubled
    each time, and `patience` the longest wait that a server may ask for. `part` is how many characters of an
    article go into one question, `longest` how many tokens the answer may have. Prices are per million
    tokens, None where unknown. `cache` is a folder for answers, None for none.
    """

    url: str
    model: str
    key: str = field(default="", repr=False)
    concurrency: int = 4
    timeout: float = 120.0
    tries: int = 5
    pause: float = 1.0
    patience: float = 300.0
    part: int = 12_000
    longest: int = 4_096
    price_in: float | None = None
    price_out: float | None = None
    cache: Path | None = None

    def __post_init__(self) -> None:
        parts = urlsplit(self.url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise BadSetting(
                f"{self.place!r} is no http address of a language model: --llm-url or {URL} gives one, for "
                "instance http://localhost:11434/v1"
            )
        if not self.model.strip():
            raise BadSetting(f"no language model is named: --llm-model or {MODEL} gives its name")
        for name in ("concurrency", "timeout", "tries", "part", "longest"):
            if not getattr(self, name) > 0:
                raise BadSetting(f"{name} of the language model must be above 0, not {getattr(self, name)}")

    @property
    def place(self) -> str:
        """The address as it may be shown: without a user, a password or a query."""
        parts = urlsplit(self.url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))

    def without_key(self, text: str) -> str:
        """`text` with the key blotted out, should a server repeat it."""
        return text.replace(self.key, "***") if self.key else text


def settings(url: str | None = None, model: str | None = None, **others: object) -> Settings:
    """Settings with what is not given taken from the environment, the key always; see `Settings`.

    Raises `BadSetting` where the address or the model's name is missing.
    """
    given = {name: value for name, value in others.items() if value is not None}
    return Settings(
        url or os.environ.get(URL, ""),
        model or os.environ.get(MODEL, ""),
        os.environ.get(KEY, "").strip(),
        **given,  # type: ignore[arg-type]  # the names and types are those of Settings
    )
