"""From what fired in a paragraph to evidence: status, date, PLOVER's rules on plans, and ties.

PLOVER counts an announced meeting, support, cooperation or aid as AGREE, an announced withdrawal as CONCEDE
and an announced attack as THREATEN (codebook, draft 2.0, section on future events). Planned coercion and
sanctions keep their type and are marked as planned.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from actorgraph.derive import relation_id
from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.dating import Calendar
from actorgraph.extract.hits import HARM, HOSTILE, Hit
from actorgraph.extract.lexicon import Frame
from actorgraph.extract.reasons import guessed
from actorgraph.extract.refusals import is_future, is_possible, is_refused, is_ruled_out
from actorgraph.extract.sayings import DEMAND
from actorgraph.extract.standing import Stance, Standing
from actorgraph.extract.story import Dated
from actorgraph.extract.sureness import chance
from actorgraph.extract.syntax import children, wished_for
from actorgraph.extract.ties import TieReader
from actorgraph.extract.words import FORMER, OFFICES
from actorgraph.model import Article, Evidence, Kind
from actorgraph.ontology import EVENTS, is_symmetric

_ANNOUNCED = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE",
              "RETREAT": "CONCEDE", "CONCEDE": "CONCEDE", "ASSAULT": "THREATEN"}  # fmt: skip
_THREATENED = frozenset({"SANCTION", "COERCE", "PROTEST"})
"""Acts of conflict that are a threat when whoever means to commit them says so."""
_HINTED = _THREATENED | {"ASSAULT"}
_WITHHELD = _THREATENED | {"RETREAT", "REJECT"}
_HOSTILE_TIES = frozenset({"AT_WAR_WITH", "HAS_SANCTIONS_ON", "OCCUPIES", "CLAIMS_TERRITORY"})
_ABROAD = frozenset({"CONSULT", "AGREE", "COOPERATE"})
_DECLINED = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
# Under these, what the complement says is the content of the act, not a second event.
_CONTAIN = frozenset({"REQUEST", "REJECT", "THREATEN", "AGREE", "CONCEDE"})
_BY_AGREEMENT = frozenset({"HAS_RELATIONS_WITH", "TREATY_WITH", "ALLIED_WITH"})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands: the article, and the offset of the paragraph's first character in it."""

    article: Article
    offset: int
    extractor: str


