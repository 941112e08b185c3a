"""The Python packages that the algorithms cannot do without, and whether they are there."""

from importlib import import_module

from qgis.PyQt.QtCore import QCoreApplication

NEEDED = (("numpy", "NumPy", 1), ("scipy", "SciPy", 1), ("pandas", "pandas", 1), ("shapely", "Shapely", 2))
"""Module, name, least major version."""


def what_is_missing() -> tuple[str, str]:
    """A sentence on what has to be installed, and the errors behind it; both empty where nothing has.

    Imports no more than the packages themselves, so that it can answer where the algorithms cannot be imported.
    """
    missing, errors = [], []
    for module, name, least in NEEDED:
        wanted = f"{name} {least} or newer" if least > 1 else name
        try:
            found = str(getattr(import_module(module), "__version__", "?"))
        except Exception as error:  # a package built for another NumPy raises whatever it likes
            missing.append(_tr("{} (not found, or broken)").format(wanted))
            errors.append(f"{module}: {type(error).__name__}: {error}")
            continue
        major = found.split(".")[0]
        if major.isdigit() and int(major) < least:
            missing.append(_tr("{} (found {})").format(wanted, found))
    if not missing:
        return "", ""
    advice = _tr(
        "Blindspot needs {}. Install what is missing with your distribution's packages, with pip for the Python that "
        "QGIS uses, or with the plugin qpip; then restart QGIS. README.md, Install in QGIS, has the details."
    )
    return advice.format(", ".join(missing)), "\n".join(errors)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Blindspot", text)
