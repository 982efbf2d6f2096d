"""The door: files, folders and standard input to articles, with every kind of bad input."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from actorgraph.dates import parse_partial
from actorgraph.errors import ActorgraphError, SkippedInput
from actorgraph.model import Article
from actorgraph.readers import Defaults, read
from actorgraph.readers.csv import read_csv
from actorgraph.readers.jsonl import read_jsonl

TEXT = "Ruritania recalled its ambassador from Graustark on Monday. The foreign minister called it a warning."
OTHER = "Graustark closed its border with Ruritania, and the army was told to guard it."


def articles(*paths: object, **more: object) -> list[Article]:
    found = list(read(paths, **more))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, SkippedInput)]
    return [item for item in found if isinstance(item, Article)]


def skipped(*paths: object, **more: object) -> list[str]:
    return [str(item) for item in read(paths, **more) if isinstance(item, SkippedInput)]  # type: ignore[arg-type]


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_plain_text(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", f"\ufeffRuritania recalls ambassador\r\n\r\n{TEXT}\r\n")
    [article] = articles(path)
    assert article.text == f"Ruritania recalls ambassador\n\n{TEXT}"
    assert (article.title, article.published, article.language) == (
        "Ruritania recalls ambassador",
        None,
        "en",
    )
    assert article.origin == str(path)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_front_matter(tmp_path: Path, name: str) -> None:
    top = 'title: "A recall"\npublisher: The Post\npublished: 2021-05\nlanguage: en\nid: 7\nurl: https://p.example'
    [article] = articles(put(tmp_path / name, f"---\n{top}\nsources:\n  - x\n---\n{TEXT}"))
    assert (article.title, article.publisher, article.record) == ("A recall", "The Post", "7")
    assert (article.url, article.text) == ("https://p.example", TEXT)
    assert article.published == parse_partial("2021-05")


@pytest.mark.parametrize(
    ("written", "iso"),
    [("2021-05-03", "2021-05-03"), ("2021-05-03T23:30:00-08:00", "2021-05-03"), ("2021", "2021")],
)
def test_a_front_matter_date_is_the_one_written(tmp_path: Path, written: str, iso: str) -> None:
    [article] = articles(put(tmp_path / "a.md", f"---\npublished: {written}\n---\n{TEXT}"))
    assert article.published == parse_partial(iso)


@pytest.mark.parametrize("rule", ["---\n", "----------\n\n"])
def test_a_rule_on_top_is_no_front_matter(tmp_path: Path, rule: str) -> None:
    [article] = articles(put(tmp_path / "a.txt", f"{rule}{TEXT}\n---\n{OTHER}"))
    assert TEXT in (article.text or "")
    assert OTHER in (article.text or "")


def test_markdown_marks_are_removed(tmp_path: Path) -> None:
    source = (
        "# A *recall*\n\n![the embassy](e.jpg)\n\n**Ruritania** recalled its "
        "[ambassador](https://p.example/a) from Graustark.\n\n"
        "> It was _not_ the first_time, he said, for 2 * 3 * 4 reasons\\.\n\n"
        "## Border\n\nThe end."
    )
    [article] = articles(put(tmp_path / "a.md", source))
    assert article.title == "A recall"
    assert article.text == (
        "A recall\n\n\n\nRuritania recalled its ambassador from Graustark.\n\n"
        "It was not the first_time, he said, for 2 * 3 * 4 reasons.\n\nBorder\n\nThe end."
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt.meta.json", '{"publisher": "The Post", "published": "2021-05-03", "title": "A recall"}'),
        ("a.meta.json", '{"outlet": "The Post", "date": 20210503, "title": "A recall"}'),
        ("a.meta.yaml", "publisher: The Post\npublished: 2021-05-03\ntitle: A recall\n"),
        ("a.meta.toml", 'publisher = "The Post"\npublished = 2021-05-03\ntitle = "A recall"\n'),
    ],
)
def test_a_sidecar_file(tmp_path: Path, name: str, content: str) -> None:
    put(tmp_path / "a.txt", TEXT)
    put(tmp_path / name, content)
    [article] = articles(tmp_path)
    assert (article.publisher, article.title) == ("The Post", "A recall")
    assert article.published == parse_partial("2021-05-03")


def test_a_sidecar_beats_the_file_and_both_beat_the_defaults(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", f"---\ntitle: Mine\npublisher: Mine\n---\n{TEXT}")
    put(tmp_path / "a.meta.json", '{"publisher": "Beside"}')
    defaults = Defaults(parse_partial("2020"), "Given", "Given", "https://g.example", "en", "g1")
    [article] = articles(path, defaults=defaults)
    assert (article.publisher, article.title, article.url, article.record) == (
        "Beside", "Mine", "https://g.example", "g1",
    )  # fmt: skip
    assert article.published == parse_partial("2020")


def test_a_sidecar_completes_the_records_of_a_file(tmp_path: Path) -> None:
    lines = [json.dumps({"text": TEXT, "publisher": "Own"}), json.dumps({"text": OTHER})]
    path = put(tmp_path / "a.jsonl", "\n".join(lines))
    put(tmp_path / "a.meta.json", '{"publisher": "Beside", "published": "2021"}')
    found = articles(path, defaults=Defaults(publisher="Given"))
    assert [article.publisher for article in found] == ["Own", "Beside"]
    assert {str(article.published) for article in found} == {"2021"}


@pytest.mark.parametrize(
    "record",
    [
        {"text": TEXT, "title": "T", "date": "3 May 2021", "publisher": "P", "url": "u", "lang": "en",
         "id": 7},
        {"body": TEXT, "title": "T", "published": "2021-05-03", "source": {"id": None, "name": "P"},
         "url": "u", "language": "English", "record": "7"},
        {"Content": TEXT, "TITLE": "T", "publication_date": 20210503, "Outlet": "P", "url": "u", "id": "7",
         "tags": ["x"], "body": None, "text": ""},
    ],
)  # fmt: skip
def test_json_keys(tmp_path: Path, record: dict[str, object]) -> None:
    path = put(tmp_path / "a.jsonl", "\n" + json.dumps(record) + "\n")
    [article] = articles(path)
    assert (article.text, article.title, article.publisher) == (TEXT, "T", "P")
    assert (article.url, article.record, str(article.published)) == ("u", "7", "2021-05-03")
    assert article.origin == f"{path}#2"


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"text": "x', r"broken JSON: Unterminated string .* at column 10, near"),
        ("nonsense", "broken JSON: Expecting value at column 1, near 'nonsense'"),
        ('["text"]', "a record must be a JSON object, this is a list"),
        ('{"titel": "x"}', "no text under 'text', 'body' or 'content'; its keys: 'titel'"),
        ('{"text": ""}', "no text under"),
        ('{"text": " \\n "}', "no text"),
        ('{"text": 7}', "text is 7, not text"),
        ('{"text": ["a"]}', r"text is \['a'\], not text"),
        ('{"text": "Fine.", "date": "soon"}', "publication date: 'soon' is no date"),
        ('{"text": "Fine.", "date": "08/09/2020"}', "'08/09/2020' does not say which number is the month"),
        ('{"text": "Fine.", "date": {"day": 1}}', r"date is \{'day': 1\}, not text"),
        ('{"text": "Fine.", "date": true}', "date is True, not text"),
        ('{"text": "Fine.", "lang": "fr"}', "language is 'fr': only English is read"),
        ('{"text": "\\ud800 !"}', "holds no text"),
        (b'{"text": "\x81\xff"}', "neither UTF-8 nor windows-1252"),
        ("[" * 100_000, "broken JSON"),
        ('{"id": ' + "9" * 5000 + "}", "broken JSON"),
    ],
)
def test_a_bad_record_costs_itself_alone(tmp_path: Path, line: str | bytes, reason: str) -> None:
    raw = line.encode() if isinstance(line, str) else line
    good = json.dumps({"text": TEXT}).encode()
    path = put(tmp_path / "a.jsonl", good + b"\n" + raw + b"\n" + good.replace(b"Monday", b"Friday"))
    first, bad, last = read([path])
    assert isinstance(first, Article)
    assert isinstance(last, Article)
    assert last.origin == f"{path}#3"
    assert isinstance(bad, SkippedInput)
    assert bad.origin == f"{path}#2"
    with pytest.raises(SkippedInput, match=reason):
        raise bad


@pytest.mark.parametrize(
    ("reader", "record"),
    [(read_jsonl, json.dumps({"text": TEXT})), (read_csv, f'1,"{TEXT}"')],
    ids=["jsonl", "csv"],
)
def test_records_are_read_as_they_are_asked_for(
    reader: Callable[[BinaryIO, str], Iterator[object]], record: str
) -> None:
    file = io.BytesIO(b"id,text\n" + (record + "\n").encode() * 1000)
    records = reader(file, "a")
    next(records)
    next(records)
    assert file.tell() < 3 * len(record) + 20
    assert sum(1 for _ in records) >= 998


@pytest.mark.parametrize(
    ("name", "delimiter"), [("a.csv", ","), ("a.csv", ";"), ("a.tsv", "\t"), ("a.csv", "|"), ("a.csv", "\t")]
)
def test_csv_and_its_kin(tmp_path: Path, name: str, delimiter: str) -> None:
    header = delimiter.join(["ID", "Title", "Text", "Date", "Source"])
    row = delimiter.join(["7", '"T, u; v | w"', f'"{TEXT}\n\nHe said ""no""."', "2021-05-03", "P"])
    path = put(tmp_path / name, f"\ufeff{header}\r\n\r\n{row}\r\n{row}\r\n")
    first, second = articles(path)
    assert first.text == f'{TEXT}\n\nHe said "no".'
    assert (first.title, first.publisher, first.record, str(first.published)) == (
        "T, u; v | w", "P", "7", "2021-05-03",
    )  # fmt: skip
    assert (first.origin, second.origin) == (f"{path}#3", f"{path}#6")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ('2,"' + TEXT, "broken quoting"),
        ('2,"quoted" twice', "broken quoting"),
        ("2,one,two", "3 values, but the header has 2 columns"),
        ("2", "1 values, but the header has 2 columns"),
        ("2,", "its text column is empty"),
        (b"2,\x81\xff and more", "text is neither UTF-8 nor windows-1252"),
        ("2,Министр сказал что санкции остаются", "does not read as English"),
    ],
)
def test_a_bad_row_costs_itself_alone(tmp_path: Path, row: str | bytes, reason: str) -> None:
    raw = row.encode() if isinstance(row, str) else row
    path = put(
        tmp_path / "a.csv", b"id,text\n1,One is fine.\n" + raw + b'\n3,"Three is fine."\n4,Four is fine.\n'
    )
    first, bad, *others = read([path])
    assert isinstance(first, Article)
    assert isinstance(bad, SkippedInput)
    assert bad.origin == f"{path}#3"
    with pytest.raises(SkippedInput, match=reason):
        raise bad
    assert [item.origin for item in others if isinstance(item, Article)] == [f"{path}#4", f"{path}#5"]
    assert [item.text for item in others if isinstance(item, Article)] == ["Three is fine.", "Four is fine."]


def test_quotation_marks_in_unquoted_tsv_belong_to_the_text(tmp_path: Path) -> None:
    path = put(tmp_path / "a.tsv", 'id\ttext\n1\t"We agree," the minister said.\n2\tHe said "no".\n')
    assert [article.text for article in articles(path)] == ['"We agree," the minister said.', 'He said "no".']


def test_a_long_field_and_windows_encoding(tmp_path: Path) -> None:
    text = "The café was closed. " * 10_000
    path = put(tmp_path / "a.csv", f"id,text\n1,{text}\n".encode("windows-1252"))
    assert articles(path)[0].text == text.strip()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.csv", "id,titel\n1,x\n", "#1: the header names no column text, body or content: 'id,titel'"),
        ("a.csv", "", "#1: empty file"),
        ("a.csv", "id,text\n", ": holds no records"),
        ("a.jsonl", "\n\n", ": holds no records"),
        ("a.txt", "", ": empty file"),
        ("a.txt", " \n\t ", ": empty file"),
        ("a.txt", "--- 123 ---", ": holds no text"),
        ("a.txt", b"\x89PNG\0\0", ": NUL at byte 4: a binary file, not text"),
        ("a.txt", b"caf\x81", ": neither UTF-8 nor windows-1252 text"),
        ("a.txt", "word " * 200_001, ": text of 1,000,004 characters, an article has at most 1,000,000"),
        ("a.txt", b"x" * 50_000_001, ": larger than 50 MB"),
        ("a.md", "---\ntitle: a: b\n---\nText.", ": broken front matter: mapping values are not allowed"),
        ("a.md", "---\ntitle: [a]\n---\nText.", ": title is ['a'], not text"),
        ("a.md", "---\npublished: soon\n---\nText.", ": publication date: 'soon' is no date"),
        ("a.md", "---\nlanguage: de\n---\nText.", ": language is 'de': only English is read"),
        ("a.html", "<html></html>", ": no "),
        ("a.txt", "Le ministre a dit que les sanctions sont levées par la France et que la paix est là.",
         ": does not read as English"),
        ("a.json", "{}", ": a JSON document is not read: write one record a line into a .jsonl file"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_its_reason(
    tmp_path: Path, name: str, content: str | bytes, reason: str
) -> None:
    path = put(tmp_path / name, content)
    good = put(tmp_path / "z.txt", TEXT)
    bad, article = read([path, good])
    assert str(bad).startswith(f"{path}{reason}")
    assert isinstance(article, Article)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.meta.json", "{", "broken metadata: Expecting property name"),
        ("a.meta.json", "[1]", "metadata must be keys with values, not a list"),
        ("a.meta.yaml", "a: b: c", "broken metadata: mapping values are not allowed"),
        ("a.meta.toml", "a = ", "broken metadata: Invalid value"),
        ("a.meta.json", '{"title": [1]}', "title is [1], not text"),
    ],
)
def test_a_broken_sidecar_is_named(tmp_path: Path, name: str, content: str, reason: str) -> None:
    put(tmp_path / "a.txt", TEXT)
    sidecar = put(tmp_path / name, content)
    [said] = skipped(tmp_path)
    assert said.startswith(f"{sidecar}: {reason}")


@pytest.mark.parametrize("missing", ["b.txt", "b.json", "b"])
def test_a_missing_path_among_others_costs_itself_alone(tmp_path: Path, missing: str) -> None:
    one, two = put(tmp_path / "a.txt", TEXT), put(tmp_path / "c.txt", f"{TEXT} Again.")
    first, skip, last = read([one, tmp_path / missing, two])
    assert (getattr(first, "origin", ""), getattr(last, "origin", "")) == (str(one), str(two))
    assert isinstance(skip, SkippedInput)
    assert (skip.origin, skip.reason) == (str(tmp_path / missing), "no such file or folder")


def test_standard_input_beside_a_missing_path_is_read(tmp_path: Path) -> None:
    skip, found = read([tmp_path / "b.txt", "-"], stdin=io.BytesIO(TEXT.encode()))
    assert (isinstance(skip, SkippedInput), isinstance(found, Article)) == (True, True)


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, r"0\.txt: no such file or folder"),
        (2, r"0\.txt, .*1\.txt: no such"),
        (5, r"2\.txt and 2 more: no such"),
    ],
)
def test_paths_that_are_all_missing_stop_before_anything_is_read(
    tmp_path: Path, count: int, said: str
) -> None:
    with pytest.raises(ActorgraphError, match=said) as raised:
        read([tmp_path / f"{number}.txt" for number in range(count)])
    assert not isinstance(raised.value, SkippedInput)
    assert raised.value.exit_code == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file_is_skipped(tmp_path: Path) -> None:
    path = put(tmp_path / "a.txt", TEXT)
    path.chmod(0)
    assert skipped(path) == [f"{path}: cannot be read: Permission denied"]


def test_a_broken_link_in_a_folder_is_skipped(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone.txt")
    assert skipped(tmp_path) == [f"{tmp_path / 'a.txt'}: cannot be read: No such file or directory"]


def test_a_folder_is_read_in_order_and_linked_circles_are_not_followed(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/b.md", "c.jsonl", ".hidden.txt", ".git/x.txt", "README.md"):
        put(tmp_path / name, json.dumps({"text": TEXT + name}) if name == "c.jsonl" else TEXT + name)
    put(tmp_path / "b.txt.meta.json", "{}")
    put(tmp_path / "a/picture.png", b"\x89PNG")
    put(tmp_path / "a/Makefile", "all:")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    found = [item.origin.removeprefix(f"{tmp_path}/") for item in read([tmp_path])]
    assert found == ["a/Makefile", "a/b.md", "a/picture.png", "a/z.txt", "b.txt", "c.jsonl#1"]
    reasons = skipped(tmp_path)
    assert "no extension: read are .txt" in reasons[0]
    assert "unknown extension '.png': read are .txt" in reasons[1]


def test_fifty_files_with_three_bad_ones(tmp_path: Path) -> None:
    for number in range(50):
        put(tmp_path / f"{number:02}.txt", f"{TEXT} It was report {number}.")
    put(tmp_path / "07.txt", b"\0\1\2")
    put(tmp_path / "23.txt", "")
    put(tmp_path / "41.txt", "---\npublished: soon\n---\nText.")
    found = list(read([tmp_path]))
    assert [Path(item.origin).stem for item in found] == [f"{number:02}" for number in range(50)]
    assert [Path(item.origin).stem for item in found if isinstance(item, SkippedInput)] == ["07", "23", "41"]
    assert len({item.id for item in found if isinstance(item, Article)}) == 47


PAGE = f"<!DOCTYPE html><html><body><h1>A recall</h1><p>{TEXT}</p><p>{OTHER}</p></body></html>"


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (f"A recall of note\n\n{TEXT}", 1),
        (f"---\npublisher: P\n---\n{TEXT}", 1),
        ("\ufeff" + json.dumps({"text": TEXT}) + "\n" + json.dumps({"text": OTHER}) + "\n", 2),
        (f"id,text\n1,{TEXT}\n2,\"{OTHER}\"\n", 2),
        (f"text\tid\n{TEXT}\t1\n", 1),
        (PAGE, 1),
        (f"<!-- saved --> \n{PAGE}", 1),
        ("Text, he said, is content.\nAnd so it goes on.", 1),
    ],
)  # fmt: skip
def test_standard_input_is_told_by_its_content(content: str, count: int) -> None:
    found = articles("-", stdin=io.BytesIO(content.encode()))
    assert len(found) == count
    assert all(article.origin in ("-", "-#1", "-#2", "-#3") for article in found)
    assert not any("<p>" in (article.text or "") or "{" in (article.text or "") for article in found)


def test_a_file_with_an_untold_name_is_told_by_its_content_when_it_is_named(tmp_path: Path) -> None:
    path = put(tmp_path / "export.data", json.dumps({"text": TEXT}))
    assert [article.origin for article in articles(path)] == [f"{path}#1"]
    assert articles(put(tmp_path / "article", TEXT))[0].text == TEXT


def test_bad_standard_input_is_skipped() -> None:
    assert skipped("-", stdin=io.BytesIO(b"")) == ["-: empty file"]
    assert skipped("-", stdin=io.BytesIO(b"a\0b"))[0].startswith("-: NUL at byte 1")


def test_a_pipe_is_read(tmp_path: Path) -> None:
    code = "import sys; from actorgraph.readers import read; print([a.text for a in read(['/dev/stdin', ])])"
    done = subprocess.run(
        [sys.executable, "-c", code], input=TEXT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str([TEXT])


def test_utf16_is_read(tmp_path: Path) -> None:
    assert articles(put(tmp_path / "a.txt", TEXT.encode("utf-16")))[0].text == TEXT
    lines = "".join(json.dumps({"text": text}) + "\n" for text in (TEXT, OTHER))
    assert len(articles(put(tmp_path / "a.jsonl", lines.encode("utf-16")))) == 2
    assert len(articles("-", stdin=io.BytesIO(lines.encode("utf-16")))) == 2


def test_reading_records_imports_nothing_heavy(tmp_path: Path) -> None:
    path = put(tmp_path / "a.jsonl", json.dumps({"text": TEXT}))
    code = (
        "import sys; from actorgraph.readers import read; print(len(list(read([sys.argv[1]]))));"
        "print({'trafilatura', 'lxml', 'yaml', 'frontmatter', 'spacy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "set()"]
