"""The recurrency baseline: by hand, against a plain program, and against the published figures."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.graph.forecast import Facts, Scores, Settings, choose, expect, ranks
from tests.graph.tables import REFERENCE, needs_reference_data, table

ROW = st.tuples(st.integers(0, 5), st.integers(0, 1), st.integers(0, 5), st.integers(0, 9))


def facts_of(rows: list[tuple[int, int, int, int]], actors: int = 6, types: int = 2) -> Facts:
    columns = np.array(rows, dtype=int).reshape(-1, 4).T
    return Facts.of(*columns, actors, types)


def plain_rank(facts: Facts, row: int, lambda_: float, alpha: float) -> float:
    """The rank of one right answer, from the formulas and loops alone."""
    every = list(
        zip(*(c.tolist() for c in (facts.subject, facts.relation, facts.object, facts.when)), strict=True)
    )
    subject, relation, right, now = every[row]
    past = [fact for fact in every if fact[3] < now]
    first = min((fact[3] for fact in past), default=now)
    norm = sum(2 ** (-lambda_ * (now - k)) for k in range(first, now)) or 1
    met = [fact[2] for fact in past if fact[1] == relation]
    scores = {}
    for actor in range(facts.actors):
        times = [fact[3] for fact in past if fact[:3] == (subject, relation, actor)]
        psi = sum(2 ** (-lambda_ * (now - k)) for k in times) / norm
        scores[actor] = alpha * psi + (1 - alpha) * (met.count(actor) / len(met) if met else 0)
    others = {f[2] for f in every if f[:2] == (subject, relation) and f[3] == now} - {right}
    values = [score for actor, score in scores.items() if actor != right and actor not in others]
    near = [abs(value - scores[right]) < 1e-12 for value in values]
    greater = sum(value > scores[right] for value, tie in zip(values, near, strict=True) if not tie)
    return 1 + greater + sum(near) / 2


@settings(deadline=None, max_examples=80)
@given(st.lists(ROW, min_size=1, max_size=40), st.sampled_from([0.0, 0.1, 1.0]), st.sampled_from([0, 0.4, 1]))
def test_ranks_agree_with_a_plain_program(rows, lambda_, alpha):
    facts = facts_of(rows)
    every = np.ones(facts.relations)
    found, relations = ranks(facts, 0, 9, Settings(lambda_ * every, alpha * every))
    assert relations.tolist() == facts.relation.tolist()
    expected = [plain_rank(facts, row, lambda_, alpha) for row in range(len(facts))]
    # Sums of decayed weights that are equal on paper may differ in the last bit, and a tie be broken by it.
    agree = np.isclose(found, expected)
    assert agree.mean() > 0.9 if lambda_ else agree.all()


def test_what_recurs_is_ranked_first():
    # 0 met 1 on two days and 2 on one; on day 3 it meets 1, on day 4 it meets 2.
    facts = facts_of([(0, 0, 1, 0), (0, 0, 1, 1), (0, 0, 2, 2), (0, 0, 1, 3), (0, 0, 2, 4)])
    found, relations = ranks(facts, 3, 4, Settings.strict(np.zeros(4)))
    assert found[relations == 0].tolist() == [1, 2]
    # With a lambda of 2, one meeting yesterday outweighs two before.
    found, relations = ranks(facts, 3, 3, Settings.strict(np.full(4, 2.0)))
    assert found[relations == 0].tolist() == [2]


def test_other_right_answers_do_not_count():
    facts = facts_of([(0, 0, 1, 0), (0, 0, 1, 1), (0, 0, 2, 1), (0, 0, 1, 2), (0, 0, 2, 2)])
    found, relations = ranks(facts, 2, 2, Settings.strict(np.zeros(4)))
    assert found[relations == 0].tolist() == [1, 1]


def test_nothing_known_ranks_in_the_middle():
    found, _ = ranks(facts_of([(0, 0, 1, 0)]), 0, 0, Settings.strict(np.zeros(4)))
    assert found.tolist() == [3.5, 3.5]
    assert np.isnan(Scores.of(np.empty(0)).mrr)


def test_scores_by_hand():
    scores = Scores.of(np.array([1, 2, 4, 20]))
    assert scores.mrr == pytest.approx((1 + 0.5 + 0.25 + 0.05) / 4)
    assert (scores.hits_1, scores.hits_3, scores.hits_10, scores.queries) == (0.25, 0.5, 0.75, 4)


def test_settings_are_chosen_by_relation():
    # Type 0 repeats its last target, type 1 the one of most days.
    lately = [(0, 0, 1, k) for k in range(6)] + [(0, 0, 2, k) for k in range(6, 9)]
    mostly = [(3, 1, 4, k) for k in (0, 1, 2, 3, 4, 5, 7, 8)] + [(3, 1, 5, 6)]
    chosen = choose(facts_of(lately + mostly), 7, 8)
    assert chosen.lambdas[0] > 0.1
    assert chosen.lambdas[2] == 0


def test_facts_of_a_table_are_events_of_known_days():
    facts = Facts.of_table(table("A B 1 2020-01-01", "A B 1 2020-01-01", "B A 1 2020-01-02"))
    assert len(facts) == 4
    assert facts.relation.tolist() == [0, 1, 0, 1]


def test_expected_next():
    facts = facts_of([(0, 0, 1, k) for k in range(5)] + [(0, 1, 2, 1), (3, 0, 0, 2), (3, 0, 4, 4)])
    every = np.ones(4)
    found = expect(facts, Settings(0.1 * every, 0.9 * every), 5, 0, 10)
    # Type 1 has met nobody but 2 (xi = 1), the inverse of type 0 has met 3 in two of seven cases.
    assert [(one.source, one.type, one.target) for one in found] == [(0, 0, 1), (0, 1, 2), (3, 0, 0)]
    norm = sum(2 ** (-0.1 * n) for n in range(1, 6))
    assert found[1].score == pytest.approx((0.9 * 2**-0.4 / norm + 0.1 * 1) / 7)
    assert found[2].score == pytest.approx((0.9 * 2**-0.3 / norm + 0.1 * 2 / 7) / 7)
    assert (found[0].times, found[0].last) == (5, 4)
    assert len(expect(facts, Settings(0.1 * every, 0.9 * every), 5, 0, 2)) == 2


@needs_reference_data
@pytest.mark.parametrize(
    ("name", "train", "validation", "strict", "combined", "hits_10"),
    [("icews14", 74_845, 8_514, 36.0, 37.4, None), ("icews18", 373_018, 45_995, None, 28.7, 43.6)],
)
def test_published_figures(name, train, validation, strict, combined, hits_10):
    """Gastinger et al. 2024, table 2, single step, within 0.5; the splits are those of the benchmark."""
    parquet = pytest.importorskip("pyarrow.parquet")
    read = parquet.read_table(REFERENCE / f"{name}.parquet", columns=["s", "r", "o", "t"])
    s, r, o, t = (read[column].to_numpy() for column in "srot")
    facts = Facts.of(s, r, o, t, int(max(s.max(), o.max())) + 1, int(r.max()) + 1)
    since, until = int(t[train]), int(t[train + validation])
    chosen = choose(facts, since, until - 1)
    found = Scores.of(ranks(facts, until, int(t[-1]), chosen)[0])
    assert 100 * found.mrr == pytest.approx(combined, abs=0.5)
    if hits_10:
        assert 100 * found.hits_10 == pytest.approx(hits_10, abs=0.5)
    if strict:
        recurring = Scores.of(ranks(facts, until, int(t[-1]), Settings.strict(chosen.lambdas))[0])
        assert 100 * recurring.mrr == pytest.approx(strict, abs=0.5)
