"""The translation of Blindspot's texts into the language of QGIS: a file of Qt, installed while the plugin is there."""

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

from ..engine.language import use_translation

CONTEXT, PLURAL = "Blindspot", "after a count"
"""The context of all messages, and the comment that tells a noun after a count from the same word elsewhere."""
FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"


class Translation:
    """The translation for the user's language, from `install` to `remove`. Without a file for it, texts are English."""

    def __init__(self):
        self._translator: QTranslator | None = None

    def install(self, locale: str | None = None) -> None:
        """Has all texts translated. locale: such as zh_CN; None: that of QGIS (see `user_locale`)."""
        path = file_for(user_locale() if locale is None else locale)
        translator = QTranslator()
        if path is None or not translator.load(str(path)):
            use_translation(str)
            return
        QCoreApplication.installTranslator(translator)
        self._translator = translator
        language = path.stem.removeprefix("blindspot_")
        use_translation(_translated, _translated_plural, language, marks_of(language))

    def remove(self) -> None:
        """Has all texts in English again."""
        use_translation(str)
        if self._translator is not None:
            QCoreApplication.removeTranslator(self._translator)
            self._translator = None


def user_locale() -> str:
    """The locale of QGIS's own texts: the one it was started with (--lang), else the one set in its options, else that
    of the system. qgis_process knows only the last two."""
    application = QgsApplication.instance()
    started_with = application.translation() if hasattr(application, "translation") else ""
    return started_with or QgsApplication.locale()


def file_for(locale: str, folder: Path = FOLDER) -> Path | None:
    """The translation for a locale, such as zh_CN, zh-Hans or de_AT: of the language and the country, else of the
    language in its script, else of the language; None where there is none."""
    wanted = _parts(locale)
    files = {path.stem.removeprefix("blindspot_"): path for path in sorted(folder.glob("blindspot_*.qm"))}
    if locale.replace("-", "_") in files:
        return files[locale.replace("-", "_")]
    same = [name for name in files if _parts(name)[:2] == wanted[:2]]
    return files[min(same, key=lambda name: (_parts(name) != wanted, name != wanted[0], name))] if same else None


def in_all_languages(text: str, folder: Path = FOLDER) -> set[str]:
    """A text that is in the code, in English and in all languages that have a translation of it."""
    found = {text}
    for path in sorted(folder.glob("blindspot_*.qm")):
        translator = QTranslator()
        if translator.load(str(path)) and (translated := translator.translate(CONTEXT, text)):
            found.add(translated)
    return found


def marks_of(language: str) -> tuple[str, str]:
    """What a language writes between thousands, and before decimals."""
    locale = QLocale(language)
    return str(locale.groupSeparator()), str(locale.decimalPoint())


def _parts(locale: str) -> tuple[str, str, str]:
    """The language of a locale, its script and its country, with what the locale leaves open filled in by Qt."""
    known = QLocale(locale.replace("-", "_"))
    if not locale or known.language() == QLocale.Language.C:
        return "en", "", ""
    language, _, country = known.name().partition("_")
    return language, QLocale.scriptToString(known.script()), country


def _translated(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)


def _translated_plural(many: str, count: int) -> str:
    return QCoreApplication.translate(CONTEXT, many, PLURAL, min(int(count), 2**31 - 1))
