"""What the model proposes, and what of it the article bears out."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from actorgraph.dates import parse_partial
from actorgraph.errors import LlmUnavailable, SkippedInput
from actorgraph.extract.llm.parts import parts
from actorgraph.extract.llm.reader import LlmReader
from actorgraph.extract.llm.settings import Settings
from actorgraph.extract.parsing import Parser
from actorgraph.model import Article, Evidence, Reading
from tests.extract.llm.server import Reply, Request, Server, completion, error, relation, relations, serving

TEXT = """Quarrel in the east

Belarus accused Poland of interference on Saturday. President Alexander Lukashenko told reporters in Minsk
that “Warsaw wants war” — a charge that Poland's foreign ministry denied.

He arrested two opposition leaders in August 2020, while Russia has occupied Crimea since 2014.

Svetlana Tikhanovskaya fled to Lithuania after the vote."""
DAY = parse_partial("2020-10-05")
ACCUSED = relation(
    "Belarus accused Poland of interference", "Belarus", "ACCUSE", "Poland", date="on Saturday"
)


@pytest.fixture(scope="module")
def parser() -> Parser:
    return Parser()


def article(text: str = TEXT, **others: Any) -> Article:
    return Article(text, **{"title": "Quarrel in the east", "published": DAY, "origin": "one.txt", **others})


def read(
    parser: Parser, *items: object, of: Article | None = None, **others: Any
) -> tuple[Reading, LlmReader]:
    """The reading of one article whose model answers with these relations."""
    with serving(relations(*items)) as server:
        reader = LlmReader(server.settings(**others), parser)
        (reading,) = reader.read([of or article()])
    assert isinstance(reading, Reading)
    return reading, reader


def dropped(parser: Parser, *items: object) -> dict[str, int]:
    """The reasons for which proposals were dropped."""
    reading, reader = read(parser, *items)
    assert len(reading.evidence) == reader.ledger.kept
    assert reader.ledger.kept + sum(reader.ledger.dropped.values()) == len(items)
    return dict(reader.ledger.dropped)


def kept(parser: Parser, item: object, of: Article | None = None) -> Evidence:
    """The evidence that one relation gives."""
    reading, _ = read(parser, item, of=of)
    (evidence,) = reading.evidence
    text = reading.article.text or ""
    assert evidence.sentence == text[evidence.begin : evidence.end]
    assert evidence.sentence == evidence.sentence.strip()
    assert {evidence.source, evidence.target} <= {actor.id for actor in reading.actors}
    return evidence


def test_evidence_in_full(parser: Parser) -> None:
    reading, reader = read(parser, ACCUSED)
    (item,) = reading.evidence
    assert (item.source, item.type, item.target, item.kind, item.bearing) == (
        "BLR", "ACCUSE", "POL", "event", "reports",
    )  # fmt: skip
    assert item.sentence == "Belarus accused Poland of interference on Saturday."
    assert TEXT[item.begin : item.end] == item.sentence
    assert (item.when, item.date_basis, item.date_text) == (
        parse_partial("2020-10-03"),
        "relative",
        "Saturday",
    )
    assert (item.status, item.speaker, item.rule) == ("asserted", None, "language model")
    assert (item.source_text, item.target_text, item.source_reason) == ("Belarus", "Poland", "name")
    assert item.confidence == 0.6
    assert item.extractor == reading.extractor == reader.stamp
    assert ", language model test, prompt " in reader.stamp
    assert (reader.ledger.kept, reader.ledger.requests) == (1, 1)
    assert not reader.ledger.dropped
    assert not reader.ledger.altered


def test_the_question_holds_the_article_and_nothing_else(parser: Parser) -> None:
    with serving(relations()) as server:
        list(
            LlmReader(server.settings(), parser).read(
                [article(url="https://example.org/x", publisher="Post")]
            )
        )
    (request,) = server.requests
    assert request.question.startswith(
        "Headline (context, not to be quoted): Quarrel in the east\n\nArticle:\n\nB"
    )
    assert "Minsk that “Warsaw wants war”" in request.question
    sent = json.dumps(request.body)
    assert "example.org" not in sent
    assert "one.txt" not in sent


@pytest.mark.parametrize(
    "quote",
    [
        "Belarus accused Poland of interference on Saturday.",
        "  Belarus   accused\nPoland of interference on Saturday ",
        "“Belarus accused Poland of interference”",
        "...accused Poland of interference...",
    ],
)
def test_a_quotation_may_differ_in_white_space_and_marks_around_it(parser: Parser, quote: str) -> None:
    assert kept(parser, ACCUSED | {"quote": quote}).sentence.startswith("Belarus accused Poland")


def test_a_quotation_may_have_other_marks_and_line_breaks(parser: Parser) -> None:
    quote = (
        'told reporters in Minsk that "Warsaw wants war" - a charge that Poland\'s foreign ministry denied'
    )
    item = kept(parser, relation(quote, "Poland's foreign ministry", "REJECT", "Alexander Lukashenko"))
    assert item.sentence.startswith("President Alexander Lukashenko told reporters in Minsk\nthat “Warsaw")
    assert (item.source, item.target) == ("POL-foreign-ministry", "alexander-lukashenko")


@pytest.mark.parametrize(
    "quote",
    [
        "Belarus blamed Poland for interference",
        "belarus accused poland of interference",
        "Belarus accused Poland on Saturday",
        "accused Poland of interferences",
        "on Saturday. President Alexander Lukashenko resigned",
        "Quarrel in the east",
        "denied. He arrested two opposition leaders",
        ".*" * 20,
    ],
)
def test_a_quotation_that_the_article_does_not_have(parser: Parser, quote: str) -> None:
    reason = "quotation too short" if len(quote.split()) < 3 else "quotation not in the article"
    assert dropped(parser, ACCUSED | {"quote": quote}) == {reason: 1}


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"quote": "accused Poland"}, "quotation too short"),
        ({"source": "Narnia"}, "actor not in the article"),
        ({"target": "European Union"}, "actor not in the article"),
        ({"source": "Bel"}, "actor not in the article"),
        ({"source": "interference"}, "actor not recognised"),
        ({"target": "Belarus"}, "both actors are one"),
        ({"type": "DISLIKES"}, "unknown type"),
        ({"type": "COMMENT"}, "unknown type"),
        ({"type": ""}, "unknown type"),
        ({"type": "IN_EXILE_IN"}, "tie impossible between such actors"),
        ({"status": "confirmed"}, "incomplete"),
        ({"quote": ""}, "incomplete"),
        ({"source": None}, "incomplete"),
        ({"target": ["Poland"]}, "incomplete"),
        ({"bearing": "sideways"}, "incomplete"),
        ({"source": "Belarus " * 1000}, "incomplete"),
    ],
)
def test_what_is_dropped_and_why(parser: Parser, change: dict[str, Any], reason: str) -> None:
    assert dropped(parser, ACCUSED | change, ACCUSED) == {reason: 1}


@pytest.mark.parametrize("item", [None, "Belarus accuses Poland", 7, [], {}, {"quote": TEXT}])
def test_what_is_no_relation(parser: Parser, item: object) -> None:
    assert dropped(parser, ACCUSED, item) == {"incomplete": 1}


def test_the_same_twice(parser: Parser) -> None:
    longer = ACCUSED | {"quote": "Belarus accused Poland of interference on Saturday."}
    assert dropped(parser, ACCUSED, ACCUSED, longer) == {"repeated": 2}


def test_more_than_an_article_can_say(parser: Parser) -> None:
    assert dropped(parser, *[ACCUSED] * 250) == {"repeated": 199, "beyond the two hundredth": 50}


@pytest.mark.parametrize(
    ("change", "altered", "field", "value"),
    [
        ({"mode": "shouting"}, "unknown mode", "mode", None),
        ({"date": "on 5 May 1990"}, "date not in the quotation or not readable", "when", None),
        ({"date": "2020-10-03"}, "date not in the quotation or not readable", "when", None),
        ({"date": "interference"}, "date not in the quotation or not readable", "when", None),
        ({"speaker": "Angela Merkel"}, "speaker not in the article", "speaker", None),
    ],
)
def test_a_part_that_does_not_hold_is_left_out(
    parser: Parser, change: dict[str, Any], altered: str, field: str, value: object
) -> None:
    reading, reader = read(parser, ACCUSED | change)
    (item,) = reading.evidence
    assert getattr(item, field) == value
    assert dict(reader.ledger.altered) == {altered: 1}


def test_forms_of_words(parser: Parser) -> None:
    item = kept(parser, ACCUSED | {"type": "accuse", "mode": " allege ", "speaker": "null", "date": ""})
    assert (item.type, item.mode, item.speaker, item.when) == ("ACCUSE", "allege", None, None)


def test_optional_fields_may_be_missing(parser: Parser) -> None:
    bare = {key: ACCUSED[key] for key in ("quote", "source", "target", "type")}
    assert kept(parser, bare | {"confidence": 1.0}).status == "asserted"


def test_a_pronoun_is_resolved_by_the_article(parser: Parser) -> None:
    quote = "He arrested two opposition leaders in August 2020"
    item = kept(parser, relation(quote, "He", "COERCE", "opposition leaders", date="in August 2020"))
    assert (item.source, item.source_text, item.source_reason) == (
        "alexander-lukashenko",
        "He",
        "he of the article",
    )
    assert item.when == parse_partial("2020-08")
    assert item.confidence < 0.6


def test_a_name_for_a_pronoun_of_the_sentence(parser: Parser) -> None:
    quote = "He arrested two opposition leaders"
    item = kept(parser, relation(quote, "Alexander Lukashenko", "COERCE", "opposition leaders"))
    assert item.source == "alexander-lukashenko"
    assert item.source_reason.endswith("meant in the sentence")


def test_a_name_that_the_sentence_does_not_mean_counts_less(parser: Parser) -> None:
    near = kept(parser, ACCUSED)
    far = kept(parser, ACCUSED | {"source": "Svetlana Tikhanovskaya"})
    assert far.source_reason.endswith("named elsewhere in the article")
    assert far.confidence < near.confidence


def test_a_claim_and_its_speaker(parser: Parser) -> None:
    quote = "President Alexander Lukashenko told reporters in Minsk that “Warsaw wants war”"
    said = {"status": "claimed", "speaker": "President Alexander Lukashenko"}
    item = kept(parser, relation(quote, "Warsaw", "THREATEN", "Minsk", **said))
    assert (item.status, item.speaker, item.speaker_id) == (
        "claimed",
        "Alexander Lukashenko",
        "alexander-lukashenko",
    )
    assert (item.source, item.target) == ("POL", "BLR")


def test_ties(parser: Parser) -> None:
    fled = relation(
        "Svetlana Tikhanovskaya fled to Lithuania", "Svetlana Tikhanovskaya", "IN_EXILE_IN", "Lithuania",
        mode="exile", bearing="opens",
    )  # fmt: skip
    held = relation(
        "Russia has occupied Crimea since 2014", "Russia", "OCCUPIES", "Ukraine", date="since 2014"
    )
    of = article(TEXT.replace("Crimea since", "Ukraine since"))
    held["quote"] = "Russia has occupied Ukraine since 2014"
    reading, _ = read(parser, fled, held, of=of)
    occupies, exile = reading.evidence
    assert (occupies.type, occupies.bearing, occupies.when) == ("OCCUPIES", "opens", parse_partial("2014"))
    assert (exile.kind, exile.bearing, exile.mode, exile.target) == ("tie", "opens", "exile", "LTU")


def test_a_tie_that_held_from_then_to_then(parser: Parser) -> None:
    of = article(
        "Germany occupied Poland from 1939 to 1945. It was the cruellest of occupations, people say."
    )
    item = relation(
        "Germany occupied Poland from 1939 to 1945", "Germany", "OCCUPIES", "Poland", date="from 1939 to 1945"
    )
    reading, _ = read(parser, item, of=of)
    assert [(e.bearing, e.when and e.when.iso) for e in reading.evidence] == [
        ("opens", "1939"),
        ("closes", "1945"),
    ]


def test_an_article_without_text_is_not_asked_about(parser: Parser) -> None:
    with serving(relations()) as server:
        readings = list(
            LlmReader(server.settings(), parser).read([article(""), article("Advertisement\n\n\n")])
        )
        assert server.requests == [] or all("Advertisement" in r.question for r in server.requests)
    assert [reading.evidence for reading in readings if isinstance(reading, Reading)] == [(), ()]


LONG = "\n\n".join(
    f"Paragraph {n} says that Belarus accused Poland of interference number {n}, and much else besides."
    for n in range(12)
)


def echo(request: Request) -> Reply:
    """Proposes what stands in each paragraph of the question, and one thing of another paragraph."""
    items = [
        relation(f"Belarus accused Poland of interference number {n}", "Belarus", "ACCUSE", "Poland")
        for n in range(12)
        if f"number {n}," in request.question or n == 0
    ]
    return relations(*items)


def test_a_long_article_is_asked_about_in_parts(parser: Parser) -> None:
    with serving(behaviour=echo) as server:
        reader = LlmReader(server.settings(part=300), parser)
        (reading,) = reader.read([article(LONG)])
    assert isinstance(reading, Reading)
    assert len(server.requests) == 4
    assert [int(e.sentence.split()[1]) for e in reading.evidence] == list(range(12))
    assert [LONG[e.begin : e.end] for e in reading.evidence] == [e.sentence for e in reading.evidence]
    # What one part says of another is not looked for there.
    assert reader.ledger.dropped == {"quotation not in the article": 3}


def test_parts_cover_every_paragraph_once() -> None:
    one = article(LONG)
    found = list(parts(one, 300))
    assert "\n\n".join(part.text for part in found) == LONG
    assert all(len(part.text) <= 300 for part in found)
    assert [part.text for part in parts(one, 1)] == LONG.split("\n\n")
    whole = next(parts(one, 100_000))
    first, second = whole.halves() or pytest.fail("twelve paragraphs can be divided")
    assert f"{first.text}\n\n{second.text}" == LONG
    assert next(parts(one, 1)).halves() is None


@pytest.mark.parametrize(
    "too_long", [completion('{"rel', finish="length"), error(400, "maximum context length")]
)
def test_what_is_too_long_is_halved(parser: Parser, too_long: Reply) -> None:
    def behaviour(request: Request) -> Reply:
        return too_long if request.question.count("Paragraph") > 4 else echo(request)

    with serving(behaviour=behaviour) as server:
        (reading,) = LlmReader(server.settings(), parser).read([article(LONG)])
    assert isinstance(reading, Reading)
    assert len(reading.evidence) == 12
    assert len(server.requests) in (7, 8)


def test_a_paragraph_that_is_too_long_costs_its_article(parser: Parser) -> None:
    with serving(completion("", finish="length")) as server:
        (skipped,) = LlmReader(server.settings(), parser).read([article(LONG)])
    assert isinstance(skipped, SkippedInput)
    assert "one paragraph cannot be divided" in skipped.reason


def several(number: int) -> Iterator[Article]:
    for place in range(number):
        text = f"This is article {place}.\n\nBelarus accused Poland of interference number {place}, it says."
        yield article(text, origin=f"{place}.txt")


def test_one_bad_article_is_skipped(parser: Parser) -> None:
    bad = {
        2: completion("nothing"),
        4: completion(None, refusal="no"),
        5: error(400, "bad"),
        7: error(500, "down"),
    }

    def behaviour(request: Request) -> Reply:
        place = next(n for n in range(9) if f"number {n}," in request.question)
        return bad.get(place) or echo(request)

    with serving(behaviour=behaviour) as server:
        reader = LlmReader(server.settings(tries=2), parser)
        outcomes = list(reader.read(several(9)))
    skipped = {n: one for n, one in enumerate(outcomes) if isinstance(one, SkippedInput)}
    assert {n: one.origin for n, one in skipped.items()} == {n: f"{n}.txt" for n in bad}
    assert "no JSON object" in skipped[2].reason
    assert skipped[4].reason == "it was refused: no"
    assert "status 400: bad" in skipped[5].reason
    assert "status 500: down" in skipped[7].reason
    assert [one.article.origin for one in outcomes if isinstance(one, Reading)] == [
        f"{n}.txt" for n in range(9) if n not in bad
    ]


def test_order_is_kept_and_no_more_is_asked_at_once_than_allowed(parser: Parser) -> None:
    def behaviour(request: Request) -> Reply:
        place = next(n for n in range(12) if f"number {n}," in request.question)
        return Reply(echo(request).body, delay=0.3 if place == 0 else 0.02)

    taken: list[int] = []

    def source() -> Iterator[Article]:
        for number, one in enumerate(several(12)):
            taken.append(number)
            yield one

    with serving(behaviour=behaviour) as server:
        outcomes = LlmReader(server.settings(concurrency=3), parser).read(source())
        first = next(outcomes)
        assert len(taken) <= 6  # lazily
        origins = [one.article.origin for one in (first, *outcomes) if isinstance(one, Reading)]
    assert origins == [f"{n}.txt" for n in range(12)]
    assert server.most_at_once == 3


def test_a_server_that_never_answers_stops_the_run(parser: Parser) -> None:
    with serving(error(503, "starting")) as server:
        reader = LlmReader(server.settings(tries=1, concurrency=1), parser)
        with pytest.raises(
            LlmUnavailable, match=r"does not answer: the server failed \(status 503: starting\)"
        ):
            list(reader.read(several(9)))
        assert len(server.requests) <= 3


def test_a_server_that_goes_away_stops_the_run(parser: Parser) -> None:
    with serving(relations(), relations(), error(503, "gone")) as server:
        reader = LlmReader(server.settings(tries=1, concurrency=1), parser)
        outcomes = reader.read(several(9))
        assert [type(next(outcomes)) for _ in range(4)] == [Reading, Reading, SkippedInput, SkippedInput]
        with pytest.raises(LlmUnavailable, match="gone"):
            next(outcomes)


def test_a_refused_key_stops_the_run(parser: Parser) -> None:
    with serving(error(401, "no")) as server, pytest.raises(LlmUnavailable):
        list(LlmReader(server.settings(), parser).read(several(3)))


def test_leaving_early_ends_what_is_under_way(parser: Parser) -> None:
    slow = Reply(relations().body, delay=30)
    with serving(relations(), slow) as server:
        outcomes = LlmReader(server.settings(timeout=60, concurrency=1), parser).read(several(5))
        next(outcomes)
        begun = time.monotonic()
        outcomes.close()  # type: ignore[attr-defined]  # it is a generator
        assert time.monotonic() - begun < 5


def run(server: Server, parser: Parser, **others: Any) -> LlmReader:
    reader = LlmReader(server.settings(**others), parser)
    (reading,) = reader.read([article()])
    assert isinstance(reading, Reading)
    assert len(reading.evidence) == 1
    return reader


def test_the_cache_answers_the_second_time(parser: Parser, tmp_path: Path) -> None:
    with serving(relations(ACCUSED)) as server:
        run(server, parser, cache=tmp_path)
        again = run(server, parser, cache=tmp_path, price_in=1.0, price_out=1.0)
        assert len(server.requests) == 1
        assert (again.ledger.requests, again.ledger.cached, again.ledger.tokens_in) == (0, 1, 0)
        assert again.ledger.cost(again.settings) == 0
        run(server, parser, cache=None)
        run(server, parser, cache=tmp_path, model="another")
        assert len(server.requests) == 3


def test_a_truncated_answer_is_remembered_too(parser: Parser, tmp_path: Path) -> None:
    def behaviour(request: Request) -> Reply:
        return completion("", finish="length") if request.question.count("Paragraph") > 6 else echo(request)

    with serving(behaviour=behaviour) as server:
        for _ in range(2):
            list(LlmReader(server.settings(cache=tmp_path), parser).read([article(LONG)]))
        assert len(server.requests) == 3


def test_failures_are_not_kept(parser: Parser, tmp_path: Path) -> None:
    with serving(completion(None, refusal="no")) as server:
        list(LlmReader(server.settings(cache=tmp_path), parser).read([article()]))
    assert list(tmp_path.rglob("*.json")) == []


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"content": 1}', b"\xff", b"null"])
def test_a_damaged_cache_is_asked_around(parser: Parser, tmp_path: Path, damage: bytes) -> None:
    with serving(relations(ACCUSED)) as server:
        run(server, parser, cache=tmp_path)
        (kept_file,) = tmp_path.rglob("*.json")
        kept_file.write_bytes(damage)
        run(server, parser, cache=tmp_path)
        run(server, parser, cache=tmp_path)
        assert len(server.requests) == 2


def test_a_cache_that_cannot_be_written(parser: Parser, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("no folder", encoding="utf-8")
    with serving(relations(ACCUSED)) as server:
        run(server, parser, cache=blocked)
        run(server, parser, cache=blocked)
        assert len(server.requests) == 2


def test_another_prompt_or_model_is_another_extractor(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = Settings("http://127.0.0.1:9/v1", "test")
    first = LlmReader(settings, parser).stamp
    monkeypatch.setattr("actorgraph.extract.llm.reader.version", lambda: "00000000")
    assert LlmReader(settings, parser).stamp != first
    assert "127.0.0.1" not in first
