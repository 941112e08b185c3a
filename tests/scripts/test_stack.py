"""scripts/stack.py: which requirements are not met, and the versions."""

import os
import subprocess
import sys

from blindspot.scripts import stack


def test_only_unmet_requirements_are_printed(tmp_path, capsys, monkeypatch):
    file = tmp_path / "requirements.txt"
    file.write_text("# A comment\npytest>=8\npytest>=999\nno-such-package\nnor-this; python_version < '3'\n")
    assert stack.main(["missing", str(file)]) == 0
    assert capsys.readouterr().out.split() == ["pytest>=999", "no-such-package"]
    monkeypatch.setattr(stack.metadata, "version", lambda name: "0+unknown")  # as of some of Debian's packages
    assert stack.main(["missing", str(file)]) == 0
    assert not capsys.readouterr().out


def test_shapely_is_tested_for_its_capabilities(tmp_path, capsys, monkeypatch):
    file = tmp_path / "requirements.txt"
    file.write_text("shapely>=999\n")
    assert stack.main(["missing", str(file)]) == 0
    assert not capsys.readouterr().out
    (tmp_path / "shapely.py").write_text("def box(*bounds): pass\n")  # as in version 1, without contains_xy
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{os.environ['PYTHONPATH']}")
    assert stack.main(["missing", str(file)]) == 0
    assert capsys.readouterr().out == "shapely>=999\n"


def test_versions_of_all_packages_are_printed():
    command = [sys.executable, stack.__file__, "versions"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in ("Python 3.", "QGIS", "Qt", "GDAL", "NumPy", "Shapely", "GEOS"))
