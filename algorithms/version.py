"""The version of the plugin."""

from pathlib import Path

METADATA = Path(__file__).resolve().parents[1] / "metadata.txt"


def version() -> str:
    """The plugin's version, from metadata.txt."""
    lines = METADATA.read_text(encoding="utf-8").splitlines()
    return next(line.partition("=")[2].strip() for line in lines if line.startswith("version="))
