"""pyarrow, which reads and writes Parquet. It is optional: imported where an archive is used, and only here."""

import importlib
import re
from functools import cache
from types import ModuleType

import numpy as np

from ..errors import UserError
from ..language import tr

LEAST = 12
"""The oldest major version that can be used."""
COMMAND = 'python3 -m pip install "pyarrow>=12"'
COMMAND_NUMPY_1 = 'python3 -m pip install "pyarrow>=12,<26" "numpy==1.*"'
"""pyarrow 26 requires NumPy 2, for which QGIS's other packages were not built where it has NumPy 1."""


@cache
def arrow() -> ModuleType:
    """pyarrow, with its modules `parquet`, `fs`, `compute` and `csv`. Raises UserError, with the command that installs
    it, where it is missing, too old or broken."""
    try:
        library = importlib.import_module("pyarrow")
        for module in ("parquet", "fs", "compute", "csv"):
            importlib.import_module(f"pyarrow.{module}")
    except Exception as error:  # a damaged or foreign build can raise anything
        if isinstance(error, ModuleNotFoundError) and error.name == "pyarrow":
            fault = tr("it is not installed")
        else:
            fault = tr("it cannot be imported: {reason}", reason=str(error).partition("\n")[0].rstrip("."))
        raise _needed(fault) from None
    leading = re.match(r"\d+", library.__version__)
    if leading is None or int(leading.group()) < LEAST:
        raise _needed(tr("the one installed is {version}", version=library.__version__))
    return library


def _needed(fault: str) -> UserError:
    return UserError(
        tr(
            "An archive needs the Python package pyarrow {least} or newer ({fault}). Run this command in a terminal "
            "(on Windows in the OSGeo4W Shell), then restart QGIS: {command}",
            least=LEAST,
            fault=fault,
            command=COMMAND_NUMPY_1 if np.__version__.startswith("1.") else COMMAND,
        )
    )
