"""Real mission files, geozones, logs and patrols of other people, with which some tests run where they are there."""

import os
from pathlib import Path

REAL_FILES = Path(os.environ.get("BLINDSPOT_REAL_FILES") or Path(__file__).resolve().parents[3] / "shared" / "data")
"""The folder: that of the environment variable, else the one beside the checkout."""
ABSENT = f"{REAL_FILES} with real files is not there; BLINDSPOT_REAL_FILES names another folder"
