"""The output of the short scripts: the list of benchmarks, and errors of qgis-process and test-on."""

import os
import shutil
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
    """Writes a program that replaces the real one of that name. Returns the PATH that finds it first."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    program.write_text("#!/usr/bin/env bash\n" + lines)
    program.chmod(0o755)
    return f"{folder}:{os.environ['PATH']}"


@pytest.mark.parametrize("arguments", [(), ("synthetic",), ("__init__",), ("no such",)])
def test_bench_lists_the_benchmarks(arguments):
    done = _script(CHECKOUT / "scripts" / "bench", *arguments)
    assert done.returncode == 2
    listed = done.stderr.strip().splitlines()[-1].split("one of: ")[1].split()
    assert {"coverage", "routing"} <= set(listed)
    assert not {"synthetic", "__init__"} & set(listed)


def test_qgis_process_prints_why_the_plugin_was_not_enabled(tmp_path):
    path = _stand_in(tmp_path / "bin", "qgis_process", "echo 'the disk is full'\nexit 3\n")
    done = _script(CHECKOUT / "scripts" / "qgis-process", "list", PATH=path, XDG_CACHE_HOME=tmp_path / "cache")
    assert done.returncode == 1
    assert "the disk is full" in done.stderr
    assert not list((tmp_path / "cache").rglob("enabled"))


def test_qgis_enables_the_plugin_in_the_profiles_of_qgis_3_and_4(tmp_path):
    path = _stand_in(tmp_path / "bin", "qgis", 'echo "$@"\n')
    done = _script(CHECKOUT / "scripts" / "qgis", PATH=path, XDG_CACHE_HOME=tmp_path / "cache")
    assert done.returncode == 0, done.stderr
    profile = Path(done.stdout.split()[1]) / "profiles" / "default" / "QGIS"
    for name in ("QGIS3.ini", "QGIS4.ini"):
        assert "blindspot=true" in (profile / name).read_text()
    (profile / "QGIS4.ini").write_text("mine")
    _script(CHECKOUT / "scripts" / "qgis", PATH=path, XDG_CACHE_HOME=tmp_path / "cache")
    assert (profile / "QGIS4.ini").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "user", "message"),
    [
        ((), 0, "usage"),
        (("../trixie",), 0, "usage"),
        (("trixie", "--root"), 0, "--root needs a folder"),
        (("trixie", "--root", str(CHECKOUT / "root")), 0, "outside the checkout"),
        (("trixie",), 1000, "needs root"),
        (("trixie",), 0, "apt-get install debootstrap"),
    ],
)
def test_test_on_prints_what_it_needs(tmp_path, arguments, user, message):
    folder = tmp_path / "bin"
    _stand_in(folder, "id", f"echo {user}\n")
    for name in ("env", "bash", "dirname", "realpath", "chroot", "unshare", "flock", "git", "tar"):
        (folder / name).symlink_to(shutil.which(name) or "/bin/true")
    done = _script(CHECKOUT / "scripts" / "test-on", *arguments, PATH=folder, XDG_CACHE_HOME=tmp_path / "cache")
    assert done.returncode == 2
    assert message in done.stderr
    assert not (tmp_path / "cache").exists()