class Statements:
    """Turns the hits of one paragraph into evidence."""

    def __init__(self, place: Place, cast: Cast, stance: Stance, calendar: Calendar) -> None:
        self._place = place
        self._cast = cast
        self._stance = stance
        self._calendar = calendar
        self._ties = TieReader(cast, stance, calendar)

    def of(self, hits: list[Hit]) -> Iterator[Evidence]:
        """Evidence of all hits; what a request or refusal merely contains is left to it."""
        containers = {hit.trigger.i: hit for hit in hits if hit.frame.type in _CONTAIN and hit.targets}
        for hit in hits:
            spoken = bool(hit.targets) and hit.frame.type in _HINTED | _DECLINED
            if not (hit.sources or spoken) or self._is_past(hit):
                continue
            outer = self._container(hit, containers)
            if outer is not None:
                yield from self._agreed_tie(hit, outer)
                continue
            # A demand is made by saying it, whatever its own verb's mood.
            standing = self._stance.of(hit.trigger.head if hit.frame is DEMAND else hit.trigger)
            sources = hit.sources or _hinted_at(hit, standing)
            if not sources:
                continue
            targets = hit.targets or _promised_to(hit, standing)
            dated = self._calendar.of(told_by(hit), standing.via, is_said(hit.frame))
            for source, target in _pairs(sources, targets):
                yield from self._pair(hit, source, target, standing, dated)
            yield from self._accusations(hit, standing)

    def _accusations(self, hit: Hit, standing: Standing) -> Iterator[Evidence]:
        """`the UN concluded that the army had shelled the town` accuses the army; `police said` reports."""
        speaker = standing.speaker
        if speaker is None or standing.via is None or hit.frame.type not in HOSTILE:
            return
        if standing.status not in ("asserted", "claimed") or not self._stance.is_claim(standing.via):
            return
        frame = replace(hit.frame, type="ACCUSE", mode="allege", ties=())
        told = Standing("asserted", None, standing.via)
        for source in hit.sources:
            if self._is_accusation(hit.frame.type, source, speaker) and source.actor != speaker.actor:
                report = replace(hit, frame=frame, symmetric=False)
                yield self._report(report, speaker, source, told, self._calendar.of(standing.via, None, True))

    def _agreed_tie(self, hit: Hit, outer: Hit) -> Iterator[Evidence]:
        """States that agree to resume relations have them: it takes no more than their agreement."""
        effects = [tie for tie in hit.frame.ties if tie.type in _BY_AGREEMENT and tie.bearing == "opens"]
        if outer.frame.type != "AGREE" or not effects:
            return
        standing = self._stance.of(outer.trigger)
        dated = self._calendar.of(outer.trigger, standing.via)
        if standing.status not in ("asserted", "claimed"):
            return
        for source, target in _pairs(outer.sources, outer.targets):
            event = relation_id(self._report(outer, source, target, standing, dated).group)
            report = self._report(hit, source, target, standing, dated)
            for effect in effects:
                yield from self._ties.of(hit, effect, report, event, dated)

    def _is_past(self, hit: Hit) -> bool:
        """`the former president` holds no office; whether a tie ended, and when, is not said. Nor does the
        first minister to visit a city become a minister by it."""
        if (
            any(
                noun.pos_ == "NOUN"
                and any("TO" in [c.tag_ for c in clause.children] for clause in children(noun, "acl"))
                for noun in hit.nouns
            )
            and hit.frame.kind == "tie"
        ):
            return True
        return hit.frame.kind == "tie" and any(child.lower_ in FORMER for child in hit.trigger.children)

    def _container(self, hit: Hit, containers: dict[int, Hit]) -> Hit | None:
        """The request, refusal or agreement whose content the hit is; None where it stands by itself."""
        token = hit.trigger
        while token.head != token:
            if token.dep_ in ("xcomp", "ccomp", "pcomp", "acl", "dobj", "pobj", "prep", "advcl"):
                outer = containers.get(token.head.i)
                if outer is not None and hit.light is not None and outer.trigger.i == hit.light.i:
                    return None  # `in a call with Putin, Macron urged ...`: the call took place
                if outer is not None and outer is not hit and token.head.i != hit.trigger.i:
                    is_plan = outer.frame.type == "AGREE" and hit.frame.type in HARM
                    return None if is_plan or hit.frame.kind == "tie" else outer
            apart = token.dep_ == "advcl" and children(token, "nsubj", "nsubjpass") and not wished_for(token)
            if token.dep_ == "relcl" or apart:
                return None  # a clause with a subject of its own stands beside the request
            token = token.head
        return None

    def _pair(
        self, hit: Hit, source: Resolved, target: Resolved, standing: Standing, dated: Dated
    ) -> Iterator[Evidence]:
        if hit.frame.type in _ABROAD and (
            self._is_at_home(source, target) or self._is_at_home(target, source)
        ):
            return
        report = self._report(hit, source, target, standing, dated)
        event: str | None = None
        if hit.frame.kind == "event":
            yield report
            event = relation_id(report.group)
            effects = hit.frame.ties
        else:
            effects = tuple(replace(tie, mode=tie.mode or hit.frame.mode) for tie in hit.frame.ties)
        if standing.status in ("asserted", "claimed") or (
            hit.frame.kind == "tie" and standing.status == "denied"
        ):
            for effect in effects:
                yield from self._ties.of(hit, effect, report, event, dated)

    def _is_at_home(self, office: Resolved, other: Resolved) -> bool:
        """`The foreign secretary met the Iraqi minister`: an office of no named country is not that one's."""
        actor = self._cast.actor(other.actor)
        by_office = office.text.lower().removeprefix("the ") in OFFICES
        return by_office and actor.kind == "person" and actor.country == office.actor

    def _report(
        self, hit: Hit, source: Resolved, target: Resolved, standing: Standing, dated: Dated
    ) -> Evidence:
        begin, end = self._sentence(hit.trigger)
        type_, status, mode = hit.frame.type, standing.status, hit.frame.mode
        ahead: str | None = None
        if type_ in _WITHHELD and self._is_threat(hit, source, standing):
            ahead = "THREATEN"
        elif status == "planned":
            ahead = _ANNOUNCED.get(type_)
        if ahead is not None:  # what is announced lies ahead: the day is that of the announcement
            type_, status, mode, dated = ahead, "asserted", None, self._announced(hit, standing, dated)
        if status == "denied" and type_ in _DECLINED and self._is_refused(hit, source, standing):
            type_, status, mode = "REJECT", "asserted", None
        if status == "asserted" and standing.speaker and self._is_accusation(type_, source, standing.speaker):
            status = "claimed"
        kind: Kind = hit.frame.kind
        return Evidence(
            article=self._place.article.id,
            begin=begin,
            end=end,
            sentence=(self._place.article.text or "")[begin:end],
            kind=kind,
            type=type_,
            source=source.actor,
            target=target.actor,
            mode=mode,
            symmetric=hit.symmetric or is_symmetric(type_),
            status=status,
            speaker=self._cast.actor(standing.speaker.actor).name if standing.speaker else None,
            speaker_id=standing.speaker.actor if standing.speaker else None,
            when=dated.when,
            until=dated.until,
            date_basis=dated.basis,
            date_text=dated.text,
            reported=self._place.article.published.day if self._place.article.published else None,
            rule=hit.frame.name,
            confidence=chance(hit.frame, type_, status, source.confidence * target.confidence),
            source_text=source.text,
            target_text=target.text,
            source_reason=source.reason,
            target_reason=target.reason,
            extractor=self._place.extractor,
        )

    def _announced(self, hit: Hit, standing: Standing, dated: Dated) -> Dated:
        """The day of saying that it will happen; `dated` is the day on which it is to."""
        said = self._calendar.announced(hit.light or hit.trigger, standing.via)
        return said if said.when else Dated(text=dated.text)

    def _is_threat(self, hit: Hit, source: Resolved, standing: Standing) -> bool:
        """`Spain said it would close the border`, `will cut off the gas unless ...`."""
        if standing.status not in ("planned", "hypothetical"):
            return False
        trigger = hit.light or hit.trigger
        conditions = {c.lower_ for clause in children(trigger, "advcl") for c in children(clause, "mark")}
        own = self._is_own(source, standing)
        if hit.frame.type not in _THREATENED:
            return "unless" in conditions  # to leave is no threat, to leave unless is one
        if "unless" in conditions or (own and conditions & {"if", "should"}):
            return True
        return own and (is_future(trigger) or is_possible(trigger))

    def _is_accusation(self, type_: str, source: Resolved, speaker: Resolved) -> bool:
        """Whether somebody tells of another's hostile act: `Russia said that Ukraine had bombed it`.

        What they say of their own acts is their word for it, and stays asserted with them as the speaker.
        """
        hostile = EVENTS[type_].quad >= 3 if type_ in EVENTS else type_ in _HOSTILE_TIES
        own = {speaker.actor, self._cast.actor(speaker.actor).country}
        return hostile and not own & {source.actor, self._cast.actor(source.actor).country} - {""}

    def _is_own(self, source: Resolved, standing: Standing) -> bool:
        """Whether who does it says so, or speaks for the country that does."""
        said_by = standing.speaker
        return said_by is not None and source.actor in (
            said_by.actor,
            self._cast.actor(said_by.actor).country,
        )

    def _is_refused(self, hit: Hit, source: Resolved, standing: Standing) -> bool:
        own = self._is_own(source, standing)
        return any(is_refused(word, own=own) for word in (hit.light or hit.trigger, hit.trigger))

    def _sentence(self, token: Token) -> tuple[int, int]:
        sentence = token.sent
        text = sentence.text
        begin = self._place.offset + sentence.start_char + len(text) - len(text.lstrip())
        return begin, begin + len(text.strip())


