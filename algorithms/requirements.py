"""The Python packages that the algorithms require, and the check whether they are installed."""

import re
import sys
import warnings
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

from ..engine.language import tr
from .installing import Need, System, command, this_system

NEEDED = (
    ("numpy", "NumPy", "1.24"),
    ("scipy", "SciPy", "1.10"),
    ("pandas", "pandas", "1.5"),
    ("shapely", "Shapely", "2"),
    ("geopandas", "GeoPandas", "0.12"),
    ("jinja2", "Jinja2", "3"),
)
"""Module, name, minimum version. A package comes after the packages that it imports."""
PROBES = {"scipy": "scipy.sparse"}
"""Modules to import as a test, for packages that can be imported without their compiled parts."""
OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """A problem with one package: `need` for the install command, `words` for the user, `error` for the log."""

    need: Need
    words: str
    error: str = ""


def what_is_missing() -> tuple[str, str]:
    """One sentence on what has to be installed and how, and the errors for the log. Both are empty where nothing is
    missing.

    Imports only the packages themselves, so that it works where the algorithms cannot be imported. It calls no function
    of Shapely, and does not import a Shapely that could crash QGIS.
    """
    if sys.version_info < OLDEST_PYTHON:
        version, oldest = (".".join(map(str, numbers)) for numbers in (sys.version_info[:2], OLDEST_PYTHON))
        return _tr(tr("Blindspot needs Python {} or newer; this QGIS has Python {}.")).format(oldest, version), ""
    found = findings()
    if not found:
        return "", ""
    system = this_system()
    return sentence(system, found), "\n".join(finding.error for finding in found if finding.error)


def sentence(system: System, found: list[Finding]) -> str:
    """What is missing, and the command that installs it on this system. The command comes last, so that it is easy to
    copy."""
    needs = [finding.need for finding in found]
    advice = _tr(tr("Blindspot needs {}; run this command {}, then restart QGIS: {}"))
    if system.manager in ("windows", "macos"):  # on Linux QPIP would install a Shapely with its own GEOS
        advice = _tr(
            tr("Blindspot needs {}; install it with the QPIP plugin, or run this command {}, then restart QGIS: {}")
        )
    words = ", ".join(finding.words for finding in found)
    return advice.format(words, system.where, command(system, needs, _numpy()))


def findings() -> list[Finding]:
    """The problems with the packages of NEEDED; empty where all are usable."""
    found: list[Finding] = []
    for module, name, least in NEEDED:
        finding = _check(module, name, least, {finding.need.module for finding in found})
        if finding is not None:
            found.append(finding)
    return found


def _check(module: str, name: str, least: str, faulty: set[str]) -> Finding | None:
    """The problem with one package, None where it is usable. faulty: modules before this one that are not usable."""
    wanted = _tr("{} {} or newer").format(name, least)
    folder = folder_of(module)
    if not folder:
        return Finding(Need(module, least, "missing"), _tr("{} (not found)").format(wanted))
    # On Linux Shapely calls the GEOS that QGIS has loaded, except for functions that this one does not have. Passing a
    # geometry of one GEOS to another one crashes QGIS. On Windows and macOS each library uses its own GEOS.
    shares_geos = module == "shapely" and sys.platform not in ("win32", "darwin")
    if shares_geos and own_geos(folder) not in (None, qgis_geos()):
        return _foreign_geos(wanted, least, folder, own_geos(folder) or ())
    if module == "geopandas" and "shapely" in faulty:
        return None  # importing it would import the faulty Shapely
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # GeoPandas 0.12 warns of Shapely 2, which does not help the user
            package = import_module(module)
            import_module(PROBES.get(module, module))
    except Exception as error:  # a package built for another NumPy can raise any exception
        if isinstance(error, ModuleNotFoundError) and (error.name or "").split(".")[0] in faulty:
            return None  # already reported
        text = f"{module}: {type(error).__name__}: {error}"
        reason = (str(error).splitlines() or [type(error).__name__])[0].rstrip(".")
        words = _tr(tr("{} (the one in {} cannot be imported: {})")).format(wanted, folder, reason)
        return Finding(Need(module, least, "broken", folder), words, text)
    version = str(getattr(package, "__version__", ""))
    if _is_old(package, module, version, least):
        words = _tr("{} ({} in {} is too old)").format(wanted, version, folder)
        return Finding(Need(module, least, "old", folder), words)
    if shares_geos and package.geos_version[:2] > qgis_geos()[:2]:  # may use functions that QGIS's GEOS does not have
        return _foreign_geos(wanted, least, folder, package.geos_version)
    return None


def folder_of(module: str) -> str:
    """The folder in which Python finds a package, without importing it; empty where it is not found."""
    try:
        spec = find_spec(module)
    except (ImportError, ValueError):
        return ""
    if spec is None or not spec.origin:
        return ""
    return str(Path(spec.origin).parent.parent)


def _foreign_geos(wanted: str, least: str, folder: str, versions: tuple[int, ...]) -> Finding:
    words = _tr(tr("{} with the GEOS {} of QGIS (the one in {} has GEOS {} and can crash QGIS)"))
    ours, theirs = (".".join(map(str, numbers)) or "?" for numbers in (qgis_geos(), versions))
    return Finding(Need("shapely", least, "foreign", folder), words.format(wanted, ours, folder, theirs))


def own_geos(folder: str) -> tuple[int, ...] | None:
    """The version of the GEOS library that is installed with Shapely in `folder`, as in PyPI's wheels, from its file
    name.

    None where Shapely does not use such a file, even if an old one exists; empty where the name has no version.
    """
    libraries = Path(folder, "shapely.libs")
    names = [path.name.encode() for path in libraries.glob("libgeos_c[-.]*")]
    compiled = [path.read_bytes() for path in Path(folder, "shapely").glob("lib.*so")]
    if not any(name in content for name in names for content in compiled):
        return None
    versions = (re.search(r"\.so\.(\d+)\.(\d+)\.(\d+)", path.name) for path in libraries.glob("libgeos[-.]*"))
    return next((tuple(map(int, version.groups())) for version in versions if version), ())


def qgis_geos() -> tuple[int, ...]:
    """The version of the GEOS that QGIS has loaded."""
    return _numbers(Qgis.geosVersion())[:3]


def _is_old(package, module: str, version: str, least: str) -> bool:
    if module == "shapely":  # it has no version in some distributions
        return not hasattr(package, "contains_xy")
    numbers = _numbers(version)
    return bool(numbers) and numbers < _numbers(least)


def _numbers(version: str) -> tuple[int, ...]:
    """The leading numbers of a version: (1, 5, 3) for 1.5.3+dfsg."""
    leading = re.match(r"\d+(\.\d+)*", version)
    return tuple(map(int, leading.group().split("."))) if leading else ()


def _numpy() -> tuple[int, str]:
    """The major version of NumPy and its folder; 0 and an empty text where it is not found."""
    folder = folder_of("numpy")
    if not folder:
        return 0, ""
    try:
        version = str(getattr(import_module("numpy"), "__version__", ""))
    except Exception:  # a damaged package can raise anything; its version is then unknown
        version = ""
    return (_numbers(version) or (0,))[0], folder


def _tr(text: str) -> str:
    return QCoreApplication.translate("Blindspot", text)
