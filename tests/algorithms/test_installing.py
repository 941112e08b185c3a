"""The command that installs missing packages, for each kind of system."""

import shlex

import pytest
from qgis.PyQt.QtGui import QTextDocument

from blindspot.algorithms.installing import Need, System, command, this_system

DEBIAN_12 = System("apt", "bookworm", "/usr/bin/python3.11", True, "/home/a/.local/lib/python3.11/site-packages")
DEBIAN_13 = System("apt", "trixie", "/usr/bin/python3.13", True, "/home/a/.local/lib/python3.13/site-packages")
UBUNTU_22 = System("apt", "jammy", "/usr/bin/python3.10", False, "/home/a/.local/lib/python3.10/site-packages")
FEDORA = System("dnf", "", "/usr/bin/python3.13", False, "/home/a/.local/lib/python3.13/site-packages")
SUSE = System("pip", "", "/usr/bin/python3.13", True)
WINDOWS = System("windows", python="python")
MACOS = System("macos", python="/Applications/QGIS.app/Contents/MacOS/bin/python3")
FLATPAK = System("flatpak")

NUMPY_1 = (1, "/usr/lib/python3/dist-packages")
NUMPY_2 = (2, "/usr/lib/python3/dist-packages")
OWN_NUMPY_2 = (2, DEBIAN_12.user_packages)
NO_NUMPY = (0, "")

NO_SCIPY = Need("scipy", "1.10", "missing")
NO_JINJA2 = Need("jinja2", "3", "missing")
NO_SHAPELY = Need("shapely", "2", "missing")
OLD_SHAPELY = Need("shapely", "2", "old", "/usr/lib/python3/dist-packages")
WHEEL = Need("shapely", "2", "foreign", DEBIAN_13.user_packages)
WHEEL_ON_THE_PATH = Need("shapely", "2", "foreign", "/opt/my packages")
BROKEN_PANDAS = Need("pandas", "1.5", "broken", "/usr/lib/python3/dist-packages")
TOOLS = "python3-pip python3-dev g++ libgeos-dev"
BUILD = "--force-reinstall --no-deps --no-binary shapely"

CASES = [
    (DEBIAN_12, [NO_SCIPY, NO_JINJA2], NUMPY_1, "sudo apt install python3-scipy python3-jinja2"),
    (DEBIAN_13, [NO_SCIPY, NO_SHAPELY], NUMPY_2, "sudo apt install python3-scipy python3-shapely"),
    (
        DEBIAN_12,
        [OLD_SHAPELY],
        NUMPY_1,
        f"sudo apt install {TOOLS} && "
        f'/usr/bin/python3.11 -m pip install --break-system-packages --user {BUILD} "shapely==2.0.*"',
    ),
    (
        UBUNTU_22,
        [NO_SCIPY, NO_SHAPELY],
        NUMPY_1,
        f'sudo apt install python3-scipy {TOOLS} && /usr/bin/python3.10 -m pip install --user {BUILD} "shapely==2.0.*"',
    ),
    (
        DEBIAN_13,
        [WHEEL],
        NUMPY_2,
        f"sudo apt install {TOOLS} && "
        f'/usr/bin/python3.13 -m pip install --break-system-packages --user {BUILD} "shapely==2.*"',
    ),
    (
        DEBIAN_13,
        [WHEEL_ON_THE_PATH],
        NUMPY_2,
        f"sudo apt install {TOOLS} && /usr/bin/python3.13 -m pip install --break-system-packages "
        f'--upgrade --target "/opt/my packages" {BUILD} "shapely==2.*"',
    ),
    (DEBIAN_12, [BROKEN_PANDAS], NUMPY_1, "sudo apt install --reinstall python3-pandas"),
    (
        DEBIAN_12,
        [BROKEN_PANDAS],
        OWN_NUMPY_2,
        "sudo apt install python3-pip && /usr/bin/python3.11 -m pip uninstall --break-system-packages -y numpy",
    ),
    (
        DEBIAN_12,
        [Need("scipy", "1.10", "old", "/usr/local/lib/python3.11/dist-packages")],
        NUMPY_1,
        "sudo apt install python3-pip && /usr/bin/python3.11 -m pip install --break-system-packages --user "
        '"scipy>=1.10" "numpy==1.*"',
    ),
    (
        FEDORA,
        [NO_SCIPY, OLD_SHAPELY],
        NUMPY_2,
        "sudo dnf install python3-scipy python3-pip python3-devel gcc-c++ geos-devel && "
        f'/usr/bin/python3.13 -m pip install --user {BUILD} "shapely==2.*"',
    ),
    (System("pacman"), [NO_SCIPY, NO_JINJA2], NUMPY_2, "sudo pacman -S python-scipy python-jinja"),
    (
        SUSE,
        [NO_SCIPY, NO_SHAPELY],
        NO_NUMPY,
        '/usr/bin/python3.13 -m pip install --break-system-packages --user --no-binary shapely scipy "shapely>=2"',
    ),
    (WINDOWS, [NO_SCIPY, OLD_SHAPELY], NUMPY_1, 'python -m pip install "numpy==1.*" scipy "shapely>=2"'),
    (MACOS, [NO_SCIPY], NUMPY_2, "/Applications/QGIS.app/Contents/MacOS/bin/python3 -m pip install scipy"),
    (
        FLATPAK,
        [NO_SCIPY],
        NUMPY_2,
        "flatpak run --devel --command=pip3 org.qgis.qgis install --user --no-binary shapely scipy",
    ),
]


@pytest.mark.parametrize(("system", "needs", "numpy", "expected"), CASES)
def test_the_command(system, needs, numpy, expected):
    assert command(system, needs, numpy) == expected


def test_conda_first_removes_packages_that_pip_installed(monkeypatch):
    monkeypatch.setattr("sys.prefix", "/opt/conda/envs/my gis")
    system = System("conda", python="/opt/conda/bin/python3")
    assert command(system, [NO_SCIPY, WHEEL], NUMPY_2) == (
        "/opt/conda/bin/python3 -m pip uninstall -y shapely && "
        'conda install --prefix "/opt/conda/envs/my gis" -c conda-forge scipy "shapely>=2"'
    )


@pytest.mark.parametrize(("system", "needs", "numpy", "expected"), CASES)
def test_the_command_is_not_changed_by_the_shell_or_by_rich_text(qgis_app, system, needs, numpy, expected):
    document = QTextDocument()
    document.setHtml(f"<h3>This algorithm cannot be run</h3>\n{expected}")
    assert document.toPlainText().splitlines()[-1] == expected
    assert shlex.split(expected)


def test_this_system_has_an_interpreter_of_this_version():
    system = this_system()
    assert system.python.strip('"').rpartition("/")[2].startswith("python") or system.manager == "windows"
    assert system.where
