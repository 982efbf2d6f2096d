"""One question, one answer, whatever the server does in between."""

from __future__ import annotations

import asyncio
import datetime as dt
import email.utils
import itertools
import json
from typing import Any

import pytest

from actorgraph.errors import LlmUnavailable
from actorgraph.extract.llm.answers import Answer
from actorgraph.extract.llm.client import Client, _retry_after
from actorgraph.extract.llm.faults import BadAnswer, Outage, Refused, TooLong
from actorgraph.extract.llm.ledger import Ledger
from actorgraph.extract.llm.settings import Settings
from tests.extract.llm.server import KEY, Reply, Server, completion, error, relations, serving

QUESTION = [{"role": "system", "content": "Read."}, {"role": "user", "content": "Article:\n\nA met B."}]
GOOD = relations()
NOTHING = '{"relations": []}'


def ask(settings: Settings, ledger: Ledger | None = None, times: int = 1) -> Answer:
    """The last of so many answers by one client."""

    async def run() -> Answer:
        client = Client(settings, ledger or Ledger())
        try:
            for _ in range(times - 1):
                await client.ask(QUESTION)
            return await client.ask(QUESTION)
        finally:
            await client.close()

    return asyncio.run(run())


def test_a_question_as_it_is_sent() -> None:
    with serving(GOOD) as server:
        ledger = Ledger()
        answer = ask(server.settings(longest=77), ledger)
    assert json.loads(answer.content) == {"relations": []}
    (request,) = server.requests
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body["model"] == "test"
    assert (request.body["temperature"], request.body["max_tokens"]) == (0, 77)
    form = request.body["response_format"]
    assert (form["type"], form["json_schema"]["strict"]) == ("json_schema", True)
    assert (ledger.requests, ledger.retries, ledger.tokens_in, ledger.tokens_out) == (1, 0, 100, 20)


def test_what_is_meant_for_another_server_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "other-key")
    monkeypatch.setenv("OPENAI_ADMIN_KEY", "other-admin")
    monkeypatch.setenv("OPENAI_ORG_ID", "other-org")
    monkeypatch.setenv("OPENAI_PROJECT_ID", "other-project")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/v1")
    with serving(GOOD) as server:
        ask(server.settings(key=""))
    assert "other" not in json.dumps(server.requests[0].headers)


@pytest.mark.parametrize(
    "passing",
    [
        error(429, "slow down"),
        error(429, "slow down", Retry_After="0"),
        error(500, "oops"),
        Reply(b"<html>Bad gateway</html>", 502, {"Content-Type": "text/html"}),
        error(503, "loading model"),
        error(529, "overloaded"),
        error(408),
        Reply(GOOD.body, cut=0),
        Reply(GOOD.body, cut=20),
        Reply(b"", 500),
    ],
    ids=["429", "429 with wait", "500", "502", "503", "529", "408", "no answer", "cut answer", "no body"],
)
def test_what_passes_is_tried_again(passing: Reply) -> None:
    with serving(passing, passing, GOOD) as server:
        ledger = Ledger()
        assert ask(server.settings(), ledger).content == NOTHING
        assert (len(server.requests), ledger.retries, ledger.answered) == (3, 2, 1)
        ledger = Ledger()
    with serving(passing) as server, pytest.raises(Outage, match="asked 3 times"):
        ask(server.settings(tries=3), ledger)
    assert (len(server.requests), ledger.answered, ledger.unmetered) == (3, 0, 0)


def test_the_wait_that_a_server_asks_for_is_kept() -> None:
    with serving(error(429, "slow down", Retry_After="1"), GOOD) as server:
        ask(server.settings())
    assert server.requests[1].at - server.requests[0].at >= 0.95


def test_without_a_wait_the_pauses_grow() -> None:
    with serving(error(500)) as server, pytest.raises(Outage):
        ask(server.settings(tries=4, pause=0.1))
    times = [request.at for request in server.requests]
    gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
    assert gaps[0] >= 0.07
    assert gaps[2] >= 0.28


def test_a_wait_beyond_all_patience_is_not_waited_for() -> None:
    with serving(error(429, "quota", Retry_After="3600")) as server:
        with pytest.raises(Outage, match="asks to wait 3,600 seconds"):
            ask(server.settings())
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry-after": "7"}, 7),
        ({"retry-after": "0.5"}, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, 0.25),
        ({"retry-after": "-3"}, 0),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": ""}, None),
        ({"retry-after": "Wed, 21 Oct 2015 07:28:00 GMT"}, 0),
        ({}, None),
    ],
)
def test_how_a_wait_is_written(headers: dict[str, str], seconds: float | None) -> None:
    assert _retry_after(headers) == seconds


