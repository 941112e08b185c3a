"""Writes docs/reference, see scripts/reference."""

import sys
from pathlib import Path

from qgis.core import QgsApplication

from blindspot.algorithms.provider import BlindspotProvider
from blindspot.algorithms.reference_page import reference_pages
from blindspot.algorithms.reference_url import REFERENCE


def write(folder: Path, pages: dict[str, str]) -> None:
    """Writes the pages, and removes those of algorithms that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in set(folder.glob("*.html")) - {folder / name for name in pages}:
        old.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def main(language: str = "") -> None:
    application = QgsApplication([], False)
    application.initQgis()
    if language:
        from blindspot.layers.translation import Translation

        translation = Translation()
        translation.install(language)
    provider = BlindspotProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    folder = REFERENCE / language
    write(folder, reference_pages(provider))
    print(f"{len(list(folder.glob('*.html')))} pages in {folder}")


if __name__ == "__main__":
    main(*sys.argv[1:2])
