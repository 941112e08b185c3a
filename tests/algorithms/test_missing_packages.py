"""The output of qgis_process where a package is missing, too old, broken, or a Shapely with its own GEOS.

The packages are really hidden or replaced, in processes of their own.
"""

import json
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from qgis.core import Qgis

import blindspot
from blindspot.algorithms import requirements
from blindspot.algorithms.catalogue import CATALOGUE

HIDE = """
import sys
class Hide:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)
sys.meta_path.insert(0, Hide())
"""
MODEL = """
from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingModelChildAlgorithm
model = QgsProcessingModelAlgorithm("uses score gaps", "mine", "")
child = QgsProcessingModelChildAlgorithm("blindspot:scoregaps")
child.setChildId("score")
model.addChildAlgorithm(child)
assert model.toFile({!r})
"""


@pytest.fixture(scope="module")
def profile(tmp_path_factory):
    """A QGIS profile with the plugin enabled, and the environment that uses it."""
    folder = tmp_path_factory.mktemp("missing")
    plugins, runtime = folder / "plugins", folder / "runtime"
    plugins.mkdir()
    runtime.mkdir(mode=0o700)
    (plugins / "blindspot").symlink_to(Path(blindspot.__file__).resolve().parent)
    environment = {
        **os.environ,
        "QGIS_PLUGINPATH": str(plugins),
        "QGIS_CUSTOM_CONFIG_PATH": str(folder / "profile"),
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_RUNTIME_DIR": str(runtime),
        "PYTHONPATH": sysconfig.get_path("purelib"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    done = _qgis_process(environment, "plugins", "enable", "blindspot")
    assert done.returncode == 0, done.stderr
    return environment


def _qgis_process(environment, *arguments, first=""):
    """first: a folder that Python searches before all others."""
    path = os.pathsep.join(filter(None, [str(first), environment["PYTHONPATH"]]))
    return subprocess.run(
        ["qgis_process", *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
        env={**environment, "PYTHONPATH": path},
    )


def _reported(environment, first):
    """The sentence that the provider and all algorithms report."""
    done = _qgis_process(environment, "--json", "list", first=first)
    assert done.returncode == 0, done.stderr
    provider = json.loads(done.stdout)["providers"]["blindspot"]
    assert sorted(provider["algorithms"]) == sorted(f"blindspot:{entry.id}" for entry in CATALOGUE)
    names = {ident.partition(":")[2]: algorithm["name"] for ident, algorithm in provider["algorithms"].items()}
    assert names == {entry.id: entry.title for entry in CATALOGUE}
    reported = {algorithm["short_description"] for algorithm in provider["algorithms"].values()}
    assert reported == {provider["warning"]}
    assert "\n" not in provider["warning"]
    return provider["warning"]


def _package(folder, name, text):
    (folder / name).mkdir(parents=True)
    (folder / name / "__init__.py").write_text(text)
    return folder


def _with_own_geos(folder, name):
    """Adds a GEOS library to the package shapely in `folder`, as PyPI's wheels have it; returns its path."""
    libraries = folder / "shapely.libs"
    libraries.mkdir()
    (libraries / "libgeos_c-4e5f6a7b.so.1.20.5").touch()
    (folder / "shapely" / "lib.cpython-399-x86_64-linux-gnu.so").write_bytes(b"\0libgeos_c-4e5f6a7b.so.1.20.5\0")
    (libraries / name).touch()
    return libraries / name


@pytest.mark.parametrize(("module", "name", "least"), requirements.NEEDED)
def test_a_hidden_package_is_named_by_every_algorithm(profile, tmp_path, module, name, least):
    # NumPy is hidden together with Shapely: QGIS itself imports Shapely, and crashes if Shapely finds no NumPy.
    hidden = [module, "shapely"] if module == "numpy" else [module]
    (tmp_path / "sitecustomize.py").write_text(HIDE.format(hidden))
    reported = _reported(profile, tmp_path)
    assert reported.startswith(f"Blindspot needs {name} {least} or newer (not found)")
    assert reported.count("not found") == len(hidden)
    assert all(name in reported.partition("restart QGIS: ")[2] for name in hidden)


def test_running_an_algorithm_or_a_model_gives_the_sentence(profile, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(HIDE.format(["scipy"]))
    reported = _reported(profile, tmp_path)
    done = _qgis_process(profile, "run", "blindspot:scoregaps", "--INPUT=fixes.gpkg", first=tmp_path)
    assert done.returncode != 0
    assert f"ERROR:\t{reported}" in done.stderr
    model = tmp_path / "model.model3"
    subprocess.run([sys.executable, "-c", MODEL.format(str(model))], check=True, env=profile, timeout=120)
    done = _qgis_process(profile, "run", str(model), first=tmp_path)
    assert done.returncode != 0
    assert reported in done.stderr
    assert "not available" not in done.stderr + done.stdout


def test_an_old_shapely_is_named_with_its_folder(profile, tmp_path):
    _package(tmp_path, "shapely", "__version__ = '1.8.5'\n")
    reported = _reported(profile, tmp_path)
    assert f"Blindspot needs Shapely 2 or newer (1.8.5 in {tmp_path} is too old);" in reported
    assert "--no-binary shapely" in reported


def test_a_shapely_with_another_geos_is_rejected_without_being_imported(profile, tmp_path):
    """QGIS imports Shapely too, but continues if the import fails. Blindspot would report a broken package."""
    _package(tmp_path, "shapely", "raise ModuleNotFoundError('imported')\n")
    _with_own_geos(tmp_path, "libgeos-0a1b2c3d.so.3.99.1")
    reported = _reported(profile, tmp_path)
    assert f"the one in {tmp_path} has GEOS 3.99.1 and can crash QGIS" in reported
    assert f"--target {tmp_path}" in reported


def test_a_shapely_built_for_a_newer_geos_is_rejected(profile, tmp_path):
    _package(tmp_path, "shapely", "contains_xy = None\ngeos_version = (3, 99, 1)\n")
    assert f"the one in {tmp_path} has GEOS 3.99.1 and can crash QGIS" in _reported(profile, tmp_path)


def test_geopandas_is_not_imported_with_a_shapely_that_is_rejected(profile, tmp_path):
    _package(tmp_path, "geopandas", "raise ValueError('imported')\n")
    assert "GeoPandas 0.12 or newer" in _reported(profile, tmp_path)
    _package(tmp_path, "shapely", "contains_xy = None\ngeos_version = (3, 99, 1)\n")
    assert "GeoPandas" not in _reported(profile, tmp_path)


def test_a_package_without_its_compiled_parts_is_broken(profile, tmp_path):
    _package(tmp_path, "scipy", "__version__ = '1.10'\n")
    assert "cannot be imported: No module named 'scipy.sparse'" in _reported(profile, tmp_path)


def test_a_broken_package_is_named_with_its_error(profile, tmp_path):
    _package(tmp_path, "pandas", "raise ValueError('numpy.dtype size changed <96>.')\n")
    reported = _reported(profile, tmp_path)
    assert f"(the one in {tmp_path} cannot be imported: numpy.dtype size changed <96>)" in reported


def test_the_version_of_shapelys_own_geos_is_read_from_its_file_name(tmp_path):
    _package(tmp_path, "shapely", "")
    assert requirements.own_geos(str(tmp_path)) is None
    library = _with_own_geos(tmp_path, "libgeos-0a1b2c3d.so.3.11.1")
    assert requirements.own_geos(str(tmp_path)) == (3, 11, 1)
    library.rename(library.with_name("libgeos-0a1b2c3d.so"))
    assert requirements.own_geos(str(tmp_path)) == ()
    (tmp_path / "shapely" / "lib.cpython-399-x86_64-linux-gnu.so").write_bytes(b"libgeos_c.so.1")
    assert requirements.own_geos(str(tmp_path)) is None  # the file remains from another installation


def test_the_same_packages_are_in_the_requirements_and_in_the_readme():
    checkout = Path(blindspot.__file__).parent
    lines = (checkout / "requirements.txt").read_text().splitlines()
    wanted = dict(line.split(";")[0].split(",")[0].split(">=") for line in lines if line and not line.startswith("#"))
    assert wanted == {module: least for module, _, least in requirements.NEEDED}
    texts = [(checkout / "README.md").read_text(), (checkout / "metadata.txt").read_text()]
    assert all(name in text for _, name, _ in requirements.NEEDED for text in texts)


def test_the_geos_of_qgis_is_known():
    major, minor, _ = requirements.qgis_geos()
    assert Qgis.geosVersion().startswith(f"{major}.{minor}.")


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(requirements, "OLDEST_PYTHON", (9, 1))
    reported, _ = requirements.what_is_missing()
    assert reported.startswith("Blindspot needs Python 9.1 or newer; this QGIS has Python 3.")


@pytest.mark.parametrize(
    ("version", "least", "old"),
    [
        ("1.24.2", "1.24", False),
        ("1.23.9", "1.24", True),
        ("1.5.3+dfsg", "1.5", False),
        ("0.9", "0.12", True),
        ("?", "1", False),
    ],
)
def test_versions_are_compared_as_numbers(version, least, old):
    assert requirements._is_old(None, "pandas", version, least) is old


def test_a_shapely_without_a_version_is_recognized_by_its_functions():
    class Shapely:
        contains_xy = None

    assert not requirements._is_old(Shapely, "shapely", "0+unknown", "2")
    assert requirements._is_old(None, "shapely", "2.0", "2")
