"""Web pages, written for these tests."""

import pytest

from actorgraph.errors import SkippedInput
from actorgraph.paragraphs import blocks
from actorgraph.readers.html import read_html

SENTENCES = [
    "Ruritania recalled its ambassador from Graustark on Monday, hours after a court had sentenced two "
    "of its citizens to ten years in prison.",
    "The foreign minister, Anna Holm, called the verdict a provocation and said: “There will be an answer”.",
    "Her counterpart rejected that, and told reporters in Strelsau that the courts of his country were "
    "independent of its government.",
    "Trade between the two has halved since 2019, when Graustark closed the border for lorries.",
]


def page(sentences: list[str], head: str = "", lang: str = ' lang="en-GB"') -> str:
    paragraphs = "\n".join(f"<p>{sentence}</p>" for sentence in sentences)
    return f"""<!DOCTYPE html>
<html{lang}><head><meta charset="utf-8"><title>Ruritania recalls ambassador | The Example Post</title>
<meta property="og:site_name" content="The Example Post">
<link rel="canonical" href="https://post.example/world/ruritania">{head}</head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<main><article><h1>Ruritania recalls ambassador</h1>
<figure><img src="a.jpg" alt=""><figcaption>The embassy. Photo: AFP</figcaption></figure>
{paragraphs}
<aside><p>Sign up for our newsletter to read about Graustark and its many wars every day.</p></aside>
</article></main>
<footer><p>We use cookies on this site. © The Example Post</p></footer></body></html>"""


def test_a_page() -> None:
    stated = '<meta property="article:published_time" content="2021-05-03T23:30:00-05:00">'
    fields = read_html(page(SENTENCES, stated).encode(), "a.html")
    assert fields.title == "Ruritania recalls ambassador"
    assert fields.publisher == "The Example Post"
    assert fields.url == "https://post.example/world/ruritania"
    assert fields.language == "en-GB"
    assert fields.published == "2021-05-03T23:30:00-05:00"
    text = fields.text or ""
    told = [text[block.begin : block.end] for block in blocks(text, fields.title) if not block.residue]
    assert told == SENTENCES


def test_a_page_of_two_sentences_keeps_its_paragraphs_and_leaves_the_rest() -> None:
    brief = ["Graustark expelled two diplomats.", "Ruritania protested."]
    text = read_html(page(brief).encode(), "a.html").text or ""
    assert text.splitlines()[-2:] == brief
    assert "newsletter" not in text
    assert "cookies" not in text


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2021-05">', "2021-05"),
        ('<meta name="date" content="3 May 2021">', "3 May 2021"),
        ('<script type="application/ld+json">{"datePublished": "2021-05-03"}</script>', "2021-05-03"),
        ('<meta name="date" content="soon">', None),
        ("", None),
    ],
)  # fmt: skip
def test_dates_are_those_the_page_states(head: str, published: str | None) -> None:
    assert read_html(page(SENTENCES, head).encode(), "a.html").published == published


def test_the_modification_is_not_the_publication() -> None:
    head = (
        '<meta property="article:modified_time" content="2022-01-01T00:00:00Z">'
        '<meta property="article:published_time" content="2021-05-03T00:00:00Z">'
    )
    assert (read_html(page(SENTENCES, head).encode(), "a.html").published or "").startswith("2021-05-03")


def test_a_visible_date_is_found_by_htmldate() -> None:
    marked = page(SENTENCES).replace("</h1>", '</h1><time datetime="2021-05-03">3 May</time>')
    assert read_html(marked.encode(), "a.html").published == "2021-05-03"


def test_a_declared_encoding_counts() -> None:
    old = page(["Café Déjà in Zürich. " + SENTENCES[0], *SENTENCES[1:]]).replace("utf-8", "iso-8859-1")
    assert "Café Déjà in Zürich." in (read_html(old.encode("windows-1252"), "a.html").text or "")
    cyrillic = page(SENTENCES).replace("Anna Holm", "Anna Holm (Анна)").replace("utf-8", "koi8-r")
    raw = cyrillic.replace("“", '"').replace("”", '"').encode("koi8-r")
    assert "(Анна)" in (read_html(raw, "a.html").text or "")


def test_an_xhtml_page_with_an_xml_declaration() -> None:
    xhtml = '<?xml version="1.0" encoding="utf-8"?>\n' + page(SENTENCES)
    assert SENTENCES[0] in (read_html(xhtml.encode(), "a.html").text or "")


@pytest.mark.parametrize("markup", ["<html></html>", "<html><body><script>x()</script></body></html>", "<p>"])
def test_a_page_without_an_article_is_skipped(markup: str) -> None:
    with pytest.raises(SkippedInput, match=r"a\.html: no "):
        read_html(markup.encode(), "a.html")


def test_bytes_that_are_no_page_are_skipped() -> None:
    with pytest.raises(SkippedInput, match="binary"):
        read_html(b"<html>\0\0\0", "a.html")
