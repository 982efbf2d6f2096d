"""Answers kept on disk: the same question to the same model costs nothing a second time."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from pathlib import Path

from actorgraph.extract.llm.answers import Answer
from actorgraph.extract.llm.prompt import Message, version


class AnswerCache:
    """A folder of answers, by a hash of model, prompt and article text; None as the folder keeps nothing.

    A file that cannot be read or written is passed over: the question is asked anew.
    """

    def __init__(self, folder: Path | None, model: str) -> None:
        self._folder = folder
        self._model = model

    def get(self, question: list[Message]) -> Answer | None:
        """The answer to this question, if it is kept."""
        if self._folder is None:
            return None
        try:
            kept = json.loads(self._path(self._folder, question).read_text(encoding="utf-8"))
            tokens = kept["tokens"]
            content, cut = str(kept["content"]), bool(kept["cut"])
            return Answer(content, (int(tokens[0]), int(tokens[1])) if tokens else None, cut)
        except (OSError, ValueError, TypeError, KeyError, IndexError):
            return None

    def put(self, question: list[Message], answer: Answer) -> None:
        """Keep the answer; whole or not at all, should the run be killed."""
        if self._folder is None:
            return
        path = self._path(self._folder, question)
        kept = {
            "model": self._model,
            "prompt": version(),
            "content": answer.content,
            "tokens": answer.tokens,
            "cut": answer.cut,
        }
        with contextlib.suppress(OSError):
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                json.dump(kept, file)
            Path(name).replace(path)

    def _path(self, folder: Path, question: list[Message]) -> Path:
        said = json.dumps([self._model, version(), question], ensure_ascii=True, sort_keys=True)
        key = hashlib.sha256(said.encode("utf-8")).hexdigest()
        return folder / key[:2] / f"{key}.json"
