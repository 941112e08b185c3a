"""The installed Python packages: which requirements they do not meet, and their versions.

    python scripts/stack.py missing FILE ...    prints the requirements that pip has to install, one on each line
    python scripts/stack.py versions            prints the versions

Uses only the standard library and pip, so that it runs before anything else is installed.
"""

import subprocess
import sys
from importlib import metadata
from pathlib import Path

from pip._vendor.packaging.requirements import Requirement

SHAPELY = """
from qgis.core import Qgis
import shapely
libraries = {line.split()[-1].rpartition("/") for line in open("/proc/self/maps") if "/libgeos" in line}
assert len({folder for folder, _, _ in libraries}) == 1, "Shapely and QGIS each load a GEOS of their own"
assert shapely.contains_xy(shapely.box(0, 0, 2, 2), [1.0, 3.0], [1.0, 1.0]).tolist() == [True, False]
"""
"""Fails unless Shapely has the interface of version 2 and uses the GEOS that QGIS has loaded. A wheel from PyPI has its
own copy of GEOS; inside QGIS its calls are resolved to QGIS's copy, and the process can crash."""
VERSIONS = """
import platform, warnings
from osgeo import gdal
from qgis.core import Qgis
from qgis.PyQt.QtCore import QT_VERSION_STR
warnings.simplefilter("ignore")
import geopandas, numpy, pandas, scipy, shapely
print(
    f"Python {platform.python_version()}, QGIS {Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, GDAL {gdal.__version__}, "
    f"NumPy {numpy.__version__}, SciPy {scipy.__version__}, pandas {pandas.__version__}, "
    f"GeoPandas {geopandas.__version__}, Shapely {shapely.__version__} with GEOS {shapely.geos_version_string}"
)
"""


def requirements(files: list[Path]) -> list[Requirement]:
    """The requirements in the files that apply to this Python."""
    lines = (line.split("#")[0].strip() for file in files for line in file.read_text().splitlines())
    found = [Requirement(line) for line in lines if line]
    return [requirement for requirement in found if requirement.marker is None or requirement.marker.evaluate()]


def is_met(requirement: Requirement) -> bool:
    """Whether the installed package meets the requirement. Shapely is tested for its capabilities, because some
    distributions' packages do not know their version (`0+unknown`). Other packages with such a version are accepted."""
    if requirement.name == "shapely":
        return subprocess.run([sys.executable, "-c", SHAPELY], capture_output=True, check=False).returncode == 0
    try:
        version = metadata.version(requirement.name)
    except metadata.PackageNotFoundError:
        return False
    return version.startswith("0+") or requirement.specifier.contains(version, prereleases=True)


def main(arguments: list[str]) -> int:
    match arguments:
        case ["missing", *files] if files:
            for requirement in requirements([Path(file) for file in files]):
                if not is_met(requirement):
                    print(f"{requirement.name}{requirement.specifier}")
        case ["versions"]:
            return subprocess.run([sys.executable, "-c", VERSIONS], check=False).returncode
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
