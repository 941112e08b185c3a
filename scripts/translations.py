"""The translations in resources/translations: files of Qt Linguist (.ts), and what may be wrong in them."""

import re
import string
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from .texts import CHECKOUT, Text

FOLDER = CHECKOUT / "resources" / "translations"
CONTEXT, PLURAL = "Blindspot", "after a count"
"""The context of all messages, and the comment that tells a noun after a count from the same word elsewhere."""
TAG = re.compile(r"</?[a-z][a-z0-9]*\b[^<>]*>|<!--.*?-->")
IDENTIFIER = re.compile(r"(?<![A-Za-z0-9_])(?!MMM)(?:[A-Z][A-Z0-9_]{2,}|[A-Za-z0-9]+_[A-Za-z0-9_]+)(?![A-Za-z0-9_])")
"""Ids of parameters, names of fields and abbreviations: REVISIT, gap_low, UTC; but not the month in a form of dates."""


@dataclass(frozen=True)
class Message:
    """A text with its translation: one form, or for a counted noun the forms that the language has. vanished: whether
    the code no longer has the text."""

    text: Text
    forms: tuple[str, ...]
    finished: bool
    vanished: bool


def files() -> list[Path]:
    """The .ts files of all languages."""
    return sorted(FOLDER.glob("blindspot_*.ts"))


def path_of(language: str) -> Path:
    """The .ts file of a language, such as zh_CN."""
    return FOLDER / f"blindspot_{language}.ts"


def messages_of(path: Path) -> list[Message]:
    """All messages of a .ts file."""
    found = []
    for node in ElementTree.parse(path).getroot().iter("message"):
        translation = node.find("translation")
        plural = node.get("numerus") == "yes"
        forms = [each.text or "" for each in translation.iter("numerusform")] if plural else [translation.text or ""]
        kind = translation.get("type", "")
        vanished = kind in ("vanished", "obsolete")
        found.append(Message(Text(node.findtext("source"), plural), tuple(forms), not kind, vanished))
    return found


def fill(path: Path, translations: dict[Text, list[str]]) -> int:
    """Writes translations into a .ts file; returns how many. Texts that the file does not have are ignored."""
    tree = ElementTree.parse(path)
    filled = 0
    for node in tree.getroot().iter("message"):
        translation = node.find("translation")
        text = Text(node.findtext("source"), node.get("numerus") == "yes")
        forms = translations.get(text)
        if not forms or translation.get("type") in ("vanished", "obsolete"):
            continue
        if text.plural:
            for each, form in zip(translation.iter("numerusform"), forms, strict=False):
                each.text = form
        else:
            translation.text = forms[0]
        translation.attrib.pop("type", None)
        filled += 1
    tree.write(path, "utf-8", xml_declaration=True)
    return filled


def faults_of(message: Message) -> list[str]:
    """What is wrong with a translation, in sentences."""
    faults = []
    for form in message.forms:
        for what, parts in (("placeholders", placeholders), ("HTML tags", tags), ("ids and names", identifiers)):
            missing = list((parts(message.text.source) - parts(form)).elements())
            added = list((parts(form) - parts(message.text.source)).elements())
            if missing:
                faults.append(f"{what} are missing: {' '.join(missing)}")
            if added:
                faults.append(f"{what} are not in the text: {' '.join(added)}")
        source = message.text.source
        same = (source[:1].isspace(), source[-1:].isspace()) == (form[:1].isspace(), form[-1:].isspace())
        if not same and _needs_spaces(form):
            faults.append("spaces at the start or the end differ")
    return faults


def placeholders(text: str) -> Counter:
    """The placeholders of a text, each once: {name:,}. A text that is no format has none."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return Counter({"a brace that is not closed": 1})
    named = [(name, spec, conversion) for _, name, spec, conversion in parts if name is not None]
    if all(name == "" for name, _, _ in named):
        return Counter("{}" for _ in named)
    return Counter({f"{{{name}{f'!{how}' if how else ''}{f':{spec}' if spec else ''}}}" for name, spec, how in named})


def tags(text: str) -> Counter:
    """The HTML tags of a text."""
    return Counter(TAG.findall(text))


def identifiers(text: str) -> Counter:
    """The ids, names of fields and abbreviations of a text, each once."""
    plain = re.sub(r"\{[^{}]*\}", " ", text)
    return Counter(set(IDENTIFIER.findall(plain)))


def _needs_spaces(form: str) -> bool:
    """Whether words of the language are separated by spaces: Chinese and Japanese have none."""
    return not re.search(r"[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]", form)
