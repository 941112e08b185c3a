"""docs/python.md: its examples run in Python without QGIS, and print the output shown on the page."""

import os
import re
import subprocess
import sys
from pathlib import Path

import blindspot

PAGE = Path(__file__).resolve().parents[3] / "docs" / "python.md"
WITHOUT_QGIS = """
import sys
sys.modules["qgis"] = sys.modules["osgeo"] = None  # importing either would fail
"""


def test_the_examples_print_the_output_on_the_page():
    text = PAGE.read_text(encoding="utf-8")
    code, printed = ("".join(re.findall(rf"```{kind}\n(.*?)```", text, re.DOTALL)) for kind in ("python", "text"))
    plugins = str(Path(blindspot.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (plugins, os.environ.get("PYTHONPATH"))))
    command = [sys.executable, "-c", WITHOUT_QGIS + code]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": path})
    assert done.returncode == 0, done.stderr
    assert done.stdout == printed


def test_importing_the_engine_does_not_import_pandas():
    code = "import sys, blindspot.engine as e; print('pandas' in sys.modules, dir(e)[-1], e.score_gaps.__name__)"
    path = str(Path(blindspot.__file__).parent.parent)
    run = [sys.executable, "-c", f"import sys; sys.path.insert(0, {path!r}); {code}"]
    done = subprocess.run(run, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "score_gaps", "score_gaps"]
