"""Whom an act was aimed at where no slot of the row names anybody: who stands nearest below the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Token

from actorgraph.extract.cast import Cast, Resolved
from actorgraph.extract.conditions import Match
from actorgraph.extract.phrases import Resolver
from actorgraph.extract.reasons import NO_COUNTRY, PLACE, nearest
from actorgraph.extract.syntax import children, is_purpose, is_verb, patients
from actorgraph.extract.words import CAMPAIGNS, COUNTERING, VIOLENCE, WATERS

_REACH = 6
_NEAR = (0.6, 0.5, 0.4, 0.3)
"""How sure an actor is that stands one, two, three, more words below the trigger, and in no slot."""
_FRIENDLY = frozenset({"AGREE", "SUPPORT", "AID", "COOPERATE", "CONCEDE"})
_ABROAD = frozenset({"AGREE", "SUPPORT", "AID", "COOPERATE", "CONSULT"})
"""Nobody does this to his own country, unless a slot says so."""
_UPON = frozenset({"in", "on", "against", "at", "near"})
_TOPICS = frozenset({"on", "about", "over", "regarding", "concerning"})
_DESCRIBED = frozenset(
    {"ACCUSE", "AID", "REJECT", "CONCEDE", "RETREAT", "PROTEST", "SANCTION", "COERCE", "ASSAULT"}
)
"""Types whose target the clause behind the object may name."""
_WITH_FORCES = frozenset({"AGREE", "RETREAT", "MOBILIZE", "AID"})
_AGAINST = frozenset({"PROTEST", "MOBILIZE", "COERCE", "SANCTION", "RETREAT", "CONCEDE", "AID"})
"""Types whose target a clause of purpose often names: `blocked the road to press the government`, `raised
funds to rebuild Nepal`."""
_MET_THERE = frozenset({"CONSULT", "AGREE", "SUPPORT", "COOPERATE"})
"""Types of which a place says where more often than with whom."""
_STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
_OWN_CLAUSE = frozenset({"relcl", "advcl", "conj", "parataxis", "appos", "acl"})


def nearest_below(
    resolver: Resolver, token: Token, sources: Sequence[Resolved], match: Match
) -> list[Resolved]:
    """The actor nearest below the trigger, where none stands in a slot: `agreed to open its border to aid
    for Gaza`. Relative clauses and clauses with a subject of their own are somebody else's."""
    level = [child for child in token.children if child.i > token.i and not _is_turned(match, child)]
    doers = {i for source in sources for i in _phrase_of(token.doc[source.begin])}
    homes = {resolver.cast.actor(source.actor).country for source in sources}
    for depth in range(_REACH):
        for node in level:
            if node.pos_ not in ("NOUN", "PROPN", "PRON") or _names_waters(node) or node.i in doers:
                continue
            if match.frame.type == "MOBILIZE" and node in match.nouns:
                continue  # one's own troops are not whom they are massed against
            if match.frame.type == "AID" and any(other in match.nouns for other in node.conjuncts):
                continue  # `sent tents, doctors and food to help Nepal`: all of them are sent
            named = [r for t in (node, *node.conjuncts) for r in resolver.actors(t)]
            if match.frame.type == "CONSULT":  # where they meet
                named = [r for r in named if r.reason != PLACE]
            if match.frame.type in _ABROAD:
                named = [r for r in named if r.actor not in homes]
            if found := aimed_at(resolver.cast, named, sources, match.frame.type):
                sure = _NEAR[min(depth, len(_NEAR) - 1)]
                return [replace(r, reason=nearest(r.reason), confidence=r.confidence * sure) for r in found]
        level = [
            child
            for node in level
            if not _is_turned(match, node)
            and (node.dep_ not in _OWN_CLAUSE or (match.frame.type in _AGAINST and is_purpose(node)))
            and not (is_verb(node) and children(node, "nsubj", "nsubjpass"))
            for child in node.children
        ]
    return []


