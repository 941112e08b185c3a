"""Fixtures of the algorithm tests: the provider, registered as the plugin does it, and a function to run algorithms."""

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsVectorLayer

from small_layers import Feedback, point_layer, walk_rows

_kept = []  # the registry holds no Python reference


@pytest.fixture(autouse=True)
def provider(qgis_app, qgis_processing):
    """The provider, registered as the plugin does it. Tests of the plugin itself remove it."""
    registry = QgsApplication.processingRegistry()
    if registry.providerById("blindspot") is None:
        from blindspot.algorithms.provider import BlindspotProvider

        _kept.append(BlindspotProvider())
        assert registry.addProvider(_kept[-1])


@pytest.fixture
def log():
    return Feedback()


@pytest.fixture
def run(log):
    """Runs a Blindspot algorithm with processing.run, in UTC unless TIMEZONE is given or None; output layers are
    returned as layers."""
    import processing

    def run(name, feedback=log, **parameters):
        algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{name}")
        if algorithm is not None and algorithm.parameterDefinition("TIMEZONE") is not None:
            parameters.setdefault("TIMEZONE", "UTC")  # layers of tests lie anywhere
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        results = processing.run(f"blindspot:{name}", parameters, feedback=feedback, context=context)
        run.context = context  # keeps the layers alive
        return results

    yield run
    run.context = None  # otherwise layers that QGIS opened from a path outlive QGIS itself, which ends in a crash


@pytest.fixture
def walks() -> QgsVectorLayer:
    return point_layer(walk_rows())
