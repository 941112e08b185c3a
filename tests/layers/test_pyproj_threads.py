"""PROJ contexts of pyproj outlive the runs in a thread."""

import gc
import weakref
from types import SimpleNamespace

import pyproj
import pytest

from blindspot.layers import pyproj_threads
from blindspot.layers.pyproj_threads import keep_pyproj_context


class Manager:
    """As pyproj's: its end destroys the context."""


@pytest.fixture
def local(monkeypatch):
    """What pyproj keeps for the thread."""
    local = SimpleNamespace(context_manager=None)
    monkeypatch.setattr(pyproj, "_context", SimpleNamespace(_CONTEXT_MANAGER_LOCAL=local), raising=False)
    monkeypatch.setattr(pyproj_threads, "_kept", [])
    return local


def test_a_context_is_kept_when_the_state_of_its_thread_ends(local):
    local.context_manager = Manager()
    alive = weakref.ref(local.context_manager)
    keep_pyproj_context()
    keep_pyproj_context()
    local.context_manager = None
    gc.collect()
    assert alive() is not None
    assert len(pyproj_threads._kept) == 1


def test_without_a_context_nothing_is_kept(local):
    keep_pyproj_context()
    assert pyproj_threads._kept == []


def test_an_older_pyproj_has_nothing_to_keep(local, monkeypatch):
    monkeypatch.setattr(pyproj, "_context", SimpleNamespace())
    keep_pyproj_context()
    assert pyproj_threads._kept == []
