"""What is said of a run that was repeated: its inputs, the versions, and whether the features agree."""

import platform

from qgis.core import Qgis

from ...engine.provenance.agreement import GEOMETRY, Agreement, FieldDifference
from ...engine.text import counted, listed, shortened
from ..inputs.carried_records import title_of
from ..version import version

SHOWN = 6


def changed_inputs(then: dict[str, list[dict]], now: dict[str, list[dict]]) -> tuple[list[str], list[str]]:
    """Sentences on the inputs that are not as they were, and the names of those that cannot be compared. then, now:
    the inputs of the two records."""
    changed, unknown = [], []
    for name, entries in then.items():
        for before, after in zip(entries, now.get(name, []), strict=False):
            title = f"{shortened(before.get('name', ''))} ({name})"
            if not before.get("content") or not after.get("content"):
                unknown.append(title)
            elif before["content"] != after["content"]:
                changed.append(f"{title}: {_change(before, after)}")
    return changed, unknown


def _change(before: dict, after: dict) -> str:
    """How an input has changed, as far as the records tell."""
    one, other = before.get("features"), after.get("features")
    if isinstance(one, int) and isinstance(other, int) and one != other:
        return f"{counted(one, 'feature')} then, {other:,} now"
    return "the same number of features, with other values or in another order"


def input_sentences(changed: list[str], unknown: list[str]) -> tuple[list[str], list[str]]:
    """What to say of the inputs, and what to warn of."""
    said = [f"Not compared, because the record does not describe their content: {listed(unknown, SHOWN)}."]
    warned = [f"Its input is not as it was. {listed(changed, SHOWN)}."]
    return [*(["The inputs are as they were."] if not changed else []), *(said if unknown else [])], (
        warned if changed else []
    )


def earlier_runs(record: dict) -> str:
    """A sentence on inputs that were made by runs of their own; empty where none was."""
    made = [
        f"{shortened(entry.get('name', ''))} ({name}) was made by {title_of(entry['record'])}"
        for name, entries in record["inputs"].items()
        for entry in entries
        if entry.get("record")
    ]
    them = "that run" if len(made) == 1 else "these runs"
    return f"{listed(made, SHOWN)}; repeat {them} as well to check the whole chain." if made else ""


def versions(record: dict) -> str:
    """The versions of then, and those of now where they differ."""
    made = record.get("made_with")
    before = {"Blindspot": record.get("blindspot"), **_named(made if isinstance(made, dict) else {})}
    now = {"Blindspot": version(), "QGIS": Qgis.version(), "Python": platform.python_version()}
    texts = [f"{name} {shortened(value)}" for name, value in before.items() if value]
    others = [f"{name} {value}" for name, value in now.items() if str(before.get(name)) != value]
    when = str(record.get("made", ""))[:16].replace("T", " ")
    again = f"repeated with {listed(others, 3)}" if others else "repeated with the same versions"
    return f"Made on {when} UTC with {listed(texts, 3)}; {again}."


def _named(made: dict) -> dict:
    return {"QGIS": made.get("qgis"), "Python": made.get("python")}


def verdict(name: str, found: Agreement, noun: str = "feature") -> str:
    """Whether the features agree. noun: feature or pixel."""
    count = counted(found.given, noun)
    if found.equal:
        return f"{name} agrees with the repeated run: {count}, all the same (numbers to 11 digits)."
    if found.close:
        return (
            f"{name} agrees with the repeated run: {count}. {_differ(found, noun)} by less than a billionth "
            f"({_fields(found, noun)}). Another machine, or another version of a library, may make such differences."
        )
    parts = []
    if found.given != found.again:
        parts.append(f"it has {count}, the repeated run gives {found.again:,}")
    if found.different:
        parts.append(_differ(found, noun))
    if found.missing:
        parts.append(f"only {name} has the fields {listed(found.missing, SHOWN)}")
    details = _fields(found, noun)
    return f"{name} does not agree with the repeated run: {'; '.join(parts)}{f' ({details})' if details else ''}."


def _differ(found: Agreement, noun: str) -> str:
    return counted(found.different, f"{noun} differs", f"{noun}s differ")


def new_fields_text(found: Agreement) -> str:
    """A sentence on fields that only the repeated run has; empty for none."""
    return f"Fields that this version adds are not compared: {listed(found.added, SHOWN)}." if found.added else ""


def _fields(found: Agreement, noun: str) -> str:
    """In what features differ."""
    parts = [_field(each, noun) for each in found.fields[:SHOWN]]
    if len(found.fields) > SHOWN:
        parts.append(f"{len(found.fields) - SHOWN:,} more fields")
    if found.left and found.fields:
        parts.append(f"{found.left:,} without a counterpart")
    return "; ".join(parts)


def _field(field: FieldDifference, noun: str) -> str:
    name = "geometry" if field.name == GEOMETRY else field.name
    rows = counted(field.rows, noun)
    return f"{name} in {rows}" + ("" if field.largest == float("inf") else f", by {field.largest:.3g} at most")
