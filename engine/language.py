"""The language of texts for the user: English, unless the host of the engine has set a translation.

A process has one user interface and so one language. The QGIS plugin sets it once, before anything is computed.
"""

import string
from collections.abc import Callable
from numbers import Number


def english(many: str, count: int) -> str:
    """A noun in the plural, as it stands."""
    return many


class _Notation(string.Formatter):
    """Formats values as `str.format` does, and then writes numbers with the marks of a language. marks: what stands for
    the comma between thousands and for the decimal point."""

    def __init__(self, marks: tuple[str, str]):
        self.marks = str.maketrans(dict(zip(",.", marks, strict=True)))

    def format_field(self, value, format_spec):
        text = format(value, format_spec)
        return text.translate(self.marks) if isinstance(value, Number) and not isinstance(value, bool) else text


ENGLISH_MARKS = (",", ".")


class _Language:
    """The translation in use."""

    translate: Callable[[str], str] = staticmethod(str)
    plural: Callable[[str, int], str] = staticmethod(english)
    name = "en"
    number: Callable[..., str] = staticmethod(format)
    format: Callable[..., str] = staticmethod(str.format)


def use_translation(
    translate: Callable[[str], str],
    plural: Callable[[str, int], str] = english,
    language: str = "en",
    marks: tuple[str, str] = ENGLISH_MARKS,
) -> None:
    """Has texts translated by a function: it returns the translation of an English text, or the text itself where there
    is none. `str` is English again. plural: the same for a noun after a count, which it gets in the plural and returns
    in the form that the language has for this count. language: its name, such as zh_CN. marks: between
    thousands, and before decimals."""
    _Language.translate = staticmethod(translate)
    _Language.plural = staticmethod(plural)
    _Language.name = language
    notation = _Notation(marks)
    english_marks = tuple(marks) == ENGLISH_MARKS  # then what Python does itself is the same, and much faster
    _Language.format = staticmethod(str.format if english_marks else notation.format)
    _Language.number = staticmethod(format if english_marks else notation.format_field)


def language() -> str:
    """The name of the language of texts: en, zh_CN."""
    return _Language.name


def tr(text: str, /, **values) -> str:
    """A text in the user's language, with the values in its placeholders: tr("{count:,} fixes", count=count). The text
    must be a literal, so that the translation can be kept complete."""
    translated = _Language.translate(text)
    if not values:
        return translated
    try:
        return _Language.format(translated, **values)
    except (KeyError, IndexError, ValueError):  # a fault of the translation must not end a run
        return _Language.format(text, **values)


def number_text(value: Number, spec: str = ",") -> str:
    """A number in the user's notation. spec: as of `format`."""
    return _Language.number(value, spec)


def tr_again(text: str) -> str:
    """A text in the user's language that is a literal elsewhere, where translators find it."""
    return _Language.translate(text)


def tr_plural(one: str, many: str, count: int, /, **values) -> str:
    """A noun or a sentence in the form for a count in the user's language, with the values in its placeholders. one,
    many: the English singular and plural, as literals; translations are kept by the plural."""
    text = one if count == 1 else many
    translated = _Language.plural(many, count)
    translated = text if translated == many else translated
    if not values:
        return translated
    try:
        return _Language.format(translated, **values)
    except (KeyError, IndexError, ValueError):
        return _Language.format(text, **values)
