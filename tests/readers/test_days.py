"""Publication dates as inputs write them."""

import pytest

from actorgraph.errors import BadDate
from actorgraph.readers.days import read_date


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2020", "2020"),
        ("2020-08", "2020-08"),
        ("2020-08-15", "2020-08-15"),
        ("20200815", "2020-08-15"),
        ("2020/8/15", "2020-08-15"),
        ("2020-08-15T23:30:00Z", "2020-08-15"),
        ("2020-08-15T00:30:00.123+03:00", "2020-08-15"),
        ("2020-08-15 23:30", "2020-08-15"),
        ("20200815T120000Z", "2020-08-15"),
        ("15 August 2020", "2020-08-15"),
        ("15th of Aug. 2020, 10:30 BST", "2020-08-15"),
        ("August 15, 2020", "2020-08-15"),
        ("Saturday, August 15, 2020 at 3:30 pm", "2020-08-15"),
        ("Sept 2020", "2020-09"),
        ("Sat, 15 Aug 2020 00:30:00 +0300", "2020-08-15"),
        ("Sat, 15 Aug 20 23:30 -0500", "2020-08-15"),
        ("Sat Aug 15 23:01:02 +0000 2020", "2020-08-15"),
        ("29 February 2020", "2020-02-29"),
    ],
)
def test_the_day_is_the_one_written(written: str, iso: str) -> None:
    assert read_date(written).iso == iso


@pytest.mark.parametrize(
    "written",
    [
        "", "yesterday", "15/08/2020", "08-09-2020", "31 June 2020", "29 February 2021", "2020-13-01",
        "1597449600", "1 2 3", "2020-08-15Tnoon", "August", "15.08.20",
    ],
)  # fmt: skip
def test_what_is_no_date_is_named(written: str) -> None:
    with pytest.raises(BadDate, match=repr(written).replace("/", ".")):
        read_date(written)


def test_an_ambiguous_date_says_what_to_write() -> None:
    with pytest.raises(BadDate, match="which number is the month: write YYYY-MM-DD"):
        read_date("08/09/2020")
