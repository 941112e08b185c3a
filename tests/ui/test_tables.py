"""Attribute tables show local times as long as the plugin is loaded."""

import pytest
from qgis.core import QgsApplication

import blindspot
from blindspot.layers.styles.local_times import WIDGET


@pytest.fixture
def plugin(qgis_app, qgis_processing, qgis_iface):
    if QgsApplication.processingRegistry().providerById("blindspot") is not None:
        QgsApplication.processingRegistry().removeProvider(
            QgsApplication.processingRegistry().providerById("blindspot")
        )
    plugin = blindspot.classFactory(qgis_iface)
    yield plugin
    plugin.unload()


def shows_local_times() -> bool:
    return QgsApplication.fieldFormatterRegistry().fieldFormatter(WIDGET).id() == WIDGET


def test_tables_show_local_times_until_the_plugin_is_unloaded(plugin):
    for _ in range(2):  # also when it is loaded again
        assert not shows_local_times()
        plugin.initGui()
        assert shows_local_times()
        plugin.unload()
        assert not shows_local_times()
