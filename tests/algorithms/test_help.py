"""Every algorithm and each of its parameters and outputs has a help text."""

import pytest
from qgis.core import QgsApplication

from blindspot.algorithms.inputs.taken import FALLBACK

ALGORITHMS = (
    "preparetracks",
    "makearchive",
    "scoregaps",
    "findblindspots",
    "planroutes",
    "assessplan",
    "plannights",
    "sweepareas",
    "exposure",
    "equityaudit",
    "patroleffort",
    "coverageprofile",
    "sightlines",
    "spotstability",
    "repeatrun",
    "impactassessment",
    "consult",
    "readanswers",
    "consulteffect",
    "verifytrail",
)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_every_parameter_and_output_layer_has_help(name):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    assert [d.name() for d in algorithm.parameterDefinitions() if not d.help()] == []
    assert "\n" not in algorithm.shortHelpString()  # QGIS would show a paragraph for each line
    assert len(algorithm.shortHelpString()) > 300


@pytest.mark.parametrize(
    ("name", "layer"),
    [
        ("assessplan", "the drone routes"),
        ("coverageprofile", "the scored places"),
        ("sightlines", "the scored places"),
        ("spotstability", "the blind spots"),
    ],
)
def test_the_help_says_what_an_empty_parameter_is_taken_from(name, layer):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    taken = [each for each in algorithm.parameterDefinitions() if FALLBACK in each.metadata()]
    assert len(taken) > 30
    for each in taken:
        assert each.help().count("Empty: ") == 1
        assert f"Empty: as recorded in {layer}" in each.help()
    helps = {each.name(): each.help() for each in taken}
    assert helps["REVISIT"].endswith("; otherwise 120.")
    assert helps["WEEKDAYS"].endswith("; otherwise every day.")
    assert helps["STANDSTILL"].endswith("; otherwise 'is an outage'.")
    assert helps["INPUT"].endswith(f"{layer}.")
