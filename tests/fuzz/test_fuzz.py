"""A small part of the fuzz test: odd inputs give a result or a sentence."""

import subprocess
import sys
from pathlib import Path

FUZZ = Path(__file__).parent / "fuzz.py"
TRIALS = 60


def test_odd_inputs_give_a_result_or_a_sentence():
    done = subprocess.run([sys.executable, FUZZ, f"--trials={TRIALS}"], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "result" in done.stdout
    assert "sentence" in done.stdout
