"""A thousand attempts to find planted officers in published layers: none of the attacks is better than chance by more
than its margin (see scoring.py, also for what the adversary knows). On the layers as the analyst has them, all of them
succeed; and each safeguard is needed: without it, an attack works.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

import difference_attack
import home_attack
import numpy as np
import pytest
import route_attack
import shift_attack
from layers_seen import Cells, Published, Seen, published, segments_seen, tracks_seen, unpublished
from planted_city import NIGHTS, World, world
from scoring import Attempts, guesses

from blindspot.engine.publication.rules import PublicationRules

WORLDS = 13
"""With 10 officers in each, and two attempts for each officer and attack."""
FEW = 6
"""Worlds in which an attack is tried that succeeds: so strong an effect shows in fewer attempts."""
WEEKS = ((0, 6), (7, 13))
SINGLE_NIGHTS = tuple((night, night) for night in range(NIGHTS))
SAFE = Published()


@cache
def worlds() -> tuple[World, ...]:
    return tuple(world(seed) for seed in range(WORLDS))


@cache
def released() -> dict[int, list[Seen]]:
    """The published layers of each world: scored places of all nights, and segments of tracks."""
    return {one.seed: [*published(one, SAFE), segments_seen(one, SAFE)] for one in worlds()}


def kept_inside(one: World) -> list[Seen]:
    """The same layers as the analyst has them."""
    return [unpublished(one), tracks_seen(one)]


def weeks(how: Published) -> Callable[[World], list[Seen]]:
    return lambda one: published(one, how, WEEKS, [Cells()] * len(WEEKS))


def exports(how: Published):
    return lambda one, spans, cells: published(one, how, spans, cells)


def without(**changes) -> Published:
    """Published by rules that are weaker than those that PublicationRules accepts."""
    rules = replace(SAFE.rules)
    for name, value in changes.items():
        object.__setattr__(rules, name, value)
    return Published(rules)


NO_RULES = {"min_units": 1, "min_days": 1, "min_fixes": 1, "unit_days": 1, "most_share": 1.0}


def published_attempts() -> dict[str, Attempts]:
    return {
        "home": home_attack.attempts(worlds(), lambda one: released()[one.seed]),
        "route": route_attack.attempts(worlds(), lambda one: released()[one.seed]),
        "shift": shift_attack.attempts(worlds(), weeks(SAFE), WEEKS),
        "difference": difference_attack.attempts(worlds(), exports(SAFE)),
    }


def test_a_thousand_attempts_on_published_layers_are_no_better_than_chance():
    attempts = published_attempts()
    assert sum(map(len, attempts.values())) >= 1000
    for name, each in attempts.items():
        assert each.success <= each.margin, f"{name}: {each.success:.1%} of {len(each)}, margin {each.margin:.1%}"
        described = np.round(each.features, 6).reshape(len(each), -1)
        assert len(np.unique(described, axis=0)) > 0.9 * len(each) or name in ("difference", "shift")


@pytest.mark.parametrize(
    ("attack", "least"),
    [
        (lambda few: home_attack.attempts(few, kept_inside), 0.95),
        (lambda few: route_attack.attempts(few, kept_inside), 0.9),
        (
            lambda few: shift_attack.attempts(
                few, lambda one: [unpublished(one, span) for span in SINGLE_NIGHTS], SINGLE_NIGHTS
            ),
            0.95,
        ),
        (
            lambda few: difference_attack.attempts(
                few,
                lambda one, spans, cells: [unpublished(one, *each) for each in zip(spans, cells, strict=True)],
                difference_attack.PAIRS[:2],
            ),
            0.95,
        ),
    ],
    ids=["home", "route", "shift", "difference"],
)
def test_the_same_attacks_on_unpublished_layers_succeed(attack, least):
    assert attack(worlds()[:FEW]).success > least


def test_without_the_least_number_of_units_homes_and_routes_show():
    open_layers = {one.seed: published(one, replace(without(**NO_RULES), trim=None)) for one in worlds()[:FEW]}
    for attack in (home_attack, route_attack):
        found = attack.attempts(worlds()[:FEW], lambda one: open_layers[one.seed])
        assert found.success > 0.9


def test_a_dominant_unit_among_passers_by_shows():
    """Five units formally, one of which made most of the visits: the defaults before the attacks were run."""
    found = route_attack.attempts(worlds()[:FEW], lambda one: published(one, without(most_share=0.5, unit_days=1)))
    assert found.success > found.margin


def test_where_places_without_anybody_differ_from_places_with_few_routes_show():
    def marked(one: World) -> list[Seen]:
        inside = unpublished(one)
        return [replace(inside, figures={"nobody": (inside.figures["visits"] == 0).astype(float)})]

    assert route_attack.attempts(worlds()[:FEW], marked).success > 0.5


def test_without_trimming_the_ends_of_tracks_show_homes():
    few = worlds()[:FEW]
    assert home_attack.attempts(few, lambda one: [tracks_seen(one)]).success > 0.9
    trimmed = home_attack.attempts(few, lambda one: [tracks_seen(one, SAFE.trim)])
    assert trimmed.success <= trimmed.margin  # of whole lines, which are not even published


def test_without_the_check_of_earlier_layers_their_difference_is_one_night():
    """By weaker rules for one layer, so that there are figures to subtract. What is left of the differences with the
    check is where both layers have figures, and nothing of what they are."""
    few, pairs = worlds()[:FEW], difference_attack.PAIRS[1:2]
    rules = without(min_units=3, min_days=3, min_fixes=1, unit_days=1, most_share=1.0)
    unchecked, checked = (
        difference_attack.differences(difference_attack.attempts(few, exports(how), pairs))
        for how in (replace(rules, checked=False), rules)
    )
    assert unchecked.success > unchecked.margin
    assert checked.success <= checked.margin


def test_guesses_find_a_planted_signal_and_nothing_in_noise():
    rng = np.random.default_rng(0)
    truth, of = rng.integers(0, 10, 260), np.repeat(np.arange(13), 20)
    noise = rng.normal(size=(260, 10, 40))
    blind = Attempts(noise, truth, of)
    assert blind.success <= blind.margin
    signal = noise.copy()
    signal[np.arange(260), truth, 7] += 4
    assert Attempts(signal, truth, of).success > 0.9
    same = Attempts(np.zeros((260, 10, 3)), truth, of)
    assert same.success <= same.margin
    assert len(np.unique(guesses(same))) == 10


def test_the_rules_do_not_accept_what_these_tests_switch_off():
    from blindspot.engine.errors import UserError

    with pytest.raises(UserError):
        PublicationRules(min_units=1)
