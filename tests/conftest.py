"""What all tests share: the checkout importable as `blindspot`, whatever its folder is called, and steady examples."""

import sys
import tempfile
from pathlib import Path

from hypothesis import settings

CHECKOUT = Path(__file__).resolve().parent.parent

if "blindspot" not in sys.modules and not any((Path(folder) / "blindspot").exists() for folder in sys.path if folder):
    _plugins = Path(tempfile.mkdtemp(prefix="blindspot-plugins-"))
    (_plugins / "blindspot").symlink_to(CHECKOUT)
    sys.path.insert(0, str(_plugins))

settings.register_profile("steady", derandomize=True, deadline=None)  # the same examples on every machine, fast or slow
settings.load_profile("steady")
