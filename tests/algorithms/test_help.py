"""Every algorithm and each of its parameters and outputs has a help text."""

import pytest
from qgis.core import QgsApplication

ALGORITHMS = (
    "preparetracks",
    "scoregaps",
    "findblindspots",
    "planroutes",
    "assessplan",
    "plannights",
    "sweepareas",
    "patroleffort",
    "coverageprofile",
    "spotstability",
    "repeatrun",
)


@pytest.mark.parametrize("name", ALGORITHMS)
def test_every_parameter_and_output_layer_has_help(name):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
    assert [d.name() for d in algorithm.parameterDefinitions() if not d.help()] == []
    assert "\n" not in algorithm.shortHelpString()  # QGIS would show a paragraph for each line
    assert len(algorithm.shortHelpString()) > 300
