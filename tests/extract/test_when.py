"""Time expressions in context: what is found, where, and which days it means."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actorgraph.extract.when import Direction, When, find, resolve

ANCHORS = {
    "Sat": dt.date(2020, 11, 14),
    "Sun": dt.date(2020, 11, 15),
    "Wed": dt.date(2020, 11, 18),
    "Jan": dt.date(2021, 1, 6),  # a Wednesday
    "-": None,
}
DIRECTIONS: dict[str, Direction] = {"p": "past", "f": "future", "?": "unknown"}

# sentence with every expression in braces | anchor | direction | meaning of each | basis: explicit, relative
# Meanings: `2020-08` at; `2014..2016` within; `2014/2016` throughout; an end left out is open; `none` cannot be
# resolved; `age` is found in order to be passed over.
GOLDEN = """
The treaty was signed on {15 August 2020} in Minsk. | - | p | 2020-08-15 | e
On {August 15, 2020}, the envoys met. | - | p | 2020-08-15 | e
The decree dates from {Aug. 15, 2020}. | - | p | 2020-08-15 | e
The cabinet fell on the {15th of August 2020}. | - | p | 2020-08-15 | e
It was dated {15th August, 2020}, she said. | - | p | 2020-08-15 | e
Updated {2020-08-15} by the press office. | - | p | 2020-08-15 | e
The file is stamped {15/08/2020}. | - | p | 2020-08-15 | e
The file is stamped {08/15/2020}. | - | p | 2020-08-15 | e
The file is stamped 03/04/2020. | Wed | p | |
The permit expired {31.12.2019}. | - | p | 2019-12-31 | e
Troops crossed the river in {August 2020}. | - | p | 2020-08 | e
Sanctions were widened in {Sept. 2014}. | - | p | 2014-09 | e
Protests began in {August, 2020}. | - | p | 2020-08 | e
The two countries split in {1993}. | - | p | 1993 | e
The peace of {1648} is still quoted. | - | p | 1648 | e
{Saturday, 15 August 2020}: the minister resigns. | - | p | 2020-08-15 | e
Growth slowed in {mid-2019}. | - | p | 2019-05..2019-08 | e
The talks opened in {early 2019}. | - | p | 2019-01..2019-04 | e
The embassy closed in {late 2019}. | - | p | 2019-09..2019-12 | e
The port reopened in {early March 2018}. | - | p | 2018-03-01..2018-03-10 | e
The ceasefire broke in {late March}. | Wed | p | 2020-03-21..2020-03-31 | r
In {mid-June} the two sides swapped prisoners. | Wed | p | 2020-06-11..2020-06-20 | r
The base will close at {the end of 2021}. | - | f | 2021-12 | e
The base opened at {the beginning of 2021}. | - | p | 2021-01 | e
Forces should leave {by the end of March 2021}. | - | f | ..2021-03-31 | e
The war of {the 1990s} is not forgotten. | - | p | 1990..1999 | e
Both joined in {the early 1990s}. | - | p | 1990..1993 | e
The deal goes back to {the late 1980s}. | - | p | 1987..1989 | e
Exports fell in {Q3 2020}. | - | p | 2020-07..2020-09 | e
Exports fell in {the third quarter of 2020}. | - | p | 2020-07..2020-09 | e
Aid doubled in {the first half of 2020}. | - | p | 2020-01..2020-06 | e
Aid doubled in {the second half of August 2020}. | - | p | 2020-08-16..2020-08-31 | e
They fought through {winter 2019}. | - | p | 2019-12..2020-02 | e
In {the spring of 2014} the peninsula was annexed. | - | p | 2014-03..2014-05 | e
Farmers blocked the border {last summer}. | Wed | p | 2020-06..2020-08 | r
Parliament votes {next spring}. | Wed | f | 2021-03..2021-05 | r
The leaders met on {2 October}. | Sun | p | 2020-10-02 | r
The leaders met on {2 December}. | Sun | p | 2019-12-02 | r
The leaders will meet on {2 December}. | Sun | f | 2020-12-02 | r
The leaders will meet on {2 October}. | Sun | f | 2021-10-02 | r
A meeting on {2 December} is on the agenda. | Sun | ? | 2020-12-02 | r
The law was passed in {December}. | Jan | p | 2020-12 | r
The law was passed in {December last year}. | Jan | p | 2020-12 | r
The law was passed in {December last year}. | Wed | p | 2019-12 | r
The law was passed in {October this year}. | Wed | p | 2020-10 | r
He was expelled on {3 May last year}. | Wed | p | 2019-05-03 | r
The summit is planned for {March}. | Wed | f | 2021-03 | r
The summit will take place in {March}. | Wed | f | 2021-03 | r
In {November} shelling resumed. | Wed | p | 2020-11 | r
The ministers signed it {last December}. | Wed | p | 2019-12 | r
The ministers sign it {next May}. | Wed | f | 2021-05 | r
{Aug. 9} was a day of arrests. | Wed | p | 2020-08-09 | r
{Sunday, August 9} was a day of arrests. | Wed | p | 2020-08-09 | r
Police arrested dozens on {Saturday}. | Sun | p | 2020-11-14 | r
Police arrested dozens on {Sunday}. | Sun | p | 2020-11-15 | r
Police arrested dozens on {Monday}. | Sun | p | 2020-11-09 | r
The envoy arrives on {Monday}. | Sun | f | 2020-11-16 | r
The envoy arrives on {Sunday}. | Sun | f | 2020-11-15 | r
The meeting on {Friday} | Wed | ? | 2020-11-13 | r
The premier said {Saturday} that he would stay. | Sun | p | 2020-11-14 | r
Shots were heard {Saturday night}. | Sun | p | 2020-11-14 | r
Shots were heard on {Saturday evening} in the capital. | Sun | p | 2020-11-14 | r
{Late on Friday}, the court ruled. | Sun | p | 2020-11-13 | r
They landed {early Friday morning}. | Sun | p | 2020-11-13 | r
They landed {at 3pm on Saturday}. | Sun | p | 2020-11-14 | r
They landed {in the early hours of Saturday}. | Sun | p | 2020-11-14 | r
The line went quiet {at 22:30 GMT on 15 August 2020}. | - | p | 2020-08-15 | e
{Saturday}'s vote was rigged, the union says. | Sun | p | 2020-11-14 | r
Talks collapsed {last Friday}. | Wed | p | 2020-11-13 | r
Talks collapsed {last Wednesday}. | Wed | p | 2020-11-11 | r
Talks resume {next Wednesday}. | Wed | f | 2020-11-25 | r
Talks resume {this Friday}. | Wed | f | 2020-11-20 | r
Talks resume {this coming Friday}. | Wed | f | 2020-11-20 | r
The general left on {Friday last week}. | Wed | p | 2020-11-13 | r
The general leaves on {Friday next week}. | Wed | f | 2020-11-27 | r
The general leaves {today}. | Wed | f | 2020-11-18 | r
The general left {yesterday}. | Wed | p | 2020-11-17 | r
The general left {yesterday morning}. | Wed | p | 2020-11-17 | r
The general leaves {tomorrow}. | Wed | f | 2020-11-19 | r
He speaks to the nation {tonight}. | Wed | f | 2020-11-18 | r
He spoke to the nation {last night}. | Wed | p | 2020-11-17 | r
He spoke to the nation {this morning}. | Wed | p | 2020-11-18 | r
Rockets fell {overnight}. | Wed | p | 2020-11-17..2020-11-18 | r
{Earlier today} the bloc condemned the raid. | Wed | p | 2020-11-18 | r
The bloc condemned the raid {this week}. | Wed | p | 2020-11-16..2020-11-18 | r
The bloc will discuss the raid {this week}. | Wed | f | 2020-11-18..2020-11-22 | r
The bloc condemned the raid {last week}. | Wed | p | 2020-11-09..2020-11-15 | r
The bloc condemned the raid {last month}. | Wed | p | 2020-10 | r
The bloc condemned the raid {last month}. | Jan | p | 2020-12 | r
The bloc condemned the raid {last year}. | Wed | p | 2019 | r
The bloc meets {next week}. | Wed | f | 2020-11-23..2020-11-29 | r
The bloc meets {next month}. | Wed | f | 2020-12 | r
The bloc meets {next year}. | Wed | f | 2021 | r
{This year} has seen three coups. | Wed | p | 2020 | r
{Earlier this week} a convoy was hit. | Wed | p | 2020-11-16..2020-11-18 | r
{Earlier this year} a convoy was hit. | Wed | p | 2020 | r
{Earlier this month} a convoy was hit. | Wed | p | 2020-11 | r
The judges sit {later this month}. | Wed | f | 2020-11 | r
The judges sit {later this week}. | Wed | f | 2020-11-18..2020-11-22 | r
It happened {late last year}. | Wed | p | 2019-09..2019-12 | r
It happened {early last month}. | Wed | p | 2020-10-01..2020-10-10 | r
Eleven soldiers died in {the past three weeks}. | Wed | p | 2020-10-28..2020-11-18 | r
Eleven soldiers died over {the last 10 days}. | Wed | p | 2020-11-08..2020-11-18 | r
Prices doubled in {the past two years}. | Wed | p | 2018..2020 | r
Prices doubled in {the last six months}. | Wed | p | 2020-05..2020-11 | r
Dozens were hurt in {the past 24 hours}. | Wed | p | 2020-11-17..2020-11-18 | r
Relations cooled over {the last decade}. | Wed | p | 2010..2020 | r
The minister resigned {three days ago}. | Wed | p | 2020-11-15 | r
The minister resigned {two weeks ago}. | Wed | p | 2020-11-02..2020-11-08 | r
The minister resigned {a month ago}. | Wed | p | 2020-10 | r
The minister resigned {eleven months ago}. | Wed | p | 2019-12 | r
The union was founded {six years ago}. | Wed | p | 2014 | r
The union was founded {more than 20 years ago}. | Wed | p | ..2000 | r
The union was founded {a decade ago}. | Wed | p | 2010 | r
The union was founded {half a century ago}. | Wed | p | 1970 | r
The union was founded {a few years ago}. | Wed | p | 2013..2018 | r
Attacks have increased in {recent days}. | Wed | p | 2020-11-11..2020-11-18 | r
Attacks have increased in {recent months}. | Wed | p | 2020-05..2020-11 | r
The force will deploy in {the coming weeks}. | Wed | f | 2020-11-18..2020-12-16 | r
The force will deploy in {the next two months}. | Wed | f | 2020-11..2021-01 | r
The force will deploy {in three days}. | Wed | f | 2020-11-21 | r
On {the day after 15 August 2020} nobody worked. | - | p | 2020-08-16 | e
{Two days before Saturday}'s poll she was jailed. | Sun | p | 2020-11-12 | r
She flew home {the day before yesterday}. | Wed | p | 2020-11-16 | r
She flies home {the day after tomorrow}. | Wed | f | 2020-11-20 | r
On {the eve of Sunday}'s vote he was poisoned. | Wed | p | 2020-11-14 | r
{Two years after the 2014} referendum it joined. | - | p | 2016 | e
They rallied {last weekend}. | Sun | p | 2020-11-07..2020-11-08 | r
They rallied {last weekend}. | Sat | p | 2020-11-07..2020-11-08 | r
They rallied {last weekend}. | Wed | p | 2020-11-14..2020-11-15 | r
They rallied over {the weekend}. | Wed | p | 2020-11-14..2020-11-15 | r
They rallied at {the weekend}. | Sun | p | 2020-11-14..2020-11-15 | r
They will rally {this weekend}. | Wed | f | 2020-11-21..2020-11-22 | r
Guns fell silent on {Christmas Day}. | Wed | p | 2019-12-25 | r
Guns fell silent on {Christmas Eve 1914}. | - | p | 1914-12-24 | e
He stepped down on {New Year's Eve 1999}. | - | p | 1999-12-31 | e
He will step down on {New Year's Eve}. | Wed | f | 2020-12-31 | r
She has led the party {since 2017}. | - | p | 2017/ | e
She has led the party {since August}. | Wed | p | 2020-08/ | r
She has led the party {since 9 August}. | Wed | p | 2020-08-09/ | r
She has led the party {since last week}. | Wed | p | 2020-11-09/ | r
She has led the party {since the early 2000s}. | - | p | 2000/ | e
Thousands have marched {since that week}. | Wed | p | none | r
The border stays shut {until May}. | Wed | f | /2021-05 | r
He was ambassador {until 2015}. | - | p | /2015 | e
The truce holds {until the end of the year}. | Wed | f | /2020-12 | r
He was ambassador {from 2012 to 2015}. | - | p | 2012/2015 | e
Rallies took place {from March to May}. | Wed | p | 2020-03/2020-05 | r
The two met twice {between 2014 and 2016}. | - | p | 2014..2016 | e
The two met {between 9 August and 3 September 2020}. | - | p | 2020-08-09..2020-09-03 | e
The fair ran {from August 9 to 12, 2020}. | - | p | 2020-08-09/2020-08-12 | e
The summit of {15-17 August 2020} failed. | - | p | 2020-08-15..2020-08-17 | e
The {2014-2016} talks failed. | - | p | 2014..2016 | e
The {2014–16} talks failed. | - | p | 2014..2016 | e
He has ruled {for 26 years}. | Wed | p | 1994/ | r
He has ruled {for more than two decades}. | Wed | p | 2000/ | r
They have been on strike {for three weeks}. | Wed | p | 2020-10-28/ | r
He will be banned {for five years}. | Wed | f | 2020/2025 | r
They have protested {for the past three months}. | Wed | p | 2020-08/ | r
He left office {after 26 years}. | Wed | p | 1994/2020 | r
The plant must shut {by 2030}. | - | f | ..2030 | e
The plant must shut {by Friday}. | Wed | f | ..2020-11-20 | r
The ban applies {as of 1 May 2021}. | - | f | 2021-05-01/ | e
Nothing had moved {before May 2019}. | - | p | ..2019-04 | e
Nothing moved {after 2014}. | - | p | 2014.. | e
May said the plan was dead. | Wed | p | |
Theresa May said it on {Monday}; the plan was drafted by May and her aides. | Wed | p | 2020-11-16 | r
They may march on the capital. | Wed | ? | |
The March on Washington is remembered. | Wed | p | |
A {33-year-old} man was held. | Wed | p | age |
The activist, {aged 45}, was held. | Wed | p | age |
The activist is {45 years old}. | Wed | p | age |
A man in {his 60s} was held. | Wed | p | age |
A {five-year} term was imposed. | Wed | p | age |
Nightly protests and a weekly rally wear the police down. | Wed | p | |
They rally {every Friday}. | Wed | p | age |
They rally on {Sundays}. | Wed | p | age |
It is the first strike {in 26 years}. | Wed | p | age |
It is the first strike {since 1991}. | Wed | p | age |
In 2,000 cases nobody was charged. | Wed | p | |
At least 2000 people and 1990 soldiers were there. | Wed | p | |
The Sunday Times broke the story. | Wed | p | |
Memories of the {September 11 attacks} returned. | Wed | p | 2001-09-11 | e
The war that followed {9/11} goes on. | - | p | 2001-09-11 | e
The Group of 20 backed Resolution 1701 and Resolution 1973. | Wed | p | |
The {2014} Ukraine crisis changed the bloc. | - | p | 2014 | e
The {May 9} party won two seats. | Wed | p | 2020-05-09 | r
The same day, he fled. | Wed | p | |
He fled {two days later}. | Wed | p | none | r
The meeting happened on {Saturday}. | - | p | none | r
"""


def meaning(when: When | None) -> str:
    if when is None:
        return "none"
    start, end = (str(side or "") for side in (when.start, when.end))
    return {"at": start, "within": f"{start}..{end}", "throughout": f"{start}/{end}"}[when.extent]


def rows(table: str) -> list[tuple[str, ...]]:
    return [tuple(cell.strip() for cell in line.split("|")) for line in table.strip().splitlines()]


def check(sentence: str, anchor: str, direction: str, expected: str, basis: str = "") -> None:
    wanted = re.findall(r"\{(.+?)\}", sentence)
    found = find(re.sub(r"[{}]", "", sentence))
    assert [expression.text for expression in found] == wanted
    whens = [resolve(expression, ANCHORS[anchor], DIRECTIONS[direction]) for expression in found]
    meanings = ["age" if e.role == "age" else meaning(when) for e, when in zip(found, whens, strict=True)]
    assert " + ".join(meanings) == expected
    for when in filter(None, whens):
        assert when.basis == {"e": "explicit", "r": "relative"}[basis]


@pytest.mark.parametrize("row", rows(GOLDEN), ids=lambda row: row[0][:60])
def test_golden(row: tuple[str, ...]) -> None:
    check(*row)


WORDS = st.sampled_from(
    "since until for between from to and by the last next this past 3 15 2020 1999 31 February March May Aug. "
    "Monday Sunday week weekend months years decade ago days after before early mid- end of half quarter "
    "winter Christmas today 9/11 , - 's every 2020-02-30 30/02/2020 99999999 00 0 first late".split()
)
DATES = st.dates() | st.none()


@given(st.text() | st.lists(WORDS, max_size=12).map(" ".join), DATES, st.sampled_from(list(DIRECTIONS.values())))
def test_any_text(text: str, anchor: dt.date | None, direction: Direction) -> None:
    last = 0
    for expression in find(text):
        assert last <= expression.begin < expression.end
        assert text[expression.begin : expression.end] == expression.text
        last = expression.end
        when = resolve(expression, anchor, direction)
        if when and when.start and when.end:
            assert when.start.earliest <= when.end.latest
        assert when is None or when.start or when.end
