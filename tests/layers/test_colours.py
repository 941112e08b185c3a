"""Colours are told apart: from white and dark maps, and from each other, also with red-green colour blindness.

Colour blindness is simulated with the matrices for complete protanopia and deuteranopia of Machado, Oliveira and
Fernandes (2009), which apply to linear sRGB. Distances are CIE 1976 colour differences in CIELAB, from sRGB by IEC
61966-2-1 with D65 as the white point. A difference of about 2 can just be seen side by side; on a map, 15 is clear.
"""

from itertools import pairwise

import numpy as np
import pytest

from blindspot.engine.drones.colours import DRONE_COLOURS, drone_colour
from blindspot.engine.score.gap_classes import NEVER_SEEN, gap_classes
from blindspot.layers.styles.classes import CLOSED_BLUES, PATROL_BLUES, WORSE
from blindspot.layers.styles.patrols import FAINTEST, STRONGEST, alpha_of
from blindspot.layers.styles.symbols import AREAS_SHOW, CASING, GREY, INK
from blindspot.scripts.demo_styles import TEAL

EYES = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
D65 = np.array([0.95047, 1.0, 1.08883])
LIGHT, DARK = "#ffffff", "#1e1e1e"


def rgb(colours) -> np.ndarray:
    return np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in colours]) / 255


def over(colours, below: str) -> np.ndarray:
    """Colours of areas, through which what lies below can be seen."""
    return AREAS_SHOW * rgb(colours) + (1 - AREAS_SHOW) * rgb([below])


def lab(values: np.ndarray, eyes: str) -> np.ndarray:
    """(n, 3) CIELAB of sRGB values as eyes see them."""
    linear = np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)
    seen = np.clip(linear @ EYES[eyes].T, 0, 1) @ XYZ.T / D65
    f = np.where(seen > 216 / 24389, np.cbrt(seen), (24389 / 27 * seen + 16) / 116)
    return np.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], axis=1)


def apart(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """(n, m) differences of colours in CIELAB."""
    return np.linalg.norm(one[:, None] - other[None], axis=2)


def between(values: np.ndarray, eyes: str) -> np.ndarray:
    """Differences of all pairs of different colours."""
    found = lab(values, eyes)
    return apart(found, found)[np.triu_indices(len(found), 1)]


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("below", [LIGHT, DARK])
def test_the_classes_of_gaps_are_told_apart_on_light_and_dark_maps(eyes, below):
    colours = [each.colour for each in gap_classes()]
    drawn = over(colours, below)
    assert apart(lab(drawn, eyes), lab(rgb([below]), eyes)).min() > 25
    assert between(drawn, eyes).min() > 14


@pytest.mark.parametrize("eyes", EYES)
def test_larger_gaps_are_darker_and_never_seen_is_another_hue(eyes):
    *ramp, never = lab(rgb([each.colour for each in gap_classes()]), eyes)
    assert (np.diff([colour[0] for colour in ramp]) < -6).all()
    assert apart(never[None], np.array(ramp)).min() > 60


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("below", [LIGHT, DARK])
@pytest.mark.parametrize("ramp", [PATROL_BLUES, (WORSE, *CLOSED_BLUES)])
def test_other_classes_are_told_apart_on_light_and_dark_maps(eyes, below, ramp):
    drawn = over(ramp, below)
    assert apart(lab(drawn, eyes), lab(rgb([below]), eyes)).min() > 15
    assert between(drawn, eyes).min() > 10


@pytest.mark.parametrize("eyes", EYES)
def test_drones_are_told_apart_and_none_has_the_colour_of_tracks(eyes):
    drones = lab(rgb(DRONE_COLOURS), eyes)
    assert between(rgb(DRONE_COLOURS), eyes).min() > 18
    assert between(rgb(DRONE_COLOURS[:4]), eyes).min() > 20
    assert apart(drones, lab(rgb([LIGHT, DARK]), eyes)).min() > 35
    assert apart(drones, lab(rgb([GREY]), eyes)).min() > 20


@pytest.mark.parametrize("eyes", EYES)
def test_no_drone_has_the_colour_of_demand_in_the_sample_city(eyes):
    assert apart(lab(rgb(DRONE_COLOURS[:4]), eyes), lab(rgb([TEAL]), eyes)).min() > 15


@pytest.mark.parametrize("eyes", EYES)
def test_tracks_are_seen_on_light_and_dark_maps(eyes):
    assert apart(lab(rgb([GREY]), eyes), lab(rgb([LIGHT, DARK]), eyes)).min() > 35


def test_dark_outlines_have_a_light_casing():
    ink, casing = lab(rgb([INK, CASING]), "normal")
    assert ink[0] < 25
    assert casing[0] > 95


def test_places_that_are_never_seen_are_a_class_of_their_own():
    def class_of(gap):
        return next(k for k, each in enumerate(gap_classes()) if each.lower <= gap <= each.upper)

    assert class_of(1.0) == len(gap_classes()) - 1
    assert class_of(0.76) == class_of(0.9999) == len(gap_classes()) - 2
    assert class_of(0.0) == 0
    limits = gap_classes()
    assert all(one.upper == next_one.lower for one, next_one in pairwise(limits))
    assert limits[-1].lower == NEVER_SEEN


def test_colours_of_drones_repeat_after_the_last_one():
    assert drone_colour(1) == drone_colour(1 + len(DRONE_COLOURS)) != drone_colour(2)


def test_the_more_tracks_there_are_the_fainter_they_are():
    found = [alpha_of(count) for count in (1, 100, 200, 300, 50_000)]
    assert found == sorted(found, reverse=True)
    assert (found[0], found[-1]) == (STRONGEST, FAINTEST)
