"""What is said of a run that was repeated: its inputs, the versions, and whether the features agree."""

import platform

from qgis.core import Qgis

from ...engine.language import tr
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
            title = tr("{name} ({text})", name=shortened(before.get("name", "")), text=name)
            if not before.get("content") or not after.get("content"):
                unknown.append(title)
            elif before["content"] != after["content"]:
                changed.append(tr("{name}: {text}", name=title, text=_change(before, after)))
    return changed, unknown


def _change(before: dict, after: dict) -> str:
    """How an input has changed, as far as the records tell."""
    one, other = before.get("features"), after.get("features")
    if isinstance(one, int) and isinstance(other, int) and one != other:
        return tr("{features} then, {now:,} now", features=counted(one, "feature"), now=other)
    return tr("the same number of features, with other values or in another order")


def input_sentences(changed: list[str], unknown: list[str]) -> tuple[list[str], list[str]]:
    """What to say of the inputs, and what to warn of."""
    said = [
        tr(
            "Not compared, because the record does not describe their content: {unknown}.",
            unknown=listed(unknown, SHOWN),
        )
    ]
    warned = [tr("Its input is not as it was. {changed}.", changed=listed(changed, SHOWN))]
    return [*([tr("The inputs are as they were.")] if not changed else []), *(said if unknown else [])], (
        warned if changed else []
    )


def earlier_runs(record: dict) -> str:
    """A sentence on inputs that were made by runs of their own; empty where none was."""
    made = [
        tr(
            "{name} ({parameter}) was made by {algorithm}",
            name=shortened(entry.get("name", "")),
            parameter=name,
            algorithm=title_of(entry["record"]),
        )
        for name, entries in record["inputs"].items()
        for entry in entries
        if entry.get("record")
    ]
    if not made:
        return ""
    if len(made) == 1:
        return tr("{made}; repeat that run as well to check the whole chain.", made=made[0])
    return tr("{made}; repeat these runs as well to check the whole chain.", made=listed(made, SHOWN))


def versions(record: dict) -> str:
    """The versions of then, and those of now where they differ."""
    made = record.get("made_with")
    before = {"Blindspot": record.get("blindspot"), **_named(made if isinstance(made, dict) else {})}
    now = {"Blindspot": version(), "QGIS": Qgis.version(), "Python": platform.python_version()}
    texts = [f"{name} {shortened(value)}" for name, value in before.items() if value]
    others = [f"{name} {value}" for name, value in now.items() if str(before.get(name)) != value]
    when = str(record.get("made", ""))[:16].replace("T", " ")
    again = tr("repeated with {others}", others=listed(others, 3)) if others else tr("repeated with the same versions")
    return tr("Made on {when} UTC with {versions}; {again}.", when=when, versions=listed(texts, 3), again=again)


def _named(made: dict) -> dict:
    return {"QGIS": made.get("qgis"), "Python": made.get("python")}


def verdict(name: str, found: Agreement, noun: str = "feature") -> str:
    """Whether the features agree. noun: feature or pixel."""
    count = counted(found.given, noun)
    if found.equal:
        return tr(
            "{name} agrees with the repeated run: {count}, all the same (numbers to 11 digits).", name=name, count=count
        )
    if found.close:
        return tr(
            "{name} agrees with the repeated run: {count}. {differ} by less than a billionth "
            "({fields}). Another machine, or another version of a library, may make such differences.",
            name=name,
            count=count,
            differ=_differ(found, noun),
            fields=_fields(found, noun),
        )
    parts = []
    if found.given != found.again:
        parts.append(tr("it has {count}, the repeated run gives {again:,}", count=count, again=found.again))
    if found.different:
        parts.append(_differ(found, noun))
    if found.missing:
        parts.append(tr("only {name} has the fields {missing}", name=name, missing=listed(found.missing, SHOWN)))
    details = _fields(found, noun)
    return tr(
        "{name} does not agree with the repeated run: {differences}{details}.",
        name=name,
        differences=tr("; ").join(parts),
        details=tr(" ({text})", text=details) if details else "",
    )


def _differ(found: Agreement, noun: str) -> str:
    if noun == "pixel":
        return counted(found.different, "pixel differs", "pixels differ")
    return counted(found.different, "feature differs", "features differ")


def new_fields_text(found: Agreement) -> str:
    """A sentence on fields that only the repeated run has; empty for none."""
    return (
        tr("Fields that this version adds are not compared: {added}.", added=listed(found.added, SHOWN))
        if found.added
        else ""
    )


def _fields(found: Agreement, noun: str) -> str:
    """In what features differ."""
    parts = [_field(each, noun) for each in found.fields[:SHOWN]]
    if len(found.fields) > SHOWN:
        parts.append(tr("{fields:,} more fields", fields=len(found.fields) - SHOWN))
    if found.left and found.fields:
        parts.append(tr("{left:,} without a counterpart", left=found.left))
    return tr("; ").join(parts)


def _field(field: FieldDifference, noun: str) -> str:
    name = tr("geometry") if field.name == GEOMETRY else field.name
    rows = counted(field.rows, noun)
    if field.largest == float("inf"):
        return tr("{name} in {rows}", name=name, rows=rows)
    return tr("{name} in {rows}, by {largest:.3g} at most", name=name, rows=rows, largest=field.largest)
