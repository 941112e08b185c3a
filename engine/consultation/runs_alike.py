"""Whether two results were made alike but for the answers of residents, by the records of their runs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..provenance.record import as_json, name_of

OF_RESIDENTS = "RESIDENTS"
"""The parameter of scores with the answers; those that belong to it begin with it and an underscore."""
NOT_COMPARED = ("BACKGROUND", "LANGUAGE")
"""Parameters that change no result."""


@dataclass(frozen=True)
class Unlike:
    """Something in which two runs differ besides residents' answers. algorithm: its id without that of the provider;
    parameter: empty for the algorithm or the version of Blindspot; without, other: the values; layer: whether it is a
    layer, whose values are not given."""

    algorithm: str
    parameter: str
    without: object = None
    other: object = None
    layer: bool = False


def is_of_residents(parameter: str) -> bool:
    """Whether a parameter may differ between a run without and one with residents' answers. The minimum of demand holds
    also where nobody was asked, so it must be the same."""
    return parameter == OF_RESIDENTS or parameter.startswith(f"{OF_RESIDENTS}_")


def unlike_runs(without: Mapping, other: Mapping) -> list[Unlike]:
    """What differs in two records and all those of their inputs, each once: parameters, and the content of layers that
    no run has made."""
    found: dict[tuple[str, str], Unlike] = {}
    for one in _unlike(without, other):
        found.setdefault((one.algorithm, one.parameter), one)
    return list(found.values())


def asked_with(record: Mapping) -> dict | None:
    """The nearest record of a run that took residents' answers; None where there is none."""
    level = [record]
    while level:
        for each in level:
            if each["inputs"].get(OF_RESIDENTS):
                return each
        level = [one["record"] for each in level for one in _inputs(each) if one.get("record")]
    return None


def _inputs(record: Mapping) -> Iterator[Mapping]:
    for layers in record["inputs"].values():
        yield from layers


def _unlike(without: Mapping, other: Mapping) -> Iterator[Unlike]:
    name, second = name_of(without), name_of(other)
    if name != second:
        yield Unlike(name, "", name, second)
        return
    if without.get("blindspot") != other.get("blindspot"):
        yield Unlike(name, "", str(without.get("blindspot")), str(other.get("blindspot")))
    values, others = without["parameters"], other["parameters"]
    for parameter in dict.fromkeys([*values, *others]):
        if is_of_residents(parameter) or parameter in NOT_COMPARED:
            continue
        one, two = values.get(parameter), others.get(parameter)
        if as_json({"": one}) != as_json({"": two}):
            yield Unlike(name, parameter, one, two)
    for parameter in dict.fromkeys([*without["inputs"], *other["inputs"]]):
        if is_of_residents(parameter) or parameter in NOT_COMPARED:
            continue
        layers, theirs = without["inputs"].get(parameter, []), other["inputs"].get(parameter, [])
        if len(layers) != len(theirs):
            yield Unlike(name, parameter, layer=True)
            continue
        for layer, its in zip(layers, theirs, strict=True):
            if bool(layer.get("record")) != bool(its.get("record")):
                yield Unlike(name, parameter, layer=True)
            elif layer.get("record"):
                yield from _unlike(layer["record"], its["record"])
            elif _what(layer) != _what(its):
                yield Unlike(name, parameter, layer=True)


def _what(layer: Mapping) -> tuple:
    """What identifies an input that no run has made: its content, if it was read, else its name."""
    known = layer.get("content")
    return (known or layer.get("name"), *(as_json({"": layer.get(key)}) for key in ("filter", "selected", "limit")))
