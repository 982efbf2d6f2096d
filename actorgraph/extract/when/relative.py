"""Rules for what counts from the day of the text: `yesterday`, `last week`, `three days ago`."""

from __future__ import annotations

import re
from typing import Literal

from actorgraph.extract.when import words
from actorgraph.extract.when.composed import AheadOrAfter, Distance, OfAntecedent, PartOf, Stretch
from actorgraph.extract.when.meanings import Meaning, Overnight, Recurring, Undated, Unit, Weekday, Which
from actorgraph.extract.when.rules import YEARS, Rules
from actorgraph.extract.when.words import (
    DAY,
    FULL_MONTH,
    PART_WORDS,
    QUANTITY,
    WEEKDAY,
    S,
    month_number,
    weekday_number,
)

RULES = Rules()

_NAMED_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}


@RULES.reads(r"now\b", bare=True)
def _now(_match: re.Match[str]) -> Meaning | None:
    return Unit("day")


@RULES.reads(rf"(?:(?:earlier|later|late|early){S})?(?P<name>today|tonight|yesterday|tomorrow)\b")
def _named_day(match: re.Match[str]) -> Meaning | None:
    return Unit("day", _NAMED_DAYS[match["name"].lower()])


@RULES.reads(
    rf"(?:(?:earlier|later|early|late){S})?(?P<which>this|last){S}(?P<part>morning|afternoon"
    rf"|evening|lunchtime|night)\b"
)
def _part_of_day(match: re.Match[str]) -> Meaning | None:
    return Unit("day", -1 if match["which"].lower() == "last" else 0)


@RULES.reads(rf"overnight\b(?!\s+(?:on|from|stay)|\s+{WEEKDAY})")
def _overnight(_match: re.Match[str]) -> Meaning | None:
    return Overnight()


@RULES.reads(
    rf"(?:(?P<side>earlier|later){S})?(?P<which>last|this|next){S}(?P<unit>week|month|year"
    rf"|decade)\b(?![-’']\w*-|-)"
)
def _relative_unit(match: re.Match[str]) -> Meaning | None:
    before = match.string[max(0, match.start() - 4) : match.start()].lower()
    if before == "the " and not match["side"]:
        return None
    side: Literal["", "earlier", "later"] = (match["side"] or "").lower()  # type: ignore[assignment]
    return Unit(match["unit"].lower(), YEARS[match["which"].lower()], side)


@RULES.reads(rf"(?P<side>earlier|later){S}in{S}the{S}(?P<unit>week|month|year)\b(?!-)")
def _side_of_unit(match: re.Match[str]) -> Meaning | None:
    side: Literal["earlier", "later"] = "earlier" if match["side"].lower() == "earlier" else "later"
    return Unit(match["unit"].lower(), 0, side)


@RULES.reads(
    rf"(?P<part>the{S}(?:start|beginning|end|middle){S}of|late|early"
    rf"|mid)(?:{S}in)?[\s-]+the{S}(?P<unit>week|month|year|decade)\b(?!-)"
)
def _part_of_this_unit(match: re.Match[str]) -> Meaning | None:
    part = PART_WORDS[match["part"].lower().split()[-2 if " " in match["part"] else 0]]
    return PartOf(part, Unit(match["unit"].lower()))


@RULES.reads(r"(?:the\s+)?(?P<unit>year|month)(?:['’]s[\s-]|-)end\b")
def _unit_end(match: re.Match[str]) -> Meaning | None:
    return PartOf("end", Unit(match["unit"].lower()))


_DEFAULTS = {"day": 7, "week": 4, "month": 6, "year": 5, "decade": 3, "hour": 24}


@RULES.reads(
    rf"(?:the{S}|this{S})?(?P<which>past|last|next|coming|following){S}(?=\S)"
    rf"(?:(?P<one>hour|day|week|month|year|decade|century)\b(?!s)|{QUANTITY})(?!{S}of\b)"
)
def _counted_stretch(match: re.Match[str]) -> Meaning | None:
    which = match["which"].lower()
    lead = match[0].lower()
    if which == "following":
        return None  # counts from what was spoken of
    if match["one"]:
        unit = match["one"].lower()
        if not lead.startswith(("the", "this past")) or (which == "next" and unit == "day"):
            return None
        if which == "coming" and lead.startswith("the") and unit == "day":
            return None
        amount = words.count(1, 1, unit)
    else:
        amount, _ = words.quantity(match)
    stretch = Stretch(amount, 1 if which in ("next", "coming") else -1)
    if which == "next" and match["one"] and match["one"].lower() in ("week", "month", "year"):
        return AheadOrAfter(stretch, OfAntecedent(Unit(match["one"].lower(), 1)))
    return stretch


@RULES.reads(
    rf"(?:(?:the{S})?(?P<which>recent|coming|past)|the{S}last){S}(?P<unit>days|weeks|months|years|decades|hours)\b"
    rf"(?!{S}(?:of|before|in)\b)"
)
def _uncounted_stretch(match: re.Match[str]) -> Meaning | None:
    unit = match["unit"].lower().removesuffix("s")
    amount = words.count(_DEFAULTS[unit], _DEFAULTS[unit], unit)
    return Stretch(amount, 1 if (match["which"] or "").lower() == "coming" else -1)


