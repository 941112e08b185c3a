"""Fixtures of the algorithm tests: the provider, registered as the plugin does it, and a function to run algorithms."""

import pytest
from qgis.core import QgsApplication, QgsExpressionContextScope, QgsProcessingContext, QgsProject, QgsVectorLayer

from blindspot.engine.language import use_translation
from blindspot.layers.translation import Translation
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
def speak():
    """Sets the language of what follows."""
    translation = Translation()

    def speak(locale):
        translation.remove()
        translation.install(locale)

    yield speak
    translation.remove()
    use_translation(str)


def use_utc(context: QgsProcessingContext) -> None:
    scope = QgsExpressionContextScope("tests")
    scope.setVariable("timezone", "UTC")
    expressions = context.expressionContext()
    expressions.appendScope(scope)
    context.setExpressionContext(expressions)


@pytest.fixture
def run(log):
    """Runs a Blindspot algorithm with processing.run; output layers are returned as layers. Where TIMEZONE is not
    given, not even as None, the variable timezone is UTC: the layers of tests lie anywhere."""
    import processing

    def run(name, feedback=log, **parameters):
        context = QgsProcessingContext()
        context.setProject(QgsProject.instance())
        if "TIMEZONE" not in parameters:
            use_utc(context)
        results = processing.run(f"blindspot:{name}", parameters, feedback=feedback, context=context)
        run.context = context  # keeps the layers alive
        return results

    yield run
    run.context = None  # otherwise layers that QGIS opened from a path outlive QGIS itself, which ends in a crash


@pytest.fixture
def walks() -> QgsVectorLayer:
    return point_layer(walk_rows())
