"""The days of the week by name, in the user's language."""

from ..language import tr


def day_name(day: int) -> str:
    """The name of a day, 0 (Monday) to 6: Monday."""
    return (
        tr("Monday"),
        tr("Tuesday"),
        tr("Wednesday"),
        tr("Thursday"),
        tr("Friday"),
        tr("Saturday"),
        tr("Sunday"),
    )[day]


def short_day_name(day: int) -> str:
    """The short name of a day, 0 (Monday) to 6: Mon."""
    return (tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun"))[day]
