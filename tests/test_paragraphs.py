"""Blocks cover a text exactly, and residue is told from what an article says."""

import textwrap
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.paragraphs import Block, blocks, headline

PARAGRAPHS = [
    "Ruritania recalled its ambassador from Graustark on Monday, hours after a court in the capital had "
    "sentenced two of its citizens to ten years in prison.",
    "The foreign minister, Anna Holm, called the verdict a provocation. Her counterpart rejected that, and "
    "told reporters that the courts of his country were independent.",
    "Trade between the two has halved since 2019, when Graustark closed the border for lorries and raised "
    "the duty on timber.",
    "A meeting that had been planned for 3 May 2021 was called off, officials said.",
]
PAGE = [
    "Ruritania recalls ambassador from Graustark",
    "By Jane Doe and John Roe, diplomatic correspondents",
    PARAGRAPHS[0],
    "The embassy of Ruritania in the capital of Graustark",
    "The embassy of Ruritania in the capital of Graustark",
    *PARAGRAPHS[1:],
]


def shown(text: str, title: str = "") -> list[tuple[str, str | None]]:
    return [(text[block.begin : block.end], block.residue) for block in blocks(text, title)]


def said(text: str) -> list[str]:
    return [" ".join(passage.split()) for passage, residue in shown(text) if residue is None]


@given(
    st.one_of(
        st.text(),
        st.lists(
            st.sampled_from(
                [*PAGE, "Advertisement", "", "   ", "\t", "- AFP", "Photo: AFP", "lower case", "\n"]
            )
        ).map("\n".join),
    ),
    st.sampled_from(["", PAGE[0], "Advertisement"]),
)
def test_blocks_cover_the_text_and_nothing_twice(text: str, title: str) -> None:
    found = blocks(text, title)
    at = 0
    for block in found:
        assert text[at : block.begin].strip() == ""
        assert at <= block.begin < block.end
        passage = text[block.begin : block.end]
        assert passage == passage.strip()
        at = block.end
    assert text[at:].strip() == ""
    assert sum(block.residue == "title" for block in found) <= 1


@pytest.mark.parametrize("width", [45, 60, 72, 80, 100])
def test_lines_broken_to_a_width_are_one_paragraph(width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PARAGRAPHS)
    assert said(text) == PARAGRAPHS


@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=2, max_size=4, unique=True), st.integers(40, 110))
def test_no_sentence_is_cut_where_a_line_was_broken(paragraphs: list[str], width: int) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width, break_on_hyphens=False) for paragraph in paragraphs)
    assert said(text) == paragraphs


def test_broken_paragraphs_without_blank_lines_lose_no_sentence() -> None:
    text = "\n".join(textwrap.fill(paragraph, 64) for paragraph in PARAGRAPHS)
    assert " ".join(said(text)) == " ".join(PARAGRAPHS)
    assert said(text)[0].startswith("Ruritania recalled")


def test_every_line_is_a_paragraph_where_lines_have_no_common_width() -> None:
    assert said("\n".join(PARAGRAPHS)) == PARAGRAPHS


def test_a_stray_line_end_inside_a_sentence_is_mended() -> None:
    assert said("Ruritania recalled its ambassador\nfrom Graustark on Monday.\nIt was angry.") == [
        "Ruritania recalled its ambassador from Graustark on Monday.",
        "It was angry.",
    ]


def test_the_last_word_of_a_broken_paragraph_is_no_date_line() -> None:
    first = "The two countries signed the treaty that still binds them in the month of\nMay 2015."
    text = "\n\n".join([first, *(textwrap.fill(paragraph, 74) for paragraph in PARAGRAPHS)])
    assert said(text)[0].endswith("month of May 2015.")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Advertisement", "advertisement"),
        ("ADVERTISEMENT - scroll to continue", "advertisement"),
        ("Story continues below advertisement", "advertisement"),
        ("Sponsored content", "advertisement"),
        ("We use cookies to improve your experience on this site.", "cookies"),
        ("By continuing to use this website you agree to our use of cookies.", "cookies"),
        ("Accept all cookies", "cookies"),
        ("Sign up for our daily newsletter", "newsletter"),
        ("Subscribe today and get the first month for free.", "newsletter"),
        ("Get the day's stories in your inbox every morning", "newsletter"),
        ("Share this article", "sharing"),
        ("Share on Facebook | Tweet | WhatsApp", "sharing"),
        ("Follow us on Twitter and Instagram", "sharing"),
        ("Read more: Graustark closes its border", "link"),
        ("READ ALSO: Graustark closes its border", "link"),
        ("More on this story", "link"),
        ("Related: Who rules Graustark?", "link"),
        ("Photo: Jane Doe/AFP", "credit"),
        ("Credit: AFP", "credit"),
        ("Image source, Getty Images", "credit"),
        ("AFP via Getty Images", "credit"),
        ("Reuters/John Doe", "credit"),
        ("The ambassador leaves the ministry on Monday - EPA-EFE", "caption"),
        ("The ambassador leaves the ministry on Monday. (Reuters/John Doe)", "caption"),
        ("The ambassador leaves the ministry on Monday. [John Doe/Reuters]", "caption"),
        ("The ambassador leaves the ministry, May 3, 2021. (AP Photo/Jane Doe)", "caption"),
        ("The ambassador leaves the ministry on Monday Credit: AFP", "caption"),
        ("The ambassador leaves the ministry on Monday Getty Images", "caption"),
        ("The ambassador leaves the ministry on Monday © AFP", "caption"),
        ("FILE PHOTO: The ambassador leaves the ministry. REUTERS/Jane Doe", "caption"),
        ("Anna Holm (left) with the king of Graustark", "caption"),
        ("By Jane Doe, diplomatic correspondent", "byline"),
        ("(Reporting by Jane Doe; Writing by John Roe; Editing by Max Poe)", "byline"),
        ("Jane Doe in London contributed to this report.", "byline"),
        ("Published: 3 May 2021, 10:30", "byline"),
        ("Mon 3 May 2021 10.30 BST", "byline"),
        ("© 2021 The Example Post. All rights reserved.", "copyright"),
        ("This material may not be published, broadcast, rewritten or redistributed.", "copyright"),
        ("* * *", "separator"),
        ("https://post.example/article", "separator"),
    ],
)
def test_residue(line: str, reason: str) -> None:
    text = "\n\n".join([*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]])
    assert dict(shown(text))[line] == reason
    assert said(text) == PARAGRAPHS


