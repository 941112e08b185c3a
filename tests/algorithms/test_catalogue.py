"""The list of algorithms matches the classes and the files."""

from importlib import import_module
from pathlib import Path

import pytest

import blindspot
from blindspot.algorithms import provider as provider_module
from blindspot.algorithms.base import BlindspotAlgorithm
from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.algorithms.unavailable import Unavailable


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_id_and_title_are_those_of_the_class(entry):
    algorithm = getattr(import_module(f"blindspot.algorithms.{entry.id}"), entry.class_name)
    assert (entry.id, entry.title) == (algorithm.ID, algorithm.TITLE)


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.id)
def test_the_stand_in_looks_like_the_algorithm(entry):
    real = getattr(import_module(f"blindspot.algorithms.{entry.id}"), entry.class_name)()
    stand_in = Unavailable(entry, "Blindspot needs SciPy")
    for attribute in ("name", "displayName", "group", "groupId", "flags"):
        assert getattr(stand_in, attribute)() == getattr(real, attribute)()
    assert not stand_in.icon().isNull()


def test_the_catalogue_lists_every_algorithm():
    """Every file that defines a Processing algorithm with an ID is listed."""
    found = set()
    for path in Path(blindspot.__file__).parent.glob("algorithms/*.py"):
        module = import_module(f"blindspot.algorithms.{path.stem}")
        found |= {
            value.ID
            for value in vars(module).values()
            if isinstance(value, type) and issubclass(value, BlindspotAlgorithm) and value.ID
        }
    assert found == {entry.id for entry in CATALOGUE}
    assert len(CATALOGUE) == len(found)


def test_qgis_may_take_its_registry_away_before_the_provider(monkeypatch):
    """QGIS 3.44 does when it ends: an error would be an abort, and a failure of qgis_process."""
    for name in ("add_setting", "remove_setting"):  # that of the provider of all tests stays
        monkeypatch.setattr(provider_module, name, lambda *_: None)
    provider = provider_module.BlindspotProvider()
    provider.load()

    class Ending:
        @staticmethod
        def processingRegistry():
            return None

    with monkeypatch.context() as ending:
        ending.setattr(provider_module, "QgsApplication", Ending)
        provider.unload()
    provider.load()
    provider.unload()
