"""What comes back from the server: the envelope, and the proposals in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from actorgraph.extract.llm.faults import BadAnswer, Refused, TooLong
from actorgraph.model import Bearing, Status

_MOST = 200
"""Relations in one answer: more than a part of an article can state."""
_TRIES = 64
"""Places in an answer at which the JSON may begin."""
_THOUGHT = re.compile(r"<think(?:ing)?>.*?</think(?:ing)?>", re.DOTALL)


class Proposal(BaseModel):
    """One relation as the model gives it, not yet compared with the article."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True, str_max_length=5_000)

    quote: str = Field(min_length=1)
    source: str = Field(min_length=1)
    target: str = Field(min_length=1)
    type: str
    mode: str | None = None
    bearing: Bearing | None = None
    status: Status = "asserted"
    speaker: str | None = None
    date: str | None = None

    @field_validator("type", mode="after")
    @classmethod
    def _as_named(cls, value: str) -> str:
        return re.sub(r"[\s-]+", "_", value).upper()

    @field_validator("mode", "bearing", "speaker", "date", mode="before")
    @classmethod
    def _empty_is_none(cls, value: Any) -> Any:
        return None if isinstance(value, str) and value.strip().lower() in ("", "null", "none") else value


class _Message(BaseModel):
    content: str | None = None
    refusal: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(ge=0)
    completion_tokens: int = Field(ge=0)


class _Completion(BaseModel):
    choices: list[_Choice]
    usage: _Usage | None = None

    @field_validator("usage", mode="wrap")
    @classmethod
    def _unknown_is_none(cls, value: Any, handler: Any) -> Any:
        try:
            return handler(value)
        except ValidationError:
            return None


@dataclass(frozen=True, slots=True)
class Answer:
    """The text of an answer, and the tokens of question and answer; None where the server does not say.

    `cut` says that the answer was broken off for its length: it holds nothing to be used.
    """

    content: str
    tokens: tuple[int, int] | None = None
    cut: bool = False


def answer_of(body: bytes) -> Answer:
    """The answer in the body of a response. Raises `BadAnswer` and `Refused`."""
    try:
        completion = _Completion.model_validate_json(body)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False)[0]["msg"]
        raise BadAnswer(f"the server's answer is no chat completion ({problem})") from None
    usage = completion.usage
    tokens = (usage.prompt_tokens, usage.completion_tokens) if usage else None
    if not completion.choices:
        raise BadAnswer("the server's answer holds no choice", tokens)
    choice = completion.choices[0]
    if choice.finish_reason == "length":
        return Answer("", tokens, cut=True)
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise Refused(choice.message.refusal or "its content filter stopped the answer", tokens)
    if not (choice.message.content or "").strip():
        raise BadAnswer("the model's answer is empty", tokens)
    content = choice.message.content or ""
    try:
        relations(content)
    except BadAnswer as error:
        raise BadAnswer(error.reason, tokens) from None
    return Answer(content, tokens)


def proposals(answer: Answer) -> Iterator[Proposal | str]:
    """The proposals of an answer; for one that lacks a field or breaks its form, the reason.

    Raises `TooLong` where the answer was broken off, and `BadAnswer` where it holds no such JSON.
    """
    if answer.cut:
        raise TooLong("the model's answer was broken off for its length")
    items = relations(answer.content)
    for item in items[:_MOST]:
        try:
            yield Proposal.model_validate(item)
        except ValidationError:
            yield "incomplete"
    for _ in items[_MOST:]:
        yield "beyond the two hundredth"


def relations(content: str) -> list[Any]:
    """The list in the first JSON value that has one: bare, behind words, or inside a fence.

    Raises `BadAnswer` where there is none.
    """
    text = _THOUGHT.sub("", content)
    decoder = json.JSONDecoder()
    at = 0
    for _ in range(_TRIES):
        begin = re.search(r"[{\[]", text[at:])
        if begin is None:
            break
        at += begin.start()
        try:
            value, _ = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, dict) and isinstance(value.get("relations"), list):
            return list(value["relations"])
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            return value
        at += 1
    raise BadAnswer("the model's answer holds no JSON object with a list `relations`")
