"""Attribute tables show short numbers and local times as long as the plugin is loaded."""

import pytest
from qgis.core import QgsApplication

import blindspot
from blindspot.layers.styles.table_formats import NUMBER, TIME


@pytest.fixture
def plugin(qgis_app, qgis_processing, qgis_iface):
    if QgsApplication.processingRegistry().providerById("blindspot") is not None:
        QgsApplication.processingRegistry().removeProvider(
            QgsApplication.processingRegistry().providerById("blindspot")
        )
    plugin = blindspot.classFactory(qgis_iface)
    yield plugin
    plugin.unload()


def formats() -> set[str]:
    registry = QgsApplication.fieldFormatterRegistry()
    return {name for name in (NUMBER, TIME) if registry.fieldFormatter(name).id() == name}


def test_tables_have_our_formats_until_the_plugin_is_unloaded(plugin):
    for _ in range(2):  # also when it is loaded again
        assert not formats()
        plugin.initGui()
        assert formats() == {NUMBER, TIME}
        plugin.unload()
        assert not formats()
