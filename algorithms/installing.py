"""Composes the command that installs missing Python packages where this QGIS finds them."""

import site
import sys
import sysconfig
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QCoreApplication

from ..engine.language import tr

OLD_SHAPELY = {"bullseye", "bookworm", "focal", "jammy"}
"""Releases of Debian and Ubuntu that provide a Shapely older than 2."""
INSTALL = {"apt": "sudo apt install", "dnf": "sudo dnf install", "pacman": "sudo pacman -S"}
REINSTALL = {"apt": "sudo apt install --reinstall", "dnf": "sudo dnf reinstall", "pacman": "sudo pacman -S"}
COMPILERS = {
    "apt": ["python3-pip", "python3-dev", "g++", "libgeos-dev"],
    "dnf": ["python3-pip", "python3-devel", "gcc-c++", "geos-devel"],
    "pacman": ["python-pip", "gcc", "geos"],
}
"""The packages needed to build Shapely with the system's GEOS."""


@dataclass(frozen=True)
class System:
    """The properties of the system that the command depends on.

    manager: "apt", "dnf", "pacman", "conda", "flatpak", "windows", "macos", or "pip" on any other system; codename: of
    the release of Debian or Ubuntu; python: the interpreter that QGIS uses, as typed in a terminal; managed: whether
    pip refuses to install without --break-system-packages (PEP 668); user_packages: the user's site-packages folder,
    empty where Python does not use it.
    """

    manager: str
    codename: str = ""
    python: str = "python3"
    managed: bool = False
    user_packages: str = ""

    @property
    def where(self) -> str:
        """Where the user has to run the command."""
        return _tr(tr("in the OSGeo4W Shell of the Start menu")) if self.manager == "windows" else _tr("in a terminal")


@dataclass(frozen=True)
class Need:
    """A package that has to be installed, and why.

    module: its import name; least: the minimum version; fault: "missing", "old", "foreign" (a Shapely that brings its
    own GEOS) or "broken" (its import fails); folder: where it was found, empty where it was not found.
    """

    module: str
    least: str
    fault: str
    folder: str = ""

    @property
    def requirement(self) -> str:
        """The requirement for pip and conda."""
        return self.module if self.fault == "missing" and self.module != "shapely" else f'"{self.module}>={self.least}"'


def command(system: System, needs: list[Need], numpy: tuple[int, str]) -> str:
    """One line for the terminal that installs all `needs`.

    numpy: the major version of the installed NumPy, and its folder; 0 and an empty text where there is none. pip must
    not replace NumPy 1, because other packages were built for it.
    """
    if system.manager in INSTALL:
        return _by_package_manager(system, needs, numpy)
    if system.manager == "conda":
        faulty = [need.module for need in needs if need.fault != "missing"]
        remove = [_pip(system, "uninstall", "-y", *faulty)] if faulty else []
        install = ["conda install --prefix", _quoted(sys.prefix), "-c conda-forge", *_requirements(needs)]
        return " && ".join([*remove, " ".join(install)])
    options = []
    if system.manager == "pip":
        options += _into(system, needs)
    if system.manager in ("pip", "flatpak"):
        options += ["--no-binary", "shapely"]
    if any(need.fault in ("foreign", "broken") for need in needs):
        options += ["--force-reinstall", "--no-deps"]
    elif numpy[0] == 1:
        options += ['"numpy==1.*"']
    return _pip(system, "install", *options, *_requirements(needs))


