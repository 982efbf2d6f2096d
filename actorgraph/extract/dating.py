"""When it happened: the time expression that belongs to a predicate, read in its tense.

In this order: the predicate's own expression; that of a clause or noun above it whose day it shares; a
distance from the clause above (`a day after Syria shelled it`); the verb of saying above it (`claimed on
Saturday that ...`); the day that the story has reached; and the report's own day for words that are spoken
with the report (`Norway condemns ...`). Where none of them gives a date there is none.
"""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import Literal

from spacy.tokens import Doc, Span, Token

from actorgraph.dates import Partial
from actorgraph.extract import tense
from actorgraph.extract.quotations import quotations
from actorgraph.extract.story import (
    LEAD,
    Dated,
    Past,
    Timed,
    Told,
    dateline,
    handed_on,
    is_fresh,
    is_heading,
    is_title,
    told_before,
    told_of,
)
from actorgraph.extract.syntax import children, is_verb
from actorgraph.extract.when import TimeExpression, away, find, resolve
from actorgraph.extract.words import AFTER

_COMMA = 2  # characters between a date and the clause that says what happened then


class Calendar:
    """The time expressions of one paragraph, by the words that they date."""

    def __init__(self, doc: Doc, anchor: dt.date | None, before: Calendar | None = None) -> None:
        """`before` is the paragraph before: `They called on ...` goes on with its day."""
        self._doc = doc
        self._past = before.past if before else None
        self._anchor = self._past.anchor if self._past else anchor
        found = find(doc.text)
        if before is None and found and (day := dateline(doc.text, found[0], anchor)):
            self._anchor = day
            found = found[1:]
        self._found = found
        self._is_title = bool(found) and is_title(doc.text, found[0])

    def of(self, predicate: Token, via: Token | None = None, is_said: bool = False) -> Dated:
        """The date of what `predicate` says; `via` is the verb of saying above it. `is_said` marks what is
        done by saying it, such as to condemn: news tells it on its day."""
        speaks = via is not None and via != predicate
        lent = self._lent(via) if via is not None and speaks and self._quoted else None
        path = list(tense.same_day(predicate))
        top = path[-1]
        for token in path:
            for timed in self._timed:
                if token.i in timed.dates:
                    dated = self._resolve(timed, token, lent.day if lent else None)
                    if dated.when:
                        return dated
        for look in (self._when, self._beside):
            if (found := look(top)).when:
                return found
        if not is_verb(top):
            return self._behind(top)
        if lent is None and via is not None and speaks:
            lent = self._lent(via)
        if lent and lent.when and self._is_lent(top, lent, is_said):
            return lent
        if top.dep_ == "pcomp":
            return Dated()  # what somebody is accused of, or thanked for, came before
        if self._heading and (tense.is_told(top) or tense.is_now(top)):
            return self._heading
        told = self._told_at(predicate.sent)
        if tense.is_told(top):
            later = self._later(top)
            if later.when and not (told.dated.day and told.dated.day >= later.when.day):
                return later
            return told.dated if is_said or not told.loose else later
        return self._report(top, is_said) if tense.is_now(top) else Dated()

    def announced(self, predicate: Token, via: Token | None = None) -> Dated:
        """The date of saying that what `predicate` says will happen: not that on which it is to happen."""
        if via is not None and via != predicate:
            return self.of(via, None, is_said=True)
        top = list(tense.same_day(predicate))[-1]
        if tense.is_ahead(tense.verb_above(top)) or tense.is_now(top):
            return self._report(top, is_said=True)
        return Dated()

    @cached_property
    def _heading(self) -> Dated | None:
        """The date before a colon or dash that opens an entry of a chronology, or that stands above it."""
        if self._is_title or (self._found and is_heading(self._doc.text, self._found[0])):
            when = resolve(self._found[0], self._anchor, "past")
            if when and when.start and when.extent != "throughout":
                return Dated(when.start, when.end, when.basis, self._found[0].text)
        return self._past.heading if self._past else None

    @cached_property
    def past(self) -> Past:
        """What the next paragraph has to know of this one and those before it."""
        past, (_, days, spoken) = self._past, self._course
        paragraphs = past.paragraphs + 1 if past else 1
        story = past.story if past else Dated()
        if story.when is None and paragraphs <= LEAD:
            story = next((t.dated for t in days if is_fresh(self._anchor, t.dated.day)), story)
        told = days[-1] if days else self._carried
        return Past(told, story, paragraphs, self._anchor, spoken, self._heading if self._is_title else None)

    @property
    def _timed(self) -> list[Timed]:
        return self._course[0]

    @cached_property
    def _course(self) -> tuple[list[Timed], list[Told], Partial | None]:
        """The expressions; for each sentence the day that its simple past tells of: that of its main clause,
        else the last told before it; and what was last spoken of. No sentences where nothing moves it."""
        timed: list[Timed] = []
        days: list[Told] = []
        told, before = self._carried, self._past.spoken if self._past else None
        history: Partial | None = None
        expressions = [(e, self._span(e)) for e in self._found if e.role != "age"]
        for sentence in self._doc.sents if expressions or told.loose else ():
            here: Partial | None = None
            of_main: Partial | None = None
            own: list[Timed] = []
            for expression, span in expressions:
                if span is not None and sentence.start <= span.root.i < sentence.end:
                    spoken = here or (None if told.loose else told.dated.point) or before or told.dated.point
                    own.append(self._expressed(expression, span.root, spoken, history))
                    here = self._resolve(own[-1], span.root, None).point or here
                    if of_main is None and here and sentence.root.i in own[-1].dates:
                        of_main, history = here, told_of(self._anchor, here)
            timed += own
            before = of_main or here or before
            if of_main is None and here and not told_of(self._anchor, here):
                history = None
            told, last = self._reached(sentence.root, own, told), told
            days.append(told)
            if told.dated.when is None and not any(self._resolve(t, t.root, None).when for t in own):
                told = last  # `three weeks after the siege` is not on the story's day, and does not move it
            if told.loose and (tense.is_aside(sentence.root) or any(self._is_history(one) for one in own)):
                told = Told()
        return timed, days, before

    def _span(self, expression: TimeExpression) -> Span | None:
        return self._doc.char_span(expression.begin, expression.end, alignment_mode="expand")

    def _expressed(
        self, expression: TimeExpression, root: Token, antecedent: Partial | None, history: Partial | None
    ) -> Timed:
        looks = tense.direction(tense.verb_above(root))
        when = resolve(expression, self._anchor, looks, antecedent=antecedent, history=history)
        is_day = bool(when and when.start and when.extent == "at" and when.start.precision == "day")
        dates = self._within_quotation(root, tense.dated_by(root, is_day))
        return Timed(expression, root, dates, antecedent, history)

    def _is_history(self, timed: Timed) -> bool:
        """Whether the expression leads away from the news: what follows it is not told on the lead's day."""
        when = self._resolve(timed, timed.root, None).when
        return when is not None and not is_fresh(self._anchor, when.latest)

    def _reached(self, root: Token, timed: list[Timed], told: Told) -> Told:
        """The day that the story has reached with the main clause of `root`; `told` is that before it."""
        for verb in (v for v in reversed(tense.clauses_after(root)) if tense.is_told(v)):
            later = next((t for t in timed if verb.i in t.dates), None)
            if later and (dated := self._resolve(later, verb, None)).day:
                return told_before(dated)
        own = [
            (t, self._resolve(t, root, None)) for t in timed if root.i in t.dates or tense.is_first(t.root)
        ]
        fronted = own and not tense.is_anterior(root) and tense.is_fronted(own[0][0].root)
        if not own or not (tense.is_told(root) or fronted):
            return told
        by, dated = next(((t, one) for t, one in own if one.when), (None, Dated()))
        of_noun = bool(by and any(self._doc[i].pos_ == "NOUN" for i in by.dates))
        if dated.day is None or (of_noun and not is_fresh(self._anchor, dated.day)):
            return Told()  # a longer time, or `in the 2 March deal`, which looks back
        return told_before(dated)

    def _within_quotation(self, root: Token, dates: frozenset[int]) -> frozenset[int]:
        """`"I met him today," she said`: the parser may hang `today` on `said`."""
        number = self._quoted.get(root.i)
        if number is None or all(self._quoted.get(i) == number for i in dates):
            return dates
        inside = [i for i, n in self._quoted.items() if n == number and i < root.i]
        verb = next((i for i in reversed(inside) if self._doc[i].pos_ == "VERB"), root.i)
        return frozenset({*(i for i in dates if self._quoted.get(i) == number), verb})

    def _resolve(self, timed: Timed, token: Token, spoken: dt.date | None) -> Dated:
        """The date that an expression gives to `token`; in a quotation it counts from the day `spoken`."""
        verb = tense.verb_above(token)
        anchor = spoken if spoken and timed.root.i in self._quoted else self._anchor
        looks = tense.direction(verb)
        when = resolve(timed.expression, anchor, looks, antecedent=timed.antecedent, history=timed.history)
        if when is None or when.start is None:
            return Dated()  # `by 2030` bounds an event on one side: that is no date of it
        ahead = self._anchor and when.basis == "relative" and when.start.earliest > self._anchor
        if ahead and looks == "past":
            return Dated()
        return Dated(when.start, when.end, when.basis, timed.expression.text, when.extent == "throughout")

    @cached_property
    def _quoted(self) -> dict[int, int]:
        return quotations(self._doc)

    def _lent(self, via: Token) -> Dated:
        """The date of saying it; in `He said that Iran claimed that ...` the claim has that of `said`."""
        dated = self.of(via, None, is_said=True)
        if dated.when is None and via.dep_ == "ccomp" and via.head != via and is_verb(via.head):
            dated = self.of(via.head, None, is_said=True)
        return dated

    def _is_lent(self, top: Token, lent: Dated, is_said: bool) -> bool:
        """Whether what is said happened on the day of saying it."""
        quoted = self._quoted.get(top.i)
        if not quoted and top.dep_ not in ("ccomp", "parataxis", "ROOT"):
            return False
        if tense.direction(top) == "future":
            return False
        if tense.is_anterior(top):
            return is_said and lent.basis != "report" and not lent.told
        if lent.basis == "report":
            return is_said and top.tag_ in ("VBZ", "VBP")
        return True

    def _when(self, top: Token) -> Dated:
        """`in 2014, when Saudi Arabia criticised Qatar`."""
        for adverb in (child for child in top.children if child.lower_ == "when"):
            for timed in self._timed:
                if 0 < adverb.idx - timed.expression.end <= _COMMA:
                    return self._resolve(timed, top, None)
        return Dated()

    def _beside(self, top: Token) -> Dated:
        """`on Monday, a day after Syria shelled Turkey`: the shelling was on Sunday."""
        for mark in children(top, "mark") if top.dep_ == "advcl" else [top.head]:
            if mark.lower_ not in ("after", "before") or mark.i > top.i:
                continue
            main = tense.verb_above(top.head if top.dep_ == "advcl" else mark.head)
            base = self.of(main) if main != top and is_verb(main) else Dated()
            way: Literal["after", "before"] = "after" if mark.lower_ == "after" else "before"
            found = away(self._doc.text[: mark.idx], base.day, way) if base.day else None
            if found and found[1].start:
                return Dated(found[1].start, None, "relative", f"{found[0]}{way} ({base.text})")
        return Dated()

    def _later(self, top: Token) -> Dated:
        """`cracked down on protests that broke out last weekend`: between then and the report."""
        for timed in self._timed if self._anchor else ():
            verbs = (self._doc[i] for i in timed.dates)
            if not any(tense.is_before(verb, top) for verb in verbs if is_verb(verb)):
                continue
            begin = self._resolve(timed, timed.root, None).when
            if begin and begin.precision == "day" and is_fresh(self._anchor, begin.day):
                last = Partial(self._anchor) if self._anchor and self._anchor > begin.day else None
                return Dated(begin, last, "relative", f"after {timed.expression.text}")
        return Dated()

    def _behind(self, noun: Token) -> Dated:
        """`The move follows the killing of Soleimani last week`: a past that the verb cannot have."""
        verb = tense.verb_above(noun)
        if noun.dep_ not in ("dobj", "pobj") or not (verb.lemma_ in AFTER or tense.is_now(verb)):
            return Dated()
        found = (self._resolve(t, noun, None) for t in self._timed if verb.i in t.dates and t.root.i > noun.i)
        return next((dated for dated in found if dated.when), Dated())

    def _report(self, verb: Token, is_said: bool) -> Dated:
        first, last = verb.sent.start_char, verb.sent.end_char
        again = any(e.role == "age" and first <= e.begin < last for e in self._found)
        if self._anchor is None or again or not (is_said or verb.tag_ == "VBG"):
            return Dated()
        return Dated(Partial(self._anchor), None, "report", verb.text)

    def _told_at(self, sentence: Span) -> Told:
        days = self._course[1]
        for number, other in enumerate(self._doc.sents if days else ()):
            if other.start == sentence.start:
                return days[number]
        return self._carried

    @cached_property
    def _carried(self) -> Told:
        return handed_on(self._past, self._doc)
