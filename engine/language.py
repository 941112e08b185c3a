"""The language of texts for the user: English, unless the host of the engine has set a translation.

A process has one user interface and so one language. The QGIS plugin sets it once, before anything is computed.
"""

from collections.abc import Callable


class _Language:
    """The translation in use."""

    translate: Callable[[str], str] = staticmethod(str)


def use_translation(translate: Callable[[str], str]) -> None:
    """Has texts translated by a function: it returns the translation of an English text, or the text itself where there
    is none. `str` is English again."""
    _Language.translate = staticmethod(translate)


def tr(text: str, /, **values) -> str:
    """A text in the user's language, with the values in its placeholders: tr("{count:,} fixes", count=count). The text
    must be a literal, so that the translation can be kept complete."""
    translated = _Language.translate(text)
    return translated.format(**values) if values else translated
