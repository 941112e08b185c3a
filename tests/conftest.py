"""Settings of all tests: the checkout is importable as `blindspot`, and hypothesis always draws the same examples."""

import sys
import tempfile
from pathlib import Path

from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent

if "blindspot" not in sys.modules and not any((Path(folder) / "blindspot").exists() for folder in sys.path if folder):
    _plugins = Path(tempfile.mkdtemp(prefix="blindspot-plugins-"))
    (_plugins / "blindspot").symlink_to(CHECKOUT)
    sys.path.insert(0, str(_plugins))

# the same examples on every machine, without a limit on their time
settings.register_profile("reproducible", derandomize=True, deadline=None)
settings.load_profile("reproducible")