def described(resolver: Resolver, token: Token, sources: Sequence[Resolved], match: Match) -> list[Resolved]:
    """Who stands in the clause that says which thing it is: `lifted the embargo that had hurt Libya`."""
    # What a bare verb does to a thing is too vague: `released the report that blamed Chad`.
    meant = match.frame.conditions or match.frame.type in ("ASSAULT", "REJECT")
    if not is_verb(token) or match.frame.type not in _DESCRIBED or not meant:
        return []
    acting = [resolver.cast.actor(source.actor) for source in sources]
    homes = {actor.country for actor in acting if actor.kind != "people"}
    for noun in dict.fromkeys((*match.nouns, *patients(token))):
        for clause in children(noun, "relcl", "acl"):
            for word in clause.subtree:
                if word.pos_ not in ("NOUN", "PROPN") or word.i < clause.i or _names_waters(word):
                    continue
                named = resolver.actors(word, owner=False)
                if found := [r for r in others(named, sources) if r.actor not in homes]:
                    return [
                        replace(r, reason=nearest(r.reason), confidence=r.confidence * 0.5) for r in found
                    ]
    return []


def aimed_at(
    cast: Cast, found: Sequence[Resolved], sources: Sequence[Resolved], type_: str
) -> list[Resolved]:
    """The others, those left out whom one only sends or withdraws: `is ready to withdraw its troops`."""
    if type_ not in _MET_THERE:
        found = [_within(cast, one, sources) for one in found]
    rest = others(found, sources)
    if type_ not in _WITH_FORCES:
        return rest
    states = {source.actor for source in sources}
    return [r for r in rest if not _is_own_force(cast, r, states, type_)]


def _within(cast: Cast, found: Resolved, sources: Sequence[Resolved]) -> Resolved:
    """What a state does to a place of its own, it does to the people there: `Ethiopia bombed Tigray`."""
    home = found.actor
    acting = (cast.actor(source.actor) for source in sources)
    own = any(one.id == home or (one.country == home and one.sector in _STATE) for one in acting)
    if not own or not found.reason.endswith(PLACE):
        return found
    return replace(found, actor=cast.district(found.actor, found.text))


def _is_own_force(cast: Cast, resolved: Resolved, states: set[str], type_: str) -> bool:
    actor = cast.actor(resolved.actor)
    sent = type_ == "MOBILIZE" and NO_COUNTRY in resolved.reason
    return actor.sector == "MIL" and (sent or actor.country in states)


def others(found: Sequence[Resolved], taken: Sequence[Resolved]) -> list[Resolved]:
    """Those who are not among `taken`."""
    return [one for one in found if all(one.actor != other.actor for other in taken)]


def _phrase_of(token: Token) -> range:
    """The words of the noun phrase that a name is part of: in `the UN envoy Pedersen` the UN is none else."""
    while token.dep_ in ("compound", "amod", "nmod", "poss") and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return range(token.left_edge.i, token.i + 1)


def _is_turned(match: Match, node: Token) -> bool:
    """Whether friendly acts meet an enemy here: `support operations against the rebels`."""
    frame = match.frame
    if frame.type == "CONSULT":
        return node.lower_ in _TOPICS  # what they talk of
    if frame.type == "MOBILIZE":
        return node.lower_ == "with" and is_verb(node.head)  # `deploys with its crew`
    if frame.type == "ACCUSE":  # where and whom the blows fell on is not whom they are blamed on
        blamed = not match.nouns or node.head in match.nouns
        return blamed and node.head.lower_ in VIOLENCE and node.lower_ in _UPON
    if frame.type not in _FRIENDLY:
        return False
    lent = frame.type in ("SUPPORT", "AID") and is_verb(node.head)
    fought = node.lower_ == "against" and (lent or node.head.lower_ in CAMPAIGNS)
    return fought or (is_verb(node) and node.lemma_ in COUNTERING)


def _names_waters(node: Token) -> bool:
    """`in the Sea of Japan`, where nobody is met."""
    return node.lower_ in WATERS or (node.head.lower_ == "of" and node.head.head.lower_ in WATERS)
