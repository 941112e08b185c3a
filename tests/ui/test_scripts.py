"""What the small scripts say: the benchmarks there are, and why a plugin could not be enabled."""

import os
import subprocess
from pathlib import Path

import pytest

import blindspot

CHECKOUT = Path(blindspot.__file__).resolve().parent


def _script(path, *arguments, **environment):
    command = [str(path), *arguments]
    environment = {**os.environ, **{name: str(value) for name, value in environment.items()}}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)


def _stand_in(folder, name, lines):
    """A program of that name that is found before the real one; returns the PATH on which it is."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text("#!/usr/bin/env bash\n" + lines)
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


@pytest.mark.parametrize("arguments", [(), ("synthetic",), ("__init__",), ("no such",)])
def test_bench_lists_what_can_be_run(arguments):
    done = _script(CHECKOUT / "scripts" / "bench", *arguments)
    assert done.returncode == 2
    listed = done.stderr.strip().splitlines()[-1].split("one of: ")[1].split()
    assert {"coverage", "routing"} <= set(listed)
    assert not {"synthetic", "__init__"} & set(listed)


def test_qgis_process_says_why_the_plugin_was_not_enabled(tmp_path):
    path = _stand_in(tmp_path / "bin", "qgis_process", "echo 'the disk is full'\nexit 3\n")
    done = _script(CHECKOUT / "scripts" / "qgis-process", "list", PATH=path, XDG_CACHE_HOME=tmp_path / "cache")
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert not list((tmp_path / "cache").rglob("enabled"))
