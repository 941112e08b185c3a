"""What the tests of layers share: QGIS, running."""

import pytest


@pytest.fixture(autouse=True)
def _qgis(qgis_app, qgis_processing):
    """QGIS and its processing are there."""