def test_a_wait_until_a_time_of_day() -> None:
    then = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=60)
    wait = _retry_after({"retry-after": email.utils.format_datetime(then, usegmt=True)})
    assert wait is not None
    assert 55 < wait <= 60


@pytest.mark.parametrize(
    "slow", [Reply(GOOD.body, delay=1.5), Reply(GOOD.body, drip=1)], ids=["silent", "dripping"]
)
def test_a_slow_answer_is_given_up(slow: Reply) -> None:
    with serving(slow, GOOD) as server:
        assert ask(server.settings(timeout=0.4)).content == NOTHING
    with (
        serving(slow) as server,
        pytest.raises(Outage, match=r"no answer within 0\.4 seconds; asked 2 times"),
    ):
        ask(server.settings(timeout=0.4, tries=2))


def test_no_server() -> None:
    with serving(GOOD) as server:
        settings = server.settings(tries=2)
    with pytest.raises(Outage, match="no connection") as caught:
        ask(settings)
    assert KEY not in str(caught.value)


@pytest.mark.parametrize("status", [401, 403])
def test_a_refused_key_stops_and_is_not_shown(status: int) -> None:
    with serving(error(status, f"Incorrect API key provided: {KEY[:5]}****{KEY[-4:]}")) as server:
        with pytest.raises(LlmUnavailable, match="check ACTORGRAPH_LLM_API_KEY") as caught:
            ask(server.settings())
        assert len(server.requests) == 1
    assert KEY[-4:] not in str(caught.value)
    assert KEY not in repr(server.settings())


def test_a_key_that_a_server_repeats_is_blotted_out() -> None:
    complaint = error(400, f"bad header Authorization: Bearer {KEY}")
    with serving(complaint) as server, pytest.raises(Refused) as caught:
        ask(server.settings())
    assert "Bearer ***" in str(caught.value)
    assert KEY not in str(caught.value)


def test_user_and_password_of_the_address_are_not_shown() -> None:
    settings = Settings("https://user:pass@example.org:8443/v1?token=abc", "m")
    assert settings.place == "https://example.org:8443/v1"


def test_a_model_that_is_not_there_stops() -> None:
    with serving(error(404, "The model 'test' does not exist")) as server:
        with pytest.raises(LlmUnavailable, match=r"knows no model 'test'.*does not exist.*--llm-model"):
            ask(server.settings())
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "content",
    [
        f"```json\n{NOTHING}\n```",
        f"```\n{NOTHING}\n```",
        f"Here is what I found: {NOTHING} I hope it helps.",
        f'<think>{{"relations": "many"}} or {{}}?</think>\n{NOTHING}',
        f"{{not json}} {NOTHING}",
        '{"relations": [], "notes": "none"}',
    ],
)
def test_json_is_found_in_what_is_around_it(content: str) -> None:
    with serving(completion(content)) as server:
        assert ask(server.settings()).content == content
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (Reply(b"{not json"), "no chat completion"),
        (Reply(b""), "no chat completion"),
        (Reply(b'"a string"'), "no chat completion"),
        (Reply(b"<html>login</html>", headers={"Content-Type": "text/html"}), "no chat completion"),
        (Reply(b'{"object": "chat.completion"}'), "no chat completion"),
        (Reply(b'{"choices": [], "usage": null}'), "no choice"),
        (Reply(b'{"choices": null}'), "no chat completion"),
        (Reply(b"\xff\xfe"), "no chat completion"),
        (completion(None), "empty"),
        (completion("  "), "empty"),
        (completion("I found nothing."), "no JSON object"),
        (completion('{"relations": [{"quote": "A'), "no JSON object"),
        (completion('{"relations": {"quote": "A"}}'), "no JSON object"),
        (completion('{"events": []}'), "no JSON object"),
        (completion("[" * 5000), "no JSON object"),
    ],
)
def test_an_answer_of_no_use_is_asked_for_once_more(bad: Reply, reason: str) -> None:
    with serving(bad, GOOD) as server:
        assert ask(server.settings()).content == NOTHING
    with serving(bad) as server:
        with pytest.raises(BadAnswer, match=f"{reason}.*; asked 2 times"):
            ask(server.settings())
        assert len(server.requests) == 2


