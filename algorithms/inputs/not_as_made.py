"""Whether an input layer is as a record says that it was."""

from ...engine.language import tr
from ...engine.text import counted


def not_as_made(name: str, expected: tuple[str, list[dict]], index: int, entry: dict) -> str:
    """A warning where the content of a layer is not that of the record; empty where it is, or is not known. expected:
    the name of the layer with the record, and its entries; entry: what was read now."""
    carrier, entries = expected
    if index >= len(entries):
        return ""
    then, now = entries[index], entry
    if not then.get("content") or then["content"] == now.get("content"):
        return ""
    if {"fields"} <= then.keys() & now.keys() and then["fields"] != now["fields"]:  # such as with heights, and without
        return ""
    if "pixels" not in now and then.get("within") != now.get("within"):  # other features of the same layer
        return ""
    before, after = then.get("features"), now.get("features")
    counts = tr("other values")
    if isinstance(before, int) and isinstance(after, int) and before != after:
        counts = tr("{features} then, {after:,} now", features=counted(before, "feature"), after=after)
    return tr(
        "({name}): {layer} is not as it was when {carrier} was made ({counts}).",
        name=name,
        layer=now.get("name", ""),
        carrier=carrier,
        counts=counts,
    )
