"""The language of the texts that outputs hold: it is in the record of a run, unless it is English."""

from collections.abc import Collection

from ...engine.language import language, tr

SENTENCES = frozenset(("why", "reason", "matters_most", "day", "spot_name", "spots"))
"""Fields with words of Blindspot's own, which are in the language of the run that made them."""
NAMES = {"en": "English", "zh_CN": "中文"}


def in_language() -> dict[str, str]:
    """The entry of a record that names the language of its run; none for English."""
    return {} if language() == "en" else {"language": language()}


def fields_not_compared(record: dict) -> Collection[str]:
    """The fields that cannot be compared with those of a run in the language of now."""
    return SENTENCES if _language_of(record) != language() else ()


def other_language(record: dict) -> list[str]:
    """A sentence where a result was made in another language; none where it was not."""
    then = _language_of(record)
    if then == language():
        return []
    return [
        tr(
            "It was made in another language ({language}), so its fields of texts ({fields}) are not compared.",
            language=NAMES.get(then, then),
            fields=", ".join(sorted(SENTENCES)),
        )
    ]


def _language_of(record: dict) -> str:
    return str(record.get("language") or "en")
