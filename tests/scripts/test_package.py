"""scripts/package writes a zip only if it passes the checks of the plugin repository."""

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import blindspot

CHECKOUT = Path(blindspot.__file__).resolve().parent
FAULTY_SQL = 'def rows(cursor, name):\n    cursor.execute("SELECT a FROM b WHERE c = " + name)\n'
METADATA = """[general]
name=Small
description=A small plugin
about=It does nothing
version=7.8.9
qgisMinimumVersion=3.40
author=We
email=we@blindspot.fi
homepage=https://blindspot.fi
tracker=https://blindspot.fi/issues
repository=https://blindspot.fi/code
changelog=7.8.9 The first
"""


def _module(name):
    spec = importlib.util.spec_from_file_location(name, CHECKOUT / "scripts" / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


check_package = _module("check_package")


@pytest.fixture
def plugin(tmp_path):
    """A small plugin without a fault."""
    folder = tmp_path / "zip" / "small"
    folder.mkdir(parents=True)
    (folder / "metadata.txt").write_text(METADATA)
    (folder / "__init__.py").write_text("def classFactory(iface):\n    return None\n")
    (folder / "CHANGELOG.md").write_text("# Changelog\n\n## 7.8.9\nThe first.\n")
    for name in ("LICENSE", "README.md"):
        (folder / name).write_text("Text.\n")
    return folder


def _zipped(plugin):
    package = plugin.parent.parent / "small.zip"
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(plugin.parent.rglob("*")):
            archive.write(path, path.relative_to(plugin.parent))
    return package


def test_a_small_plugin_has_no_fault(plugin):
    assert check_package.content_faults(_zipped(plugin)) == []
    assert check_package.metadata_faults(plugin) == []
    assert check_package.bandit_faults(plugin.parent) == []
    assert check_package.secret_faults(plugin.parent) == []


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("__pycache__/a.py", b"", "folder that is not accepted"),
        ("a.pyc", b"", "a program, a library or a cache"),
        ("library.so", b"", "a program, a library or a cache"),
        ("tool", b"\x7fELF\x02\x01", "a program, a library or a cache"),
        (".hidden", b"", "hidden file"),
    ],
)
def test_unaccepted_files_are_faults(plugin, name, content, fault):
    (plugin / name).parent.mkdir(exist_ok=True)
    (plugin / name).write_bytes(content)
    faults = check_package.content_faults(_zipped(plugin))
    assert [fault in text and name in text for text in faults] == [True]


def test_code_may_not_be_executable(plugin):
    (plugin / "__init__.py").chmod(stat.S_IRWXU)
    assert "execute permission" in check_package.content_faults(_zipped(plugin))[0]


def test_a_missing_licence_is_a_fault(plugin):
    (plugin / "LICENSE").unlink()
    assert check_package.content_faults(_zipped(plugin)) == ["LICENSE is missing"]


def test_the_folder_must_be_an_identifier_and_the_only_one(plugin):
    (plugin.parent / "other").mkdir()
    (plugin.parent / "other" / "a.txt").write_text("a")
    assert "not one folder" in check_package.content_faults(_zipped(plugin))[0]
    shutil.rmtree(plugin.parent / "other")
    plugin = plugin.rename(plugin.with_name("small-plugin"))
    assert check_package.content_faults(_zipped(plugin)) == ["the folder small-plugin is not a Python identifier"]


def test_the_size_has_a_limit(plugin, monkeypatch):
    monkeypatch.setattr(check_package, "MAX_BYTES", 100)
    assert "at most 100" in check_package.content_faults(_zipped(plugin))[0]


@pytest.mark.parametrize("key", check_package.REQUIRED_KEYS)
def test_every_missing_key_is_a_fault(plugin, key):
    lines = [line for line in METADATA.splitlines() if not line.startswith(f"{key}=")]
    (plugin / "metadata.txt").write_text("\n".join(lines))
    assert f"metadata.txt has no {key}" in check_package.metadata_faults(plugin)


@pytest.mark.parametrize(
    ("right", "wrong", "fault"),
    [
        ("homepage=https://blindspot.fi", "homepage=http://blindspot.fi", "homepage is not an https address"),
        ("tracker=https://blindspot.fi/issues", "tracker=https:/blindspot.fi", "tracker is not an https address"),
        ("repository=https://blindspot.fi/code", "repository=https://local/", "repository is not an https address"),
        ("repository=https://blindspot.fi/code", "repository=https://a.fi/b c", "repository is not an https address"),
        ("email=we@blindspot.fi", "email=we", "email is not an e-mail address"),
        ("author=We", "author=We/You", "author has a slash"),
        ("qgisMinimumVersion=3.40", "qgisMinimumVersion=new", "qgisMinimumVersion is not a version"),
        ("about=It does nothing", "about=It does 100% nothing", "cannot be read"),
        ("about=It does nothing", "about=Nothing\nicon=no.svg", "there is no icon no.svg"),
        ("changelog=7.8.9", "changelog=7.8.90", "changelog does not name version 7.8.9"),
        ("changelog=7.8.9", "changelog=17.8.9", "changelog does not name version 7.8.9"),
    ],
)
def test_faults_in_metadata_are_named(plugin, right, wrong, fault):
    assert right in METADATA
    (plugin / "metadata.txt").write_text(METADATA.replace(right, wrong))
    faults = check_package.metadata_faults(plugin)
    assert len(faults) == 1
    assert fault in faults[0]


