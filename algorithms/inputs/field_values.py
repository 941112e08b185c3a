"""Numbers from fields: infinite and impossibly large ones are missing values, and are counted."""

import numpy as np

from ...engine.language import tr
from ...engine.tables import usable_numbers
from ...engine.text import counted, listed
from ...layers.features import Features
from ..run import Run


def field_numbers(run: Run, features: Features, field: str) -> np.ndarray:
    """(n,) the values of a field as floats, NaN where there is no usable number. Warns of infinite and impossibly large
    ones. Raises UserError for a field of text."""
    values, count = usable_numbers(features.numbers(field))
    if count:
        run.warn(
            tr(
                "{name}: {count:,} of {values:,} values of {field} are infinite or too large to be meant. "
                "They count as missing.",
                name=features.name,
                count=count,
                values=len(values),
                field=field,
            )
        )
    return values


def unit_numbers(
    run: Run, values: np.ndarray, names: tuple[str, ...], field: str, general: str, most: float
) -> np.ndarray:
    """(units,) the values of a field by unit; where a unit has none, the value for all units. names: of the units;
    field, general: the parameters with the field and with the value for all units; most: the largest usable value.
    Warns of units whose value cannot be used."""
    otherwise, (usable, count) = run.number(general), usable_numbers(values, most)
    if count:
        wrong = [name for name, value in zip(names, np.abs(values) > most, strict=True) if value]
        run.warn(
            tr(
                "{field}: the value of {units} ({wrong}) is infinite or too large to be "
                "meant. {general} ({otherwise:g}) is used instead.",
                field=field,
                units=counted(count, "unit"),
                wrong=listed(wrong, 5),
                general=general,
                otherwise=otherwise,
            )
        )
    return np.where(np.isnan(usable), otherwise, usable)
