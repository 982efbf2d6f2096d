"""A graph by hand in which every query of `cypher/queries` finds something with its example parameters."""

from __future__ import annotations

from actorgraph.derive import derive
from actorgraph.model import Reading
from tests.support import BELARUS, EU, LITHUANIA, RUSSIA, actor, article, evidence, reading

_LEADER = actor("Q2866", "Alexander Lukashenko", kind="person", aliases=("Aliaksandr Lukashenka",))
_RIVAL = actor("Q97622004", "Svetlana Tikhanovskaya", kind="person")
_ALLIANCE = actor("Q318693", "Collective Security Treaty Organisation", kind="igo", aliases=("CSTO",))
_POLAND = actor("POL", "Poland", country="POL")
_SWITZERLAND = actor("CHE", "Switzerland", country="CHE")
_CAST = (BELARUS, EU, LITHUANIA, RUSSIA, _LEADER, _RIVAL, _ALLIANCE, _POLAND, _SWITZERLAND)
_OTHERS = (
    actor("SAU", "Saudi Arabia"), actor("ARE", "United Arab Emirates"), actor("EGY", "Egypt"),
    actor("QAT", "Qatar"), actor("IRN", "Iran"), actor("FIN", "Finland"), actor("Q7184", "NATO", kind="igo"),
)  # fmt: skip

_TALKS = article("Talks in Minsk", "2020-08-15", publisher="Minsk Courier", url="https://example.org/1")
_EXILE = article("Across the border", "2020-08-15", publisher="Vilnius Post", record="r-2")
_LIST = article("The list is out", "2020-10-03", publisher="Brussels Wire")
_DENIAL = article("No such words", "2020-10-04", publisher="")
_LIFTED = article("A lifting", "2021-06-22", publisher="Brussels Wire")


def _talks() -> Reading:
    of = _TALKS
    told = {"status": "claimed", "speaker": _LEADER.name, "speaker_id": _LEADER.id}
    return reading(
        of,
        evidence(of, "RUS", "CONSULT", "BLR", "2020-08-15", mode="phone", date_basis="relative"),
        evidence(of, "RUS", "AGREE", "BLR", "2020-08-15", **told),
        evidence(of, "Q458", "SANCTION", "BLR", status="planned", speaker="EU ministers"),
        evidence(of, "RUS", "ALLIED_WITH", "BLR", "1999-12-08", bearing="opens", mode="union"),
        evidence(of, "BLR", "MEMBER_OF", "Q318693"),
        evidence(of, "RUS", "MEMBER_OF", "Q318693"),
        evidence(of, "POL", "MEMBER_OF", "Q458", "2004-05", bearing="opens"),
        evidence(of, "LTU", "MEMBER_OF", "Q458", "2004-05", bearing="opens"),
        evidence(of, "POL", "MEDIATES", "BLR"),
        evidence(of, "BLR", "REJECT", "POL", "2020-08-15"),
        evidence(of, "Q2866", "HOLDS_OFFICE", "BLR", "1994-07-20", bearing="opens", mode="president"),
        actors=_CAST,
    )


def _exile() -> Reading:
    of = _EXILE
    return reading(
        of,
        evidence(of, "Q97622004", "IN_EXILE_IN", "LTU", "2020-08-11", bearing="opens", mode="exile"),
        evidence(of, "BLR", "COERCE", "Q97622004", "2020-08-10", mode="deport", until="2020-08-11"),
        evidence(of, "Q458", "AID", "BLR", "2020-02", date_text="in February"),
        evidence(of, "CHE", "CONSULT", "RUS", "2020-03-05"),
        evidence(of, "CHE", "CONSULT", "LTU", "2020-03-10"),
        evidence(of, "CHE", "CONSULT", "BLR", "2020-05"),
        actors=_CAST,
    )


def _list() -> Reading:
    of = _LIST
    listed = evidence(
        of, "Q458", "SANCTION", "BLR", "2020-10-02", sentence="Sanctions hit Minsk, it was said."
    )
    ((event, _),) = derive([listed], {of.id: of})
    opened = {"bearing": "opens", "event": event.id}
    return reading(
        of,
        listed,
        evidence(of, "Q458", "HAS_SANCTIONS_ON", "BLR", "2020-10-02", mode="travel", **opened),
        evidence(of, "Q458", "HAS_SANCTIONS_ON", "RUS", "2020-09-01", mode="trade", bearing="opens"),
        evidence(of, "LTU", "SANCTION", "BLR", "2020-10-02", mode="expel"),
        evidence(of, "BLR", "ACCUSE", "LTU", "2020-09-03"),
        actors=_CAST,
    )


def _lifted() -> Reading:
    of = _LIFTED
    lifted = evidence(of, "Q458", "CONCEDE", "RUS", "2021-06-21")
    ((event, _),) = derive([lifted], {of.id: of})
    closed = {"bearing": "closes", "event": event.id}
    return reading(
        of, lifted, evidence(of, "Q458", "HAS_SANCTIONS_ON", "RUS", "2021-06-21", **closed), actors=_CAST
    )


def _table() -> Reading:
    of = article("The table", None, publisher="", text="a table", dataset="Table")
    coded = {"dataset": "Table", "code": "cameo:042", "entry": "row-1", "sentence": " "}
    return reading(of, evidence(of, "RUS", "CONSULT", "CHE", "2020-06-01", **coded), actors=_CAST)


def _elsewhere() -> Reading:
    of = article("EU breaks deadlock and sanctions 40 Belarusian officials", "2023-04-05", publisher="Wire")
    told = {"status": "claimed", "speaker": "Saudi Arabia", "speaker_id": "SAU"}
    opens, closes = {"bearing": "opens"}, {"bearing": "closes"}
    return reading(
        of,
        evidence(of, "SAU", "SANCTION", "QAT", "2017-06-05"),
        evidence(of, "ARE", "SANCTION", "QAT", "2017-06-05"),
        evidence(of, "EGY", "HAS_RELATIONS_WITH", "QAT", "2017-06-05", **closes),
        evidence(of, "QAT", "HAS_RELATIONS_WITH", "SAU", "2021-01-05", **opens),
        evidence(of, "IRN", "HAS_RELATIONS_WITH", "SAU", "2023-03-10", **opens),
        evidence(of, "FIN", "MEMBER_OF", "Q7184", "2023-04-04", **opens),
        evidence(of, "QAT", "AID", "IRN", "2017-06-01", **told),
        evidence(of, "Q458", "SANCTION", "BLR", sentence="Brussels keeps its sanctions on Belarus."),
        actors=(*_CAST, *_OTHERS),
    )


def affair() -> list[Reading]:
    """Articles about one affair: events, ties that open, hold and close, claims, plans and a denial."""
    denied = {"status": "denied", "speaker": "Minsk"}
    return [
        _talks(),
        _exile(),
        _list(),
        reading(_DENIAL, evidence(_DENIAL, "BLR", "ACCUSE", "LTU", "2020-09-03", **denied), actors=_CAST),
        _lifted(),
        _table(),
        _elsewhere(),
    ]