@RULES.reads(
    rf"(?:{QUANTITY}|(?P<plural>minutes|hours|days|weeks|months|years|decades)){S}(?P<way>ago|from{S}now|later"
    rf"|earlier)\b"
)
def _distance(match: re.Match[str]) -> Meaning | None:
    way = match["way"].lower()
    amount = words.count(2, 7, match["plural"]) if match["plural"] else words.quantity(match)[0]
    if way == "ago" or way.startswith("from"):
        return Distance(amount, -1 if way == "ago" else 1)
    return OfAntecedent(Distance(amount, 1 if way == "later" else -1))


@RULES.reads(rf"(?P<way>in|within){S}(?:the{S}space{S}of{S})?{QUANTITY}(?:['’]{S}time)?")
def _ahead(match: re.Match[str]) -> Meaning | None:
    amount, unit = words.quantity(match)
    if (match["fuzz"] or "").lower().strip() == "the":
        return None
    if unit in ("minute", "generation"):
        return None
    if match["way"].lower() == "within":
        return Stretch(amount, 1, needs_future=True)
    return Distance(amount, 1, needs_future=True)


@RULES.reads(
    rf"(?P<which>that|(?:that|the|this){S}(?:very{S})?same|the{S}(?:following|next|previous|preceding)){S}"
    rf"(?P<unit>day|week|month|year|weekend|night|morning|afternoon|evening)\b(?!-|{S}as\b)"
)
def _of_antecedent(match: re.Match[str]) -> Meaning | None:
    which, unit = match["which"].lower().split()[-1], match["unit"].lower()
    if which == "next" and unit in ("week", "month", "year"):
        return None
    count = {"that": 0, "same": 0, "following": 1, "next": 1}.get(which, -1)
    if unit == "weekend":
        return OfAntecedent(Weekday(5, week=count, length=2))
    return OfAntecedent(Unit(unit if unit in ("day", "week", "month", "year") else "day", count))


@RULES.reads(
    rf"the{S}(?P<which>following|previous|preceding){S}(?:(?P<weekday>{WEEKDAY})"
    rf"|(?P<month>{FULL_MONTH}))"
)
def _named_of_antecedent(match: re.Match[str]) -> Meaning | None:
    which: Which = "next" if match["which"].lower() == "following" else "last"
    if match["weekday"]:
        return OfAntecedent(Weekday(weekday_number(match["weekday"]), which))
    month = month_number(match["month"])
    return OfAntecedent(Recurring((month, 0), (month, 0), which))


_OPENING = re.compile(
    r"(?:^|[.!?;:\n\"”–—-]\s*|\b(?:later|earlier|in|by|until|since|during)\s+)$", re.IGNORECASE
)


@RULES.reads(
    rf"(?:(?P<day>{DAY}){S}(?:of{S})?)?(?P<month>{FULL_MONTH}){S}(?:of{S})?"
    rf"(?:that(?:{S}same)?|the{S}(?P<which>same|following|next|previous|preceding)){S}year\b(?!-)"
)
def _in_year_of_antecedent(match: re.Match[str]) -> Meaning | None:
    which = (match["which"] or "same").lower()
    there = (month_number(match["month"]), int(re.sub(r"\D", "", match["day"] or "0")))
    years = {"same": 0, "following": 1, "next": 1}.get(which, -1)
    return OfAntecedent(Recurring(there, there, year=years))


@RULES.reads(rf"that{S}(?:same{S})?(?P<month>{FULL_MONTH})(?P<stop>(?=\s*[,.;]))?")
def _month_of_antecedent(match: re.Match[str]) -> Meaning | None:
    # Elsewhere `that` mostly opens a clause: `said that May ...`.
    if match["stop"] is None and not _OPENING.search(match.string, 0, match.start()):
        return None
    month = month_number(match["month"])
    return OfAntecedent(Recurring((month, 0), (month, 0), "this"))


@RULES.reads(
    rf"(?:the|an?|one){S}(?P<unit>day|week|month|year|night|evening){S}(?P<way>before"
    rf"|after)(?=[\s]*(?:[.,;:)!?]|$))"
)
def _beside_antecedent(match: re.Match[str]) -> Meaning | None:
    unit = match["unit"].lower()
    return OfAntecedent(
        Unit(unit if unit in ("week", "month", "year") else "day", -1 if match["way"] == "before" else 1)
    )


@RULES.reads(
    rf"(?:the|a|one){S}day{S}(?P<way>before|after){S}(?:the|their|his|her|its){S}(?:summit|meeting|talks|vote|election"
    rf"|poll|referendum|attack|strike|raid|bombing|visit|call|ceremony|speech|ruling|announcement)\b"
)
def _beside_the_event(match: re.Match[str]) -> Meaning | None:
    return OfAntecedent(Unit("day", -1 if match["way"].lower() == "before" else 1))


@RULES.reads(
    rf"(?:{QUANTITY}|(?<!to )the{S}day|(?P<plural>days|weeks|months|years|decades)){S}(?:before|after)\b"
    rf"(?!{S}(?:that|this|yesterday|tomorrow)\b)"
)
def _beside_something(match: re.Match[str]) -> Meaning | None:
    """`ten days before the vote`: some other day than that of the story, whenever the vote was."""
    is_hours = match["unit3"] and words.quantity(match)[1] in ("minute", "hour")
    return None if is_hours else Undated()
