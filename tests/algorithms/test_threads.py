"""What a run leaves to the thread of QGIS in which it ran."""

from types import SimpleNamespace

import pyproj

from blindspot.layers import pyproj_threads


def test_a_run_keeps_the_context_of_pyproj(run, walks, monkeypatch):
    of_thread = SimpleNamespace(_CONTEXT_MANAGER_LOCAL=SimpleNamespace(context_manager=object()))
    monkeypatch.setattr(pyproj, "_context", of_thread, raising=False)
    monkeypatch.setattr(pyproj_threads, "_kept", [])
    run("preparetracks", INPUT=walks, TIME_FIELD="time", UNIT_FIELD="unit", OUTPUT="memory:")
    assert len(pyproj_threads._kept) == 1
