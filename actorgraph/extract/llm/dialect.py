"""What a server understands of a request: servers that call themselves compatible differ in three things."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from actorgraph.extract.llm.prompt import Message, schema

_FORMAT = re.compile(r"response_format|json_schema|json_object|structured|grammar|schema", re.IGNORECASE)
_LENGTH = re.compile(
    r"context.?(length|window|size)|maximum context|too many tokens|too long|context_length_exceeded",
    re.IGNORECASE,
)
_Form = Literal["schema", "object", "plain"]
_SIMPLER: dict[_Form, _Form] = {"schema": "object", "object": "plain"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How the form of the answer is asked for, whether a temperature may be set, how length is limited."""

    form: _Form = "schema"
    temperature: bool = True
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"

    def request(self, model: str, messages: list[Message], longest: int) -> dict[str, Any]:
        """The body of the request."""
        body: dict[str, Any] = {"model": model, "messages": messages, self.limit: longest}
        if self.temperature:
            body["temperature"] = 0
        if self.form == "schema":
            named = {"name": "relations", "strict": True, "schema": schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": named}
        elif self.form == "object":
            body["response_format"] = {"type": "json_object"}
        return body

    def without(self, complaint: str, status: int) -> Dialect | None:
        """The dialect without what the server complains of; None where it complains of something else.

        Some servers answer 500 to a form that they do not know; there the complaint must name it.
        """
        if self.limit == "max_tokens" and "max_completion_tokens" in complaint:
            return replace(self, limit="max_completion_tokens")
        if self.temperature and "temperature" in complaint.lower():
            return replace(self, temperature=False)
        if self.form in _SIMPLER and (status in (400, 422) or _FORMAT.search(complaint)):
            return replace(self, form=_SIMPLER[self.form])
        return None


def is_about_length(complaint: str) -> bool:
    """Whether a server says that the question is too long for the model."""
    return bool(_LENGTH.search(complaint))
