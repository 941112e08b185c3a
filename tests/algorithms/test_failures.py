"""Unexpected errors: the user gets a sentence, and the log the trace."""

import pytest
from qgis.core import QgsProcessingException

from blindspot.algorithms import scoregaps
from blindspot.algorithms.failures import is_out_of_memory
from small_layers import Feedback

FIXES = {"TIME_FIELD": "time", "UNIT_FIELD": "unit", "OUTPUT": "memory:"}


class Debugged(Feedback):
    def __init__(self):
        super().__init__()
        self.debug: list[str] = []

    def pushDebugInfo(self, text):
        self.debug.append(text)


def failing(error):
    def fail(*_, **__):
        raise error

    return fail


@pytest.mark.parametrize(
    "error",
    [
        MemoryError(),
        MemoryError("Unable to allocate 7.45 GiB for an array with shape (1000000000,)"),
        RuntimeError("std::bad_alloc"),
        ValueError("GEOSException: bad allocation: std::bad_alloc"),
        OSError(12, "Cannot allocate memory"),
    ],
)
def test_out_of_memory_is_a_sentence_that_says_what_to_do(run, walks, monkeypatch, error):
    monkeypatch.setattr(scoregaps, "scores_and_profile", failing(error))
    with pytest.raises(QgsProcessingException, match=r"not enough memory.*CELL_SIZE.*fewer fixes") as raised:
        run("scoregaps", INPUT=walks, **FIXES)
    assert "bad_alloc" not in str(raised.value)
    assert "Traceback" not in str(raised.value)


def test_the_step_that_ran_out_of_memory_is_named(run, walks, monkeypatch):
    monkeypatch.setattr("blindspot.engine.places.grid._by_block", failing(MemoryError()))
    with pytest.raises(QgsProcessingException, match="not enough memory while making the places"):
        run("scoregaps", INPUT=walks, **FIXES)


def test_any_other_error_is_a_sentence_with_the_trace_in_the_log(run, walks, monkeypatch):
    log = Debugged()
    monkeypatch.setattr(scoregaps, "scores_and_profile", failing(KeyError("lost")))
    with pytest.raises(QgsProcessingException, match=r"unexpected error.*KeyError: 'lost'.*report it") as raised:
        run("scoregaps", feedback=log, INPUT=walks, **FIXES)
    assert "Traceback" not in str(raised.value)
    (trace,) = log.debug
    assert trace.startswith("Blindspot ")
    assert "blindspot:scoregaps, QGIS " in trace
    assert "Traceback" in trace
    assert "compute" in trace


def test_an_error_before_computing_is_a_sentence_too(run, walks, monkeypatch):
    monkeypatch.setattr("blindspot.algorithms.inputs.demand.DemandInput.prepare", failing(RuntimeError("no layer")))
    with pytest.raises(QgsProcessingException, match=r"unexpected error.*RuntimeError: no layer"):
        run("scoregaps", INPUT=walks, **FIXES)


@pytest.mark.parametrize("error", [ValueError("memory of old days"), RuntimeError("wrapped C/C++ object")])
def test_other_errors_are_not_taken_for_a_lack_of_memory(error):
    assert not is_out_of_memory(error)