def _by_package_manager(system: System, needs: list[Need], numpy: tuple[int, str]) -> str:
    """The command with the distribution's packages where these are suitable, and pip where they are not."""
    manager = system.manager
    built = [need for need in needs if need.module == "shapely" and _must_be_built(system, need)]
    others = [need for need in needs if need not in built]
    old = [need for need in others if need.fault == "old"]
    absent = [_package(manager, need.module) for need in others if need.fault == "missing"]
    broken = [_package(manager, need.module) for need in others if need.fault == "broken"]
    steps = []
    if broken and numpy[1] and not _is_distributed(numpy[1]):
        # This NumPy hides that of the distribution, for which the distribution's other packages were built.
        steps.append(_pip(system, "uninstall", "-y", "numpy"))
        broken = []
    tools = COMPILERS[manager] if built else COMPILERS[manager][:1] if old or steps else []
    if absent or tools:
        steps.insert(0, " ".join([INSTALL[manager], *absent, *tools]))
    if broken:
        steps.append(" ".join([REINSTALL[manager], *broken]))
    if old:
        pinned = ['"numpy==1.*"'] if numpy[0] == 1 else []
        steps.append(_pip(system, "install", "--user", *_requirements(old), *pinned))
    if built:
        # A newer Shapely would require a newer NumPy than these releases have.
        version = "2.0.*" if system.codename in OLD_SHAPELY else "2.*"
        options = [*_into(system, built), "--force-reinstall", "--no-deps", "--no-binary", "shapely"]
        steps.append(_pip(system, "install", *options, f'"shapely=={version}"'))
    return " && ".join(steps)


def _must_be_built(system: System, need: Need) -> bool:
    return need.fault != "missing" or system.codename in OLD_SHAPELY


def _package(manager: str, module: str) -> str:
    """The name of a package in the distribution."""
    if manager == "pacman":
        return "python-jinja" if module == "jinja2" else f"python-{module}"
    return f"python3-{module}"


def _pip(system: System, action: str, *arguments: str) -> str:
    if system.manager == "flatpak":
        return " ".join(["flatpak run --devel --command=pip3 org.qgis.qgis", action, "--user", *arguments])
    override = ["--break-system-packages"] if system.managed else []
    return " ".join([system.python, "-m pip", action, *override, *arguments])


def _into(system: System, needs: list[Need]) -> list[str]:
    """pip's options for the folder in which Shapely is found before a faulty one."""
    folder = next((need.folder for need in needs if need.module == "shapely"), "")
    if folder and not _is_distributed(folder) and folder != system.user_packages:
        return ["--upgrade", "--target", _quoted(folder)]
    return ["--user"]


def _is_distributed(folder: str) -> bool:
    return folder.startswith(("/usr/lib/", "/usr/lib64/"))


def _requirements(needs: list[Need]) -> list[str]:
    return [need.requirement for need in needs]


def this_system() -> System:
    """The system on which QGIS runs."""
    user = site.getusersitepackages() if site.ENABLE_USER_SITE else ""
    managed = Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists()
    if sys.platform == "win32":
        return System("windows", python="python", user_packages=user)
    python = _quoted(_interpreter())
    if Path(sys.prefix, "conda-meta").is_dir():
        return System("conda", python=python, user_packages=user)
    if sys.platform == "darwin":
        return System("macos", python=python, managed=managed, user_packages=user)
    if Path("/.flatpak-info").exists():
        return System("flatpak", user_packages=user)
    release = _release()
    family = {release.get("ID", ""), *release.get("ID_LIKE", "").split()}
    managers = {"debian": "apt", "ubuntu": "apt", "fedora": "dnf", "arch": "pacman"}
    codename = release.get("UBUNTU_CODENAME") or release.get("DEBIAN_CODENAME") or release.get("VERSION_CODENAME", "")
    manager = next((managers[name] for name in managers if name in family), "pip")
    return System(manager, codename, python, managed, user)


def _interpreter() -> str:
    """The Python that QGIS embeds. sys.executable may be QGIS's own program."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    program = Path(sys.executable or sys.prefix).parent
    folders = (Path(sys.prefix, "bin"), program / "bin", program)
    candidates = (folder / name for folder in folders for name in (f"python{version}", "python3", "python"))
    return next((str(path) for path in candidates if path.is_file()), "python3")


def _release() -> dict[str, str]:
    """The content of /etc/os-release; empty where there is none."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return {}
    pairs = (line.split("=", 1) for line in lines if "=" in line)
    return {key.strip(): value.strip().strip("\"'") for key, value in pairs}


def _quoted(path: str) -> str:
    return f'"{path}"' if " " in path else path


def _tr(text: str) -> str:
    return QCoreApplication.translate("Blindspot", text)