def test_a_useless_answer_is_paid_for() -> None:
    with serving(completion("no", (10, 1)), relations(usage=(10, 2))) as server:
        ledger = Ledger()
        ask(server.settings(price_in=2.0, price_out=30.0), ledger)
        assert (ledger.tokens_in, ledger.tokens_out) == (20, 3)
        assert ledger.cost(server.settings(price_in=2.0, price_out=30.0)) == pytest.approx(130e-6)
        assert ledger.cost(server.settings(price_in=2.0)) is None


@pytest.mark.parametrize("usage", [None, {}, {"prompt_tokens": None}, {"prompt_tokens": -1}, "many"])
def test_missing_usage_is_counted(usage: object) -> None:
    with serving(completion(NOTHING, usage)) as server:
        ledger = Ledger()
        ask(server.settings(), ledger)
    assert (ledger.answered, ledger.unmetered, ledger.tokens_in) == (1, 1, 0)
    assert "leave out 1 answer" in " ".join(ledger.lines(server.settings()))


@pytest.mark.parametrize(
    "refusal", [completion(None, refusal="I cannot help with that."), completion("", finish="content_filter")]
)
def test_a_refusal_is_not_asked_again(refusal: Reply) -> None:
    with serving(refusal) as server:
        with pytest.raises(Refused):
            ask(server.settings())
        assert len(server.requests) == 1


def test_an_answer_broken_off_for_its_length() -> None:
    with serving(completion('{"relations": [', (100, 4096), "length")) as server:
        answer = ask(server.settings())
    assert answer == Answer("", (100, 4096), cut=True)


def test_a_huge_answer_is_not_read_to_its_end() -> None:
    with serving(Reply(b" " * 5_000_000)) as server:
        with pytest.raises(TooLong, match="above 4,000,000 bytes"):
            ask(server.settings())
        assert len(server.requests) == 1


@pytest.mark.parametrize(
    "complaint",
    [
        error(400, "This model's maximum context length is 8192 tokens."),
        error(400, "prompt is too long: 9000 tokens"),
        error(413, "Payload too large"),
    ],
)
def test_a_question_that_is_too_long(complaint: Reply) -> None:
    with serving(complaint) as server:
        with pytest.raises(TooLong):
            ask(server.settings())
        assert len(server.requests) == 1


def forms(server: Server) -> list[Any]:
    return [request.body.get("response_format", {}).get("type") for request in server.requests]


@pytest.mark.parametrize(
    "complaint",
    [
        error(400, "response_format is not supported"),
        error(422, "extra fields not permitted"),
        error(400),
        error(500, 'response_format type must be one of "text" or "json_object"'),
    ],
)
def test_a_server_without_schemas(complaint: Reply) -> None:
    with serving(complaint, GOOD) as server:
        ask(server.settings(), times=2)
    assert forms(server) == ["json_schema", "json_object", "json_object"]


def test_a_server_without_any_form() -> None:
    complaint = error(400, "'response_format.type' is unknown")
    with serving(complaint, complaint, completion(f"```json\n{NOTHING}\n```")) as server:
        ask(server.settings(), times=2)
    assert forms(server) == ["json_schema", "json_object", None, None]


def test_one_refused_question_does_not_spoil_the_next() -> None:
    """A question that fails in every form says nothing of the form."""
    with serving(error(400, "I do not like this text"), *[error(400, "nor this")] * 2, GOOD) as server:
        client_settings = server.settings()

        async def run() -> None:
            client = Client(client_settings, Ledger())
            with pytest.raises(Refused, match="refuses the question"):
                await client.ask(QUESTION)
            await client.ask(QUESTION)
            await client.close()

        asyncio.run(run())
    assert forms(server)[-1] == "json_schema"


def test_a_model_without_temperature_and_with_another_limit() -> None:
    with serving(
        error(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
        error(400, "Unsupported value: 'temperature' does not support 0 with this model."),
        GOOD,
    ) as server:
        ask(server.settings(), times=2)
    for request in server.requests[2:]:
        assert "temperature" not in request.body
        assert "max_tokens" not in request.body
        assert request.body["max_completion_tokens"] == 4096
    assert forms(server) == ["json_schema"] * 4
