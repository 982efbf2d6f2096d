"""build and extract with a language model: what they print, skip, cost and refuse."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from actorgraph.cli.app import app
from actorgraph.extract import parsing
from tests.extract.llm.server import KEY, Reply, Request, Server, error, relation, relations, serving

Run = Callable[..., Result]
ACCUSED = relation("Belarus accused Poland", "Belarus", "ACCUSE", "Poland", date="on Saturday")
ARTICLE = "---\npublished: 2020-08-16\n---\nBelarus accused Poland of interference on Saturday.\n"


@pytest.fixture(scope="module")
def parser() -> parsing.Parser:
    return parsing.Parser()


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parser: parsing.Parser) -> Run:
    monkeypatch.setenv("ACTORGRAPH_STORE", str(tmp_path / "graph.db"))
    monkeypatch.setenv("ACTORGRAPH_LLM_API_KEY", KEY)
    monkeypatch.setattr(parsing, "Parser", lambda _model: parser)
    monkeypatch.setattr("platformdirs.user_cache_path", lambda name: tmp_path / "cache" / name)
    return lambda *args, **more: CliRunner().invoke(app, args, **more)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "one.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "two.md").write_text(ARTICLE.replace("interference", "meddling"), encoding="utf-8")
    return folder


def llm(server: Server, *more: str) -> tuple[str, ...]:
    return ("--extractor", "llm", "--llm-url", server.url, "--llm-model", "test", *more)


def test_build_says_what_was_asked_and_what_it_cost(run: Run, folder: Path) -> None:
    wrong = ACCUSED | {"quote": "Belarus insulted Poland yesterday"}
    prices = ("--llm-price-in", "2.5", "--llm-price-out", "10")
    with serving(relations(ACCUSED, wrong)) as server:
        result = run("build", str(folder), *llm(server, *prices))
        assert result.exit_code == 0, result.output
        text = result.stdout
        assert "2 articles read: 2 new" in text
        assert "language model test: 2 requests; 0 answers from the cache; 200 tokens in, 40 out; " in text
        assert "cost 0.0009 at 2.5 and 10 a million tokens" in text
        assert "4 relations proposed by the model: 2 kept, 2 dropped: 2 quotation not in the article" in text
        again = run("build", str(folder), *llm(server)).stdout
        assert "2 unchanged" in again
        assert len(server.requests) == 2
    assert KEY not in result.output


def test_what_is_stored_says_who_read_it(run: Run, folder: Path) -> None:
    with serving(relations(ACCUSED)) as server:
        run("build", str(folder / "one.md"), *llm(server))
    (record,) = [json.loads(line) for line in run("why", "Belarus", "-f", "jsonl").stdout.splitlines()]
    (item,) = record["evidence"]
    assert item["rule"] == "language model"
    assert ", language model test, prompt " in item["extractor"]
    assert item["sentence"] == "Belarus accused Poland of interference on Saturday."


def test_extract_asks_again_only_without_the_cache(run: Run, folder: Path) -> None:
    with serving(relations(ACCUSED)) as server:
        first = run("extract", str(folder), *llm(server))
        assert len([json.loads(line) for line in first.stdout.splitlines()]) == 1
        assert "2 requests" in first.stderr
        second = run("extract", str(folder), *llm(server))
        assert "0 requests; 2 answers from the cache; 0 tokens in, 0 out" in second.stderr
        assert second.stdout == first.stdout
        run("extract", str(folder), *llm(server, "--no-cache"))
        assert len(server.requests) == 4


def test_a_model_is_evaluated_as_the_rules_are(run: Run, tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    text = "Belarus accused Poland of interference on Saturday."
    annotated = {"source": "Belarus", "target": "Poland", "root": "ACCUSE"}
    record = {"id": "one", "text": text, "date": "2020-08-16", "gold": [annotated]}
    gold.write_text(json.dumps(record) + "\n", encoding="utf-8")
    options = ("evaluate", str(gold), "--resamples", "0", "-f", "json")
    with serving(relations(ACCUSED)) as server:
        result = run(*options, *llm(server, "--no-cache"))
    assert result.exit_code == 0, result.output
    report = json.loads(result.stdout)
    assert "language model test" in report["extractor"]
    assert (report["relations"], report["events"]) == (1, 1)
    assert "1 request;" in result.stderr
    with serving(error(400, "no")) as server:
        result = run(*options, *llm(server, "--no-cache"))
    assert result.exit_code == 1
    assert "refuses the question" in result.stderr


def test_an_article_that_fails_is_listed_and_tried_again(run: Run, folder: Path) -> None:
    def behaviour(request: Request) -> Reply:
        return error(400, "not this one") if "meddling" in request.question else relations(ACCUSED)

    with serving(behaviour=behaviour) as server:
        result = run("build", str(folder), *llm(server))
        assert result.exit_code == 0
        assert "1 article read: 1 new, 0 changed, 0 unchanged; 1 input skipped" in result.stdout
        assert "two.md: it was refused: the server refuses the question (status 400: not this one)" in (
            result.stderr.replace("\n", " ")
        )
    with serving(relations(ACCUSED)) as server:
        text = run("build", str(folder), *llm(server)).stdout
        assert "2 articles read: 1 new, 0 changed, 1 unchanged" in text
        assert len(server.requests) == 1


def test_the_environment_names_server_and_model(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(relations(ACCUSED)) as server:
        monkeypatch.setenv("ACTORGRAPH_LLM_URL", server.url)
        monkeypatch.setenv("ACTORGRAPH_LLM_MODEL", "other")
        assert run("build", str(folder), "--extractor", "llm").exit_code == 0
        assert {request.body["model"] for request in server.requests} == {"other"}
        assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--llm-url or ACTORGRAPH_LLM_URL"),
        (("--llm-url", "http://localhost:1"), "--llm-model or ACTORGRAPH_LLM_MODEL"),
        (("--llm-url", "localhost:1", "--llm-model", "m"), "is no http address"),
        (("--llm-url", "ftp://x/v1", "--llm-model", "m"), "'ftp://x/v1' is no http address"),
        (("--llm-url", "http://u:pw@", "--llm-model", "m"), "is no http address"),
        (("--llm-concurrency", "0"), "--llm-concurrency"),
        (("--llm-timeout", "0"), "--llm-timeout"),
    ],
)
def test_wrong_usage(run: Run, folder: Path, options: tuple[str, ...], told: str) -> None:
    result = run("build", str(folder), "--extractor", "llm", *options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "pw" not in result.stderr


def test_no_server_is_an_error(run: Run, folder: Path) -> None:
    with serving(relations()) as server:
        options = llm(server)
    result = run("build", str(folder), *options, env={"ACTORGRAPH_BUILD_LLM_TIMEOUT": "1"})
    assert result.exit_code == 1
    assert "does not answer: no connection" in result.stderr
    assert KEY not in result.output


def test_without_the_extra_it_says_how_to_get_it(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("actorgraph.extract.llm.")]:
        if not name.endswith(".settings"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "openai", None)
    result = run("build", str(folder), "--extractor", "llm", "--llm-url", "http://x/v1", "--llm-model", "m")
    assert result.exit_code == 1
    assert "pip install 'actorgraph[llm]'" in result.stderr


def test_the_rules_do_not_import_it() -> None:
    code = (
        "import sys, actorgraph.extract.english_reader, actorgraph.cli.feed, actorgraph.cli.extractors\n"
        "print([name for name in sys.modules if name.startswith(('openai', 'actorgraph.extract.llm'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_ctrl_c_ends_a_run_that_waits_for_the_server(folder: Path, tmp_path: Path) -> None:
    with serving(Reply(relations().body, delay=60)) as server:
        command = [
            sys.executable, "-m", "actorgraph", "build", str(folder), "--store", str(tmp_path / "graph.db"),
            *llm(server, "--no-cache"),
        ]  # fmt: skip
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env=os.environ | {"ACTORGRAPH_LLM_API_KEY": KEY},
        )  # fmt: skip
        try:
            until = time.monotonic() + 120
            while not server.requests and time.monotonic() < until and process.poll() is None:
                time.sleep(0.05)
            assert server.requests, process.communicate()
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            _, told = process.communicate(timeout=30)
        finally:
            process.kill()
            process.wait()
    assert process.returncode == 130
    assert time.monotonic() - begun < 20
    assert "the same command goes on from there" in told
    assert "Traceback" not in told
    assert KEY not in told
