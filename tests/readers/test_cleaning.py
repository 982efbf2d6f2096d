"""What bytes become, and which texts count as English."""

import io
import logging
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.errors import SkippedInput
from actorgraph.readers.cleaning import clean, decode, decoded_lines, is_undecoded
from actorgraph.readers.language import is_english_tag, is_plainly_foreign


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("a\r\nb\rc\u2028d\fe", "a\nb\nc\nd\ne"),
        ("\ufeffMr\u00a0Holm\u200b", "Mr Holm"),
        ("Cafe\u0301", "Café"),
        ("co\u00adop\u0007erate\ud800", "cooperate"),
        ("Ruritania\x92s", "Ruritania’s"),
        ("a\tb", "a\tb"),
    ],
)
def test_clean(written: str, stored: str) -> None:
    assert clean(written) == stored


@given(st.text(st.characters()))
def test_cleaning_twice_changes_nothing_and_the_result_can_be_stored(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    assert unicodedata.is_normalized("NFC", once)
    assert once.encode("utf-8").decode("utf-8") == once
    assert not any(
        unicodedata.category(char) in ("Cc", "Cs") for char in once.replace("\n", "").replace("\t", "")
    )


def test_windows_text_is_read_and_said(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "actorgraph.readers"):
        assert decode("Café – “so”".encode("windows-1252"), "a.txt") == "Café – “so”"
    assert caplog.messages == ["a.txt: not UTF-8, read as windows-1252"]


def test_utf8_is_read_without_a_word(caplog: pytest.LogCaptureFixture) -> None:
    assert decode("\ufeffCafé".encode(), "a.txt") == "Café"
    assert decode("Café".encode("utf-16"), "a.txt") == "Café"
    assert caplog.messages == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\0\0", "NUL at byte 6: a binary file"),
        (b"Caf\x81 \xff", "neither UTF-8 nor windows-1252"),
        (b"\xff\xfea", "marked as UTF-16 but broken"),
    ],
)
def test_what_is_no_text_is_skipped(data: bytes, reason: str) -> None:
    with pytest.raises(SkippedInput, match=reason):
        decode(data, "a.txt")


def test_lines_are_decoded_one_by_one(caplog: pytest.LogCaptureFixture) -> None:
    file = io.BytesIO(b"\xef\xbb\xbfone\n" + "zwölf\n".encode() + b"caf\xe9\r\n" + b"caf\xe9\n" + b"\x81\n")
    lines = list(decoded_lines(file, "a.csv"))
    assert lines[:4] == ["one\n", "zwölf\n", "café\r\n", "café\n"]
    assert [is_undecoded(line) for line in lines] == [False, False, False, False, True]
    assert caplog.messages == ["a.csv: not UTF-8, read as windows-1252"]


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_US", "eng", "English", "English (UK)"])
def test_english_tags(tag: str) -> None:
    assert is_english_tag(tag)


@pytest.mark.parametrize("tag", ["fr", "de-DE", "enm", "es", "engadin", "und"])
def test_other_tags(tag: str) -> None:
    assert not is_english_tag(tag)


@pytest.mark.parametrize(
    "text",
    [
        "Der Minister hat am Montag in der Hauptstadt gesagt, dass die Regierung nicht mit der Partei redet.",
        "Le ministre a déclaré lundi que les sanctions seront maintenues et que la réunion est reportée.",
        "El ministro dijo el lunes que las sanciones se mantienen y que la reunión de los dos países sigue.",
        "Il ministro ha detto che le sanzioni non sono state tolte e che la riunione dei due paesi continua.",
        "De minister zei dat het land niet van plan is om de sancties op te heffen, en dat is een tegenslag.",
        "Министр сказал в понедельник, что санкции остаются в силе.",
        "部长星期一说,制裁仍然有效。",
        "قال الوزير إن العقوبات لا تزال سارية.",
    ],
)
def test_plainly_foreign(text: str) -> None:
    assert is_plainly_foreign(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ruritania recalls ambassador",
        "Graustark invades.",
        "El Salvador's president met Luis de la Cruz in La Paz on Monday and signed a treaty.",
        "Dutch minister Jan van der Berg visited Los Angeles; Le Monde reported sanctions.",
        "Hundreds of soldiers killed 20 rebels in northern Graustark; Ruritania condemned violence as EU "
        "leaders called on both sides to resume peace talks in Geneva.",
        "",
    ],
)
def test_not_plainly_foreign(text: str) -> None:
    assert not is_plainly_foreign(text)
