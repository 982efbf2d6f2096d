"""Whose words or deed a noun is: `a statement by the EU`, `the plan that France drew up`."""

from __future__ import annotations

from spacy.tokens import Token

from actorgraph.extract.syntax import (
    OBJECTS,
    agents,
    antecedent,
    children,
    has_other_subject,
    has_stranded_preposition,
    is_verb,
    named_owners,
    prepositional,
    with_conjuncts,
)


def authors(noun: Token) -> list[Token]:
    """Whose words or deed a noun is: `its statement`, `issued a statement`, `a statement by the EU`."""
    if owners := named_owners(noun):
        return owners
    head = noun.head
    if noun.dep_ == "pobj" and head.dep_ == "prep":
        head = head.head
    if noun.dep_ in (*OBJECTS, "pobj") and is_verb(head):
        return agents(head)
    return makers(noun) if noun.dep_ != "nsubjpass" else agents(head)


def makers(noun: Token) -> list[Token]:
    """Who made what the noun names: `a plan drawn up by France`, `the plan that France drew up`."""
    found: list[Token] = []
    for clause in noun.children:
        if clause.dep_ == "acl" and clause.tag_ == "VBN":
            found += agents(clause)
        elif clause.dep_ == "acl" and clause.lower_ == "belonging":
            found += prepositional(clause, "to")
        elif clause.dep_ == "relcl" and has_other_subject(clause) and not has_stranded_preposition(clause):
            found += [t for t in children(clause, "nsubj") if antecedent(t) == t]
    return with_conjuncts(found)
