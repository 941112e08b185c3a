"""Everything that algorithms show is translated, and the translators get all of it."""

from functools import cache

import pytest
from qgis.core import QgsApplication, QgsProcessingParameterEnum

from blindspot.algorithms.catalogue import CATALOGUE
from blindspot.engine.language import use_translation
from blindspot.scripts.texts import Text, texts_of

NAMES = {"DJI", "Autel", "Parrot", "Skydio", "ArduPilot", "PX4"}
"""Makers and autopilots, which have the same name in all languages."""
TEXTS = cache(texts_of)


@pytest.fixture
def asked():
    """The texts that were translated since; a translation is the text in angle quotes."""
    found = set()

    def translate(text):
        if "«" in text:  # a help text with values was translated before it was added
            return text
        found.add(Text(text))
        return f"«{text}»"

    def plural(many, count):
        found.add(Text(many, True))
        return f"«{many}»"

    use_translation(translate, plural)
    yield found
    use_translation(str)


def _shown(algorithm):
    """All texts of an algorithm, with what they are of."""
    yield "title", algorithm.displayName()
    yield "help", algorithm.shortHelpString()
    yield from (("tag", tag) for tag in algorithm.tags())
    for each in algorithm.parameterDefinitions():
        yield each.name(), each.description()
        yield f"help of {each.name()}", each.help()
        if isinstance(each, QgsProcessingParameterEnum):
            options = [option for option in each.options() if option.split()[0] not in NAMES]
            yield from ((f"option of {each.name()}", option) for option in options)
    yield from ((each.name(), each.description()) for each in algorithm.outputDefinitions())


@pytest.mark.parametrize("ident", [entry.id for entry in CATALOGUE])
def test_every_label_and_help_is_translated_and_known_to_the_translators(asked, ident):
    algorithm = QgsApplication.processingRegistry().algorithmById(f"blindspot:{ident}").create()
    untranslated = [what for what, text in _shown(algorithm) if text and "«" not in text]
    assert untranslated == []
    assert asked - set(TEXTS().texts) == set()
    assert len(asked) > 10
