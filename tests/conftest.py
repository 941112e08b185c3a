"""Settings of all tests: the checkout is importable as `blindspot`, and hypothesis always draws the same examples."""

import os
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent

if "blindspot" not in sys.modules and not any((Path(folder) / "blindspot").exists() for folder in sys.path if folder):
    _plugins = Path(tempfile.mkdtemp(prefix="blindspot-plugins-"))
    (_plugins / "blindspot").symlink_to(CHECKOUT)
    sys.path.insert(0, str(_plugins))

# the same examples on every machine, without a limit on their time
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")


@pytest.hookimpl(wrapper=True, trylast=True)
def pytest_cmdline_main(config):
    """Ends the process once everything is reported. QGIS keeps every exception that an algorithm raises, with the
    frames of all its callers and so with their layers; destroying these after QGIS has ended is a crash."""
    status = yield
    if "qgis.core" in sys.modules:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(int(status))
    return status