def is_said(frame: Frame) -> bool:
    """Whether it is done by saying it, and neither starts nor ends anything: to accuse, not to recognise."""
    return frame.kind == "event" and EVENTS[frame.type].quad in (1, 3) and not frame.ties


def told_by(hit: Hit) -> Token:
    """The word whose day is that of the event; a demand is made by saying it."""
    return hit.trigger.head if hit.frame is DEMAND else hit.light or hit.trigger


def _hinted_at(hit: Hit, standing: Standing) -> tuple[Resolved, ...]:
    """`martial law would return if they struck, Marcos warned`, `there will be no talks, he said`: the threat
    and the refusal are the speaker's."""
    said_by = standing.speaker
    if said_by is None:
        return ()
    threat = hit.frame.type in _HINTED and standing.status in ("planned", "hypothetical")
    if not threat and not (hit.frame.type in _DECLINED and is_ruled_out(hit.trigger)):
        return ()
    reason = f"the speaker: {said_by.reason}"
    return (replace(said_by, reason=reason, confidence=said_by.confidence * 0.7),)


def _pairs(sources: Sequence[Resolved], targets: Sequence[Resolved]) -> Iterator[tuple[Resolved, Resolved]]:
    """Who with whom: each source with each target, or every two of one group that did it together."""
    if sources == targets:
        yield from itertools.combinations(sources, 2)
        return
    for source, target in itertools.product(sources, targets):
        if source.actor != target.actor:
            yield source, target


def _promised_to(hit: Hit, standing: Standing) -> tuple[Resolved, ...]:
    """`he claimed that Putin had agreed to help`: the speaker is whom the help was promised."""
    speaker = standing.speaker
    if hit.frame.type not in ("AGREE", "AID") or speaker is None or standing.status != "claimed":
        return ()
    if any(source.actor == speaker.actor for source in hit.sources):
        return ()
    return (replace(speaker, reason=guessed("the speaker"), confidence=speaker.confidence * 0.7),)
