"""Who does what in a parse: the arguments of verbs and nouns, with passives, gaps and control undone.

Labels are those of the English spaCy pipelines (ClearNLP style). Every function is pure over a parsed Doc.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from actorgraph.extract.words import ACCUSING, INTENTIONS, OBJECT_CONTROL

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "dative", "obj"})
RELATIVES = frozenset({"who", "whom", "which", "that", "whose"})
_BETWEEN = frozenset(
    {"in", "on", "into", "at", "from", "near", "outside", "inside", "as", "with", "to", "along"}
)
"""Between a passive and its `by` they say where, how or as what; behind `for` or `after` others act."""
_DEPTH = 6
"""How far a chain of control or conjunction is followed: longer ones are parse errors."""


def is_verb(token: Token) -> bool:
    """Whether the token is used as a verb (participles that modify a noun included)."""
    return token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB")


def is_bare(token: Token) -> bool:
    """Whether the verb is an infinitive or a subjunctive: `told it to leave`, `insists that it leave`."""
    helpers = children(token, "aux", "auxpass")
    return token.tag_ in ("VB", "VBP") and all(c.lower_ in ("to", "be", "have") for c in helpers) and (
        token.tag_ == "VB" or any(c.tag_ in ("NN", "NNP") for c in children(token, "nsubj"))
    )  # fmt: skip


def wished_for(verb: Token) -> bool:
    """Whether it is the infinitive of `called for Berlin to pay`, which has a subject of its own."""
    return verb.dep_ == "advcl" and is_verb(verb) and any(c.lower_ == "for" for c in children(verb, "mark"))


def children(token: Token, *labels: str) -> list[Token]:
    """Children with one of the dependency labels, in order."""
    return [child for child in token.children if child.dep_ in labels]


def with_conjuncts(tokens: Iterable[Token]) -> list[Token]:
    """The tokens and what is coordinated with each: `A and B` for A."""
    found: list[Token] = []
    for token in tokens:
        for member in (token, *token.conjuncts):
            if member not in found and member.i >= token.i:
                found.append(member)
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb is a passive, a reduced one (`sanctions imposed by the EU`) included."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and not any(c.dep_ in SUBJECTS for c in verb.children):
        first = verb.head
        return verb.i > first.i and is_passive(first) and not any(c.dep_ == "aux" for c in verb.children)
    return verb.dep_ == "acl" and verb.tag_ == "VBN"


def antecedent(token: Token) -> Token:
    """The noun that a relative pronoun stands for, or the token itself."""
    if token.lower_ in RELATIVES and token.tag_ in ("WDT", "WP", "WP$", "IN", "DT"):
        for ancestor in token.ancestors:
            if ancestor.dep_ == "relcl":
                return ancestor.head
    return token


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """The grammatical subject, found through conjunction, control, relative clauses and participles."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS and child.dep_ != "expl"]
    meant = [antecedent(token) for token in own]
    if meant == own and own:
        return with_conjuncts(own)
    if meant:
        return with_conjuncts([*(t for noun in meant for t in _counted_among(noun, depth)), *meant])
    if depth > _DEPTH:
        return []
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        return subjects(head, depth + 1)
    if verb.dep_ == "relcl" and head.lemma_ in INTENTIONS and is_infinitive(verb):
        return _holders(head, depth)
    if verb.dep_ == "relcl":
        return [] if any(child.dep_ in SUBJECTS for child in verb.children) else with_conjuncts([head])
    if verb.dep_ == "acl":
        if verb.tag_ in ("VBG", "VBN"):
            return with_conjuncts([head])
        return _holders(head, depth)
    if verb.dep_ in ("xcomp", "ccomp") and is_verb(head):
        if head.lemma_ in OBJECT_CONTROL and (controlled := direct_objects(head)):
            return controlled
        return subjects(head, depth + 1) if verb.dep_ == "xcomp" or is_infinitive(verb) else []
    if verb.dep_ in ("acomp", "oprd") and is_verb(head):  # `they remained tied`
        return subjects(head, depth + 1)
    if verb.dep_ == "xcomp" and head.pos_ == "ADJ" and head.dep_ == "acomp":
        return subjects(head.head, depth + 1)
    if verb.dep_ == "advcl" and is_verb(head) and (verb.tag_ == "VBG" or is_infinitive(verb)):
        if is_infinitive(verb) and head.lemma_ in ACCUSING and (accused := direct_objects(head)):
            return accused
        return subjects(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ in ("prep", "agent"):
        return _prepositional_subject(head, depth)
    if verb.dep_ == "advcl" and verb.tag_ == "VBN" and is_verb(head):
        return subjects(head, depth + 1)
    return []


def _counted_among(noun: Token, depth: int) -> list[Token]:
    """Who is named in `Peru is among the states that left`, `Peru is one of the states that left`."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("among", "of"):
        return []
    verb = prep.head if prep.lower_ == "among" else prep.head.head
    one = prep.lower_ == "among" or (prep.head.lower_ == "one" and prep.head.dep_ == "attr")
    return subjects(verb, depth + 1) if one and verb.lemma_ == "be" else []


def is_purpose(verb: Token) -> bool:
    """`sent troops to help them`: an infinitive that says what something else was done for."""
    return verb.dep_ in ("advcl", "relcl", "acl") and is_infinitive(verb)


def is_infinitive(verb: Token) -> bool:
    """`to leave`."""
    return any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)


def _holders(noun: Token, depth: int) -> list[Token]:
    """Whose plan it is in `Russia's plan to leave` and `Russia has a plan to leave`."""
    if owners := named_owners(noun):
        return owners
    if noun.dep_ in OBJECTS and is_verb(noun.head):
        return subjects(noun.head, depth + 1)
    if noun.dep_ == "pobj" and noun.head.head.lemma_ == "be":  # `is in no mood to talk`
        return subjects(noun.head.head, depth + 1)
    return []


def named_owners(noun: Token) -> list[Token]:
    """`Russia's plan`, `a plan by Russia`."""
    by = (t for c in noun.children if _is_by(c) for t in children(c, "pobj"))
    return with_conjuncts(children(noun, "poss") or by)


def _prepositional_subject(prep: Token, depth: int) -> list[Token]:
    """`accused Iran of arming`: Iran arms; `before leaving, he met`: he leaves."""
    governor = prep.head
    if is_verb(governor):
        blamed = direct_objects(governor) if prep.lower_ in ("of", "for", "from", "into") else []
        return blamed or subjects(governor, depth + 1)
    if governor.lemma_ in INTENTIONS:
        return _holders(governor, depth)
    if governor.dep_ == "advmod" and is_verb(governor.head):  # `stopped short of leaving`
        return subjects(governor.head, depth + 1)
    if governor.dep_ in OBJECTS and is_verb(governor.head):
        # The parser often hangs `of arming` on the object itself.
        return with_conjuncts([governor]) if prep.lower_ in ("of", "for", "from") else []
    return []


def direct_objects(verb: Token) -> list[Token]:
    """Objects of an active verb; the gap of a relative clause is filled with its noun."""
    own = [child for child in verb.children if child.dep_ in OBJECTS]
    if own:
        return with_conjuncts(antecedent(token) for token in own if token.dep_ != "dative" or len(own) == 1)
    if verb.dep_ == "conj" and is_verb(verb.head) and not is_passive(verb) and verb.head.i < verb.i:
        # `seized and burned the ship` parses with the object on the last verb; the first shares it below.
        return []
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and not _separate(verb, child):
            return [t for c in child.children if c.dep_ in OBJECTS for t in with_conjuncts([antecedent(c)])]
    if verb.dep_ == "relcl" and has_other_subject(verb) and not has_stranded_preposition(verb):
        return with_conjuncts([verb.head])
    return _raised(verb)


def _raised(verb: Token) -> list[Token]:
    """`implored the authorities to act`, `let them in`: the parser makes the object a subject below."""
    if verb.lemma_ not in OBJECT_CONTROL:
        return []
    return with_conjuncts(
        subject
        for clause in children(verb, "ccomp")
        if clause.i > verb.i and clause.tag_ in ("VB", "VBP") and not _is_finite(clause)
        for subject in children(clause, "nsubj")
    )


def _is_finite(clause: Token) -> bool:
    return any(c.dep_ == "mark" or c.tag_ in ("MD", "VBZ", "VBD") for c in clause.children)


def has_other_subject(verb: Token) -> bool:
    """Whether a relative clause has a subject besides the noun it stands behind: `the man they arrested`."""
    return any(c.dep_ in SUBJECTS and antecedent(c) != verb.head for c in verb.children)


def has_stranded_preposition(verb: Token) -> bool:
    """`the ally they relied on`: the gap is the preposition's."""
    return any(c.dep_ == "prep" and not list(c.children) for c in verb.children)


def _separate(first: Token, second: Token) -> bool:
    """Whether two coordinated verbs are clauses of their own: anything but a conjunction between them."""
    between = first.doc[first.i + 1 : second.i]
    return any(token.dep_ not in ("cc", "advmod", "punct") for token in between)


def agents(verb: Token) -> list[Token]:
    """Who acts: the subject of an active verb, the `by` of a passive one."""
    if not is_passive(verb):
        return subjects(verb)
    by = [obj for child in verb.children if _is_by(child) for obj in children(child, "pobj")]
    return with_conjuncts(by or _by_below(verb))


def _by_below(verb: Token) -> list[Token]:
    """`was killed in an attack by rebels`, `was promised tanks by France`, `was told to leave the country by
    Chad`: the agent of a passive, hung on what stands between."""
    between = children(verb, "dobj", "oprd", "xcomp")
    between += [
        n for prep in children(verb, "prep") if prep.lower_ in _BETWEEN for n in children(prep, "pobj")
    ]
    between += [n for clause in children(verb, "xcomp") for n in children(clause, "dobj")]
    return [obj for word in between for by in word.children if _is_by(by) for obj in children(by, "pobj")]


def patients(verb: Token) -> list[Token]:
    """What is acted on: the object of an active verb, the subject of a passive one."""
    if not is_passive(verb):
        return direct_objects(verb)
    return [*subjects(verb), *(t for c in children(verb, "dobj", "oprd") for t in with_conjuncts([c]))]


def recipients(verb: Token) -> list[Token]:
    """The indirect object: `gave Ukraine tanks`."""
    own = [child for child in verb.children if child.dep_ in OBJECTS]
    if len(own) < 2:
        return [t for c in children(verb, "dative") if c.pos_ != "ADP" for t in with_conjuncts([c])]
    return with_conjuncts(token for token in own if token.dep_ == "dative" and token.pos_ != "ADP")


def _is_by(token: Token) -> bool:
    return token.dep_ == "agent" or (token.dep_ == "prep" and token.lower_ == "by")


def prepositional(token: Token, prep: str) -> list[Token]:
    """Objects of `prep` under a verb or noun; `because of`-like chains (`out of`) are followed one step."""
    # Most words have none at all, and this is asked of each many times.
    near = children(token, "prep", "dative", "agent", "prt", "advmod")
    found: list[Token] = []
    for child in near:
        if child.lower_ != prep:
            continue
        for other in child.conjuncts:  # `with Putin and with Zelensky`
            if other.lower_ == prep:
                found.extend(children(other, "pobj"))
        found.extend(children(child, "pobj") or _stranded_object(child))
        for deeper in children(child, "prep"):
            found.extend(children(deeper, "pobj"))
    for particle in near:  # `pulled out of Mali`
        if particle.dep_ in ("prep", "advmod", "prt"):
            for child in children(particle, "prep"):
                if child.lower_ == prep:
                    found.extend(children(child, "pobj"))
    if not found:
        return found
    # `called on Saturday`: a day is nobody.
    return with_conjuncts(t for t in dict.fromkeys(found) if t.ent_type_ not in ("DATE", "TIME"))


def _stranded_object(prep: Token) -> list[Token]:
    """`were preyed on by`: the subject of a passive is what its stranded preposition governs."""
    verb = prep.head
    if prep.dep_ not in ("prep", "prt") or any(prep.children) or not is_verb(verb) or not is_passive(verb):
        return []
    return children(verb, "nsubjpass")


def complements(verb: Token) -> list[Token]:
    """Verbs of the clauses below: `said that`, `agreed to`, `accused of -ing`, `called for it to go`."""
    found = [c for c in verb.children if c.dep_ in ("ccomp", "xcomp") and is_verb(c)]
    found += [c for c in verb.children if wished_for(c)]
    if not is_verb(verb):  # `a threat to leave`
        found += [c for c in verb.children if c.dep_ == "acl" and is_infinitive(c)]
    for prep in (verb, *direct_objects(verb)):
        for child in children(prep, "prep", "agent"):
            found += [c for c in child.children if c.dep_ == "pcomp" and is_verb(c)]
    return found
