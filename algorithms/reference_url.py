"""Where the page of an algorithm is, which the Help button of its dialog opens."""

from pathlib import Path

from qgis.PyQt.QtCore import QLocale, QUrl

from ..layers.translation import user_locale

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
"""The folder of the pages. Pages in other languages are in folders named after the locale: zh_CN, or de for every
country."""


def reference_page(algorithm: str, locale: str) -> Path:
    """The page of the algorithm with this id in the language of a locale such as zh_CN, zh-Hans or zh, in English where
    there is none."""
    known = QLocale(locale).name()
    for language in (locale, known, known.split("_")[0]):
        page = REFERENCE / language / f"{algorithm}.html"
        if language and page.is_file():
            return page
    return REFERENCE / f"{algorithm}.html"


def reference_url(algorithm: str) -> str:
    """The URL of the page in the user's language; empty where there is no page."""
    page = reference_page(algorithm, user_locale())
    return QUrl.fromLocalFile(str(page)).toString(QUrl.ComponentFormattingOption.FullyEncoded) if page.is_file() else ""
