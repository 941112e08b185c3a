"""The plugin as QGIS loads and unloads it."""

import sys
from pathlib import Path

from qgis.core import QgsApplication

import blindspot
from blindspot.plugin import BlindspotPlugin


def _provider():
    return QgsApplication.processingRegistry().providerById("blindspot")


def test_nothing_is_imported_before_it_is_needed():
    code = compile(Path(blindspot.__file__).read_text(), "__init__", "exec")
    assert "iface" not in code.co_names
    assert not [name for name in code.co_names if name.startswith("import")]


def test_adds_the_provider_once_and_takes_it_away(qgis_iface):
    already = _provider()
    if already is not None:
        QgsApplication.processingRegistry().removeProvider(already)
    plugin = blindspot.classFactory(qgis_iface)
    plugin.initProcessing()
    plugin.initGui()
    assert _provider() is plugin.provider
    plugin.unload()
    assert plugin.provider is None
    assert _provider() is None
    plugin.unload()


def test_works_without_a_desktop():
    plugin = BlindspotPlugin(None)
    plugin.initProcessing()
    plugin.unload()


def test_says_why_the_algorithms_are_missing(qgis_iface, monkeypatch):
    monkeypatch.setitem(sys.modules, "blindspot.algorithms.provider", None)
    plugin = BlindspotPlugin(qgis_iface)
    plugin.initProcessing()
    assert plugin.provider is None
    said = [text for texts in qgis_iface.messageBar().messages.values() for text in texts]
    assert any("cannot be loaded" in text for text in said)
