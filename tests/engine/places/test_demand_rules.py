"""Rules on demand: what patrols found is limited, residents raise and lower, and no place falls below the minimum."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from blindspot.engine.errors import UserError
from blindspot.engine.places.demand import demand_from_layers, own_demand
from blindspot.engine.places.demand_kinds import INFRASTRUCTURE, PATROL, REPORTS, found_scale, kinds_of
from blindspot.engine.places.demand_rules import DemandRules
from blindspot.engine.places.demand_sentences import effects_of_rules, warnings_of_rules
from blindspot.engine.places.residents import Answers, Residents, answers_of

TARGETS = shapely.points(np.arange(0, 1000, 50.0), np.zeros(20))
REACH = 100.0
EXITS, FOUND = shapely.points([110.0, 700.0], [0.0, 0.0]), shapely.points([100.0, 100.0, 130.0], [0.0, 10.0, 0.0])


def demand(kinds=(), base=0.0, **rules):
    layers, names = [EXITS, FOUND], ["exits", "found"]
    plain = demand_from_layers(TARGETS, layers, names, [1.0, 2.0], REACH, base)
    return plain, DemandRules(kinds, **rules).applied(plain, TARGETS, REACH)


def residents(*answers, weight=0.2, limit=2.0):
    """answers: (x, answer, weight, respondent)"""
    x, word, weights, respondent = zip(*answers, strict=True)
    return Residents(answers_of(shapely.points(x, np.zeros(len(x))), word, weights, respondent), weight, limit)


def test_without_rules_demand_is_as_it_was():
    plain, same = demand()
    assert same is plain
    assert plain.found is plain.without is plain.effects is plain.found_share is None


def test_kinds_alone_only_say_what_demand_rests_on():
    plain, known = demand((INFRASTRUCTURE, PATROL), 0.5)
    assert known.total.tolist() == plain.total.tolist()
    assert known.share.tolist() == plain.share.tolist()
    assert known.found.tolist() == plain.share[1].tolist()
    assert known.found_share.tolist() == pytest.approx((plain.share[1] / plain.total).tolist())
    assert effects_of_rules(DemandRules((INFRASTRUCTURE, PATROL)), known.effects) == [
        f"Incidents found by patrols are {100 * plain.share[1].sum() / plain.total.sum():.1f} % of the total demand."
    ]


@pytest.mark.parametrize("limit", [0.0, 0.05, 0.3])
def test_the_share_of_what_patrols_found_is_exactly_its_limit(limit):
    plain, limited = demand((REPORTS, PATROL), 0.1, found_limit=limit)
    assert limited.found.sum() / limited.total.sum() == pytest.approx(limit, rel=1e-12, abs=1e-15)
    scale = limit * plain.share[0].sum() + limit * 0.1 * 20
    scale /= (1 - limit) * plain.share[1].sum()
    assert limited.effects.scale == pytest.approx(scale)
    assert limited.total == pytest.approx(0.1 + plain.share[0] + scale * plain.share[1])
    assert limited.share[1] == pytest.approx(scale * plain.share[1])
    assert limited.effects.found_before == pytest.approx(plain.share[1].sum() / plain.total.sum())


def test_a_limit_that_is_held_anyway_changes_nothing():
    plain, limited = demand((REPORTS, PATROL), 0.1, found_limit=0.9)
    assert limited.total.tolist() == plain.total.tolist()
    assert limited.effects.scale == 1


def test_demand_that_rests_on_patrols_alone_cannot_be_limited():
    with pytest.raises(UserError, match="DEMAND_BASE"):
        demand((PATROL, PATROL), found_limit=0.2)
    assert demand((PATROL, PATROL), found_limit=1.0)[1].effects.found_after == 1
    assert found_scale(0.0, 0.0, 0.2) == 1


@given(
    shares=st.lists(st.tuples(st.floats(0, 1e6), st.floats(0.01, 1e6)), min_size=1),
    limit=st.floats(0, 0.999),
)
def test_the_factor_of_what_patrols_found(shares, limit):
    found, rest = np.sum(shares, axis=0)
    scale = found_scale(found, rest, limit)
    assert 0 <= scale <= 1
    assert scale * found <= limit * (scale * found + rest) * (1 + 1e-9)
    assert scale == 1 or scale * found == pytest.approx(limit * (scale * found + rest))


@pytest.mark.parametrize(
    ("words", "layers", "sentence"),
    [(["crime"], 1, "has the word crime. The words are reports, patrol or infrastructure"), (["patrol"], 2, "1 word")],
)
def test_wrong_kinds_are_one_sentence(words, layers, sentence):
    with pytest.raises(UserError, match=sentence):
        kinds_of(words, layers, "DEMAND_KIND")


def test_kinds_may_be_unknown():
    assert kinds_of([" Reports", "", None], 3, "DEMAND_KIND") == ("reports", "", "")
    assert kinds_of([], 3, "DEMAND_KIND") == ()


def test_answers_multiply_by_the_formula():
    asked = residents((100, "more", 1, "a"), (150, "More", None, "b"), (500, "not-here", 1, ""), limit=3.0)
    base = own_demand(20, 2.0)
    found = DemandRules(residents=asked).applied(base, TARGETS, REACH)
    net = (1 - 0.5**2) ** 2 + 1  # at 150: one answer here, and one 50 m away
    assert found.total[3] == pytest.approx(2 * 3 ** (0.2 * net))
    assert found.total[10] == pytest.approx(2 * 3**-0.2)
    assert found.total[15] == 2
    assert found.without.tolist() == base.total.tolist()
    assert (found.effects.raised, found.effects.lowered) == (4, 3)


@pytest.mark.parametrize("sign", ["more", "not here"])
def test_the_limit_is_reached_exactly_and_never_passed(sign):
    far = 3.0 if sign == "more" else 1 / 3
    factors = []
    for count in (0, 1, 4, 5, 6, 500):
        asked = residents(*[(0, sign, 1, f"{k}") for k in range(count)], (900, "more", 0, ""), limit=3.0)
        found = DemandRules(residents=asked).applied(own_demand(20), TARGETS, REACH)
        factors.append(found.total[0])
        assert found.effects.at_limit == (0 if count < 5 else 1 if count < 9 else 2)
    assert factors[3:] == [far] * 3
    assert factors[:4] == sorted(factors[:4], reverse=sign != "more")
    assert len(set(factors[:4])) == 4


def test_some_places_have_their_own_part_of_the_demand():
    _, whole = demand((REPORTS, PATROL), 0.1, found_limit=0.2, residents=residents((100, "more", 1, "")))
    for some, index in ((whole.take(np.array([3, 2])), [3, 2]), (whole.subset(1, 4), [1, 2, 3])):
        for name in ("total", "found", "without", "found_share"):
            assert getattr(some, name).tolist() == getattr(whole, name)[index].tolist()
        assert some.share.tolist() == whole.share[:, index].tolist()


def test_one_respondent_has_one_voice():
    once = residents((0, "more", 1, "a"))
    flood = residents(*[(0, "more", 1, "a ")] * 200)
    spread = residents((0, "more", 1, "a"), (500, "more", 1, "a"))
    both = residents((0, "more", 1, "a"), (0, "not_here", 1, "a"))
    nets = [asked.net(TARGETS, REACH) for asked in (once, flood, spread, both)]
    assert nets[1] == pytest.approx(nets[0])
    assert nets[2][[0, 10]] == pytest.approx([0.5, 0.5])
    assert nets[3].tolist() == [0] * 20
    assert flood.answers.repeated == 200
    nobody = residents((0, "more", 1, ""), (0, "more", 1, None), (0, "more", 1, np.nan))
    assert nobody.net(TARGETS, REACH)[0] == 3  # without a key, each is one


def test_the_order_of_answers_and_layers_does_not_matter():
    rng = np.random.default_rng(1)
    words, keys = np.array(["more", "not_here"])[rng.integers(0, 2, 30)], rng.integers(0, 9, 30).astype(str)
    at, weight = shapely.points(rng.uniform(0, 900, 30), rng.uniform(-50, 50, 30)), rng.uniform(0, 2, 30)

    def net(*parts):
        some = Answers.joined([answers_of(at[i], words[i], weight[i], keys[i]) for i in parts])
        return Residents(some, 0.2, 2.0).net(TARGETS, REACH)

    order = rng.permutation(30)
    assert net(order[:10], order[10:]) == pytest.approx(net(np.arange(30)))
    _, one = demand((REPORTS, PATROL), 0.1, found_limit=0.2)
    layers = demand_from_layers(TARGETS, [FOUND, EXITS], ["found", "exits"], [2.0, 1.0], REACH, 0.1)
    other = DemandRules((PATROL, REPORTS), 0.2).applied(layers, TARGETS, REACH)
    assert other.total == pytest.approx(one.total)


def test_answers_that_cannot_be_read_are_counted():
    read = answers_of(
        shapely.points([0.0] * 7, [0.0] * 7),
        ["more", "perhaps", None, "NOT HERE", "more", "more", "not_here"],
        [None, 1, 1, "2", -1, "much", np.inf],
        [7.0, "a", "a", 7, "a", "a", "a"],
    )
    assert (len(read), read.unreadable, read.weightless) == (2, 2, 3)
    assert read.sign.tolist() == [1, -1]
    assert read.weight.tolist() == [1, 2]
    assert read.respondent.tolist() == ["7", "7"]


def test_silence_is_not_abandonment():
    asked = residents(*[(0, "not_here", 1, f"{k}") for k in range(50)], limit=10.0)
    own = np.r_[1.0, np.zeros(9), np.full(10, 3.0)]
    found = DemandRules(residents=asked, minimum=0.5).applied(own_demand(20, own), TARGETS, REACH)
    floor = 0.5 * own.mean()
    assert found.effects.floor == floor
    assert found.total.tolist() == [*[floor] * 10, *[3.0] * 10]
    assert found.without.tolist() == [1.0, *[floor] * 9, *[3.0] * 10]
    assert (found.effects.at_minimum, found.effects.lowered) == (10, 1)


def test_requests_where_nothing_matters_have_effect_with_a_minimum_alone():
    own, asked = np.r_[np.zeros(10), np.ones(10)], residents(*[(0, "more", 1, "")] * 5)
    rules = DemandRules(residents=asked)
    found = rules.applied(own_demand(20, own), TARGETS, REACH)
    assert found.total.tolist() == own.tolist()
    assert "2 places without any demand" in warnings_of_rules(rules, found.effects)[0]
    found = DemandRules(residents=asked, minimum=0.2).applied(own_demand(20, own), TARGETS, REACH)
    assert found.total[0] == pytest.approx(2 * 0.1)
    assert not warnings_of_rules(rules, found.effects)


@settings(max_examples=40)
@given(st.data())
def test_the_rules_together(data):
    """The limits hold together, and one more request never lowers a factor."""
    count = st.integers(0, 8)
    words = ["more"] * data.draw(count) + ["not_here"] * data.draw(count)
    at = data.draw(st.lists(st.floats(0, 950), min_size=len(words) + 1, max_size=len(words) + 1))
    limit, minimum, found_limit = (data.draw(st.floats(*ends)) for ends in ((1, 9), (0, 1), (0, 1)))

    def asked(*more):
        all_words = [*words, *more]
        rows = [(x, word, 1, "") for x, word in zip(at, all_words, strict=False)]
        return residents(*(rows or [(0, "more", 0, "")]), weight=0.7, limit=limit)

    kinds = (INFRASTRUCTURE, PATROL)
    plain, ruled = demand(kinds, 0.1, found_limit=found_limit, residents=asked(), minimum=minimum)
    assert ruled.found.sum() <= found_limit * ruled.total.sum() * (1 + 1e-9) + 1e-12
    assert (ruled.total >= ruled.effects.floor * (1 - 1e-12)).all()
    factor, further = (some.factor(some.net(TARGETS, REACH)) for some in (asked(), asked("more")))
    assert ((1 / limit <= factor) & (factor <= limit)).all()
    assert (further >= factor * (1 - 1e-12)).all()
    assert ruled.share.sum(axis=0) == pytest.approx(ruled.share[0] + ruled.found)
    assert (ruled.share.sum(axis=0) <= ruled.total * (1 + 1e-9)).all()
    assert plain.effects is None


@pytest.mark.parametrize("wrong", [{"weight": -1}, {"limit": 0.5}, {"limit": np.nan}])
def test_wrong_values_for_residents(wrong):
    with pytest.raises(UserError, match="RESIDENTS_LIMIT"):
        residents((0, "more", 1, ""), **wrong)


@pytest.mark.parametrize("wrong", [{"minimum": 1.5}, {"found_limit": -0.1}])
def test_wrong_shares(wrong):
    with pytest.raises(UserError, match="between 0 and 100"):
        DemandRules(**wrong)