@pytest.mark.parametrize("heading", ["## 7.8.8", "## 7.8.9.1", "## 7.8.90", "7.8.9"])
def test_the_changelog_must_name_this_version(plugin, heading):
    (plugin / "CHANGELOG.md").write_text(f"# Changelog\n\n{heading}\nThe first.\n")
    assert check_package.metadata_faults(plugin) == ["CHANGELOG.md has no heading for version 7.8.9"]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("def half(n):\n    assert n % 2 == 0\n    return n // 2\n", "B101"),
        ("import random\n\n\ndef draw():\n    return random.random()\n", "B311"),
        (FAULTY_SQL, "B608"),
        ("def broken(:\n", "cannot read"),
    ],
)
def test_every_finding_of_bandit_is_a_fault(plugin, code, rule):
    (plugin / "a.py").write_text(code)
    faults = check_package.bandit_faults(plugin.parent)
    assert len(faults) == 1
    assert rule in faults[0]
    assert "a.py" in faults[0]


def test_every_secret_is_a_fault(plugin):
    key = "AKIA" + "Z7QX3M5K2T9W8V4B"  # in two parts, so that a scan of this file finds none
    (plugin / "a.py").write_text(f'ACCESS = "{key}"\n')
    faults = check_package.secret_faults(plugin.parent)
    assert faults
    assert "a.py:1" in faults[0]


def test_a_missing_scanner_is_a_fault(plugin, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/bin/false")
    assert "did not run" in check_package.bandit_faults(plugin)[0]
    assert "did not run" in check_package.secret_faults(plugin)[0]


def test_placeholders_and_unchecked_points_are_reported(plugin):
    reported = "\n".join(check_package.not_checked(plugin))
    assert "https://blindspot.fi/issues" in reported
    assert "WARNING" not in reported
    (plugin / "metadata.txt").write_text(METADATA.replace("we@blindspot.fi", "we@blindspot.example"))
    assert "WARNING: email is a placeholder (we@blindspot.example)" in check_package.not_checked(plugin)[-1]


@pytest.fixture
def repository(tmp_path):
    """A new repository with this checkout's files, in which scripts/setup does nothing."""
    copy = tmp_path / "checkout"
    skipped = shutil.ignore_patterns(
        ".git", ".venv", "__pycache__", ".*_cache", ".hypothesis", ".qgis-settings", "dist", "demo"
    )
    shutil.copytree(CHECKOUT, copy, ignore=skipped, symlinks=True)
    (copy / ".venv").symlink_to(CHECKOUT / ".venv")
    (copy / "scripts" / "setup").write_text("#!/bin/sh\n")
    with (copy / ".gitignore").open("a") as file:
        file.write("/.venv\n")
    _git(copy, "init", "-q")
    _commit(copy)
    return copy


def _git(folder, *arguments):
    identity = ["-c", "user.name=We", "-c", "user.email=we@blindspot.fi", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def _commit(folder):
    _git(folder, "add", "-A")
    _git(folder, "commit", "-q", "-m", "Change")


def _package(repository):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    command = [str(repository / "scripts" / "package")]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)


def test_this_checkout_passes_and_planted_faults_do_not(repository):
    """In one test, because copying the checkout is slow."""
    done = _package(repository)
    assert done.returncode == 0, done.stderr
    version = check_package.metadata_of(repository)["version"]
    package = repository / "dist" / f"blindspot-{version}.zip"
    with zipfile.ZipFile(package) as archive:
        names = {name.partition("/")[2] for name in archive.namelist() if not name.endswith("/")}
    rooms = ("algorithms", "engine", "layers", "ui", "resources", "docs")
    committed = {path.relative_to(repository) for room in rooms for path in (repository / room).rglob("*")}
    files = {str(path) for path in committed if (repository / path).is_file()}
    assert files <= names
    assert {name for name in names - files if "/" in name} == set()
    assert "all algorithms are listed" in done.stderr
    assert "NOT CHECKED: whether these addresses answer" in done.stderr

    (repository / "engine" / "errors.py").open("a").write("\nassert UserError\n")
    (repository / "resources" / "note.txt").write_text("key = " + "AKIA" + "Z7QX3M5K2T9W8V4B" + "\n")
    metadata = (repository / "metadata.txt").read_text()
    (repository / "metadata.txt").write_text(metadata.replace(f"version={version}", "version=99.1.0"))
    (repository / "algorithms" / "planroutes.py").write_text("import no_such_package\n")
    _commit(repository)
    done = _package(repository)
    assert done.returncode != 0
    assert "FAULT: bandit B101" in done.stderr
    assert "FAULT: detect-secrets:" in done.stderr
    assert "FAULT: metadata.txt: changelog does not name version 99.1.0" in done.stderr
    assert "FAULT: CHANGELOG.md has no heading for version 99.1.0" in done.stderr
    assert "planroutes cannot be loaded: No module named 'no_such_package'" in done.stderr
    assert not (repository / "dist" / "blindspot-99.1.0.zip").exists()

    (repository / "reports").mkdir()
    (repository / "reports" / "page.html").write_text("<p>")
    _commit(repository)
    done = _package(repository)
    assert done.returncode != 0
    assert "neither in the list of files to package" in done.stderr
    assert "reports" in done.stderr