@pytest.mark.parametrize(
    "sentence",
    [
        "The union fined the company for its use of cookies, a spokesman said.",
        '"We have stopped selling cookies to your country," the minister said.',
        "Ruritania's president gave the order to sign up 20,000 reservists.",
        "Reuters reported on Sunday that the army had crossed the border.",
        "MINSK (Reuters) - The president met the foreign minister.",
        'The talks had failed, he said. "There will be no others." - AFP',
        "The talks had failed, the ministry said. (Reuters)",
        "Watch groups accused Graustark of arming the rebels.",
        "The photograph showed the minister with rebel commanders.",
        "By Sunday the rebels had taken the town.",
        "Related charges against the former president were dropped.",
        "In May 2020 the army withdrew.",
        "Share prices fell after the attack.",
        "The government published a list of 13 demands in 2017.",
        "Updated sanctions were imposed on 12 officials by the union.",
        "Follow-up talks will be held on neutral ground, the ministry said.",
        "Like the union, Ruritania condemned the attack on Twitter.",
        "Reporting by the newspaper showed that Graustark had paid the rebels.",
        "A spokesman for the Associated Press said that its reporter had been freed.",
        "Advertisements for the party were banned by the government.",
        "Talks with Graustark resume",
    ],
)
def test_a_sentence_is_no_residue(sentence: str) -> None:
    text = "\n\n".join([*PARAGRAPHS[:2], sentence, *PARAGRAPHS[2:]])
    assert dict(shown(text))[sentence] is None


def test_a_repeated_caption_goes_in_both_copies() -> None:
    assert [residue for _, residue in shown("\n\n".join(PAGE))] == [
        "title", "byline", None, "repeated", "repeated", None, None, None,
    ]  # fmt: skip


def test_of_a_repeated_passage_the_first_copy_stays() -> None:
    text = "\n\n".join([PARAGRAPHS[0], PARAGRAPHS[1], PARAGRAPHS[0], PARAGRAPHS[1]])
    assert [residue for _, residue in shown(text)] == [None, None, "repeated", "repeated"]


def test_a_caption_broken_over_lines_is_one_caption() -> None:
    caption = "The ambassador of Ruritania leaves the foreign\nministry of Graustark on Monday (AFP/John Doe)"
    text = "\n\n".join([textwrap.fill(PARAGRAPHS[0], 50), caption, textwrap.fill(PARAGRAPHS[1], 50)])
    assert dict(shown(text))[caption] == "caption"


def test_the_title_that_is_known_is_found_and_not_lost_as_a_repeat() -> None:
    text = "\n\n".join(["Home", "Ruritania recalls ambassador.", *PARAGRAPHS])
    assert ("Ruritania recalls ambassador.", "title") in shown(text, title="Ruritania Recalls Ambassador")
    assert ("Ruritania recalls ambassador.", None) in shown(text)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (
            ["Advertisement", "Ruritania recalls its ambassador", *PARAGRAPHS],
            "Ruritania recalls its ambassador",
        ),
        (["# Who rules Graustark now?", *PARAGRAPHS], "Who rules Graustark now?"),
        (PARAGRAPHS, ""),
        (["Ruritania recalls its ambassador"], ""),
        (["Dear Sir,", *PARAGRAPHS], ""),
        ([], ""),
    ],
)
def test_headline(lines: list[str], title: str) -> None:
    assert headline("\n\n".join(lines)) == title


def test_offsets_are_those_of_the_text_as_it_is() -> None:
    assert blocks("\n  Advertisement \n\nA b c d.\n") == [Block(3, 16, "advertisement"), Block(19, 27)]


@pytest.mark.parametrize(
    "piece",
    [
        "A",
        "Share ",
        "By A",
        "AFP ",
        "Jane Doe/",
        "1 ",
        "on to by ",
        "cookies we ",
        "(",
        "- AFP ",
        "\u2014 ",
        "Mon May ",
    ],
)
def test_no_line_costs_more_than_its_length(piece: str) -> None:
    began = time.process_time()
    blocks(("By " + piece * 400)[:390] + "!\n\n" + piece * 170 + "~")
    assert time.process_time() - began < 0.5


def test_a_text_of_one_paragraph_is_no_residue() -> None:
    line = "Anna Holm (left) with the king of Graustark"
    assert shown(line) == [(line, None)]
