"""What the algorithm tests share: the provider, registered as the plugin would, and a way to run it."""

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsVectorLayer

from small_layers import Said, point_layer, walk_rows

_kept = []  # the registry holds no Python reference


@pytest.fixture(autouse=True)
def provider(qgis_app, qgis_processing):
    """The provider, registered as the plugin would; the plugin's own tests take it away."""
    registry = QgsApplication.processingRegistry()
    if registry.providerById("blindspot") is None:
        from blindspot.algorithms.provider import BlindspotProvider

        _kept.append(BlindspotProvider())
        assert registry.addProvider(_kept[-1])


@pytest.fixture
def said():
    return Said()


@pytest.fixture
def run(said):
    """processing.run of a Blindspot algorithm; layers come back as layers."""
    import processing

    def run(name, feedback=said, **parameters):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        results = processing.run(f"blindspot:{name}", parameters, feedback=feedback, context=context)
        run.context = context  # keeps the layers alive
        return results

    return run


@pytest.fixture
def walks() -> QgsVectorLayer:
    return point_layer(walk_rows())
