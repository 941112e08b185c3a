"""The question that a result answers, in words."""

from collections.abc import Collection
from dataclasses import dataclass
from math import nan

from ..language import tr
from ..text import in_a_row
from ..timing.text import interval_text, time_of_day
from ..timing.watch import Watch
from ..timing.weekdays import short_day_name


@dataclass(frozen=True)
class Asked:
    """The question. start_s, end_s: the hours of the watch in seconds after midnight, equal for all day; zone: its time
    zone; revisit: seconds; weekdays: on which a watch begins, 0 is Monday, empty for every day; period: the first and
    the last day as text, empty where it is not known; data: the name of the layer of fixes, where it is not said
    elsewhere; days: the length of the period, NaN where it is not known; sun: the watch in words where it
    is by the sun; start_s and end_s are then the hours of a usual night; sight: what hides places, in a few words."""

    start_s: float
    end_s: float
    zone: str
    revisit: float
    weekdays: Collection[int] = ()
    period: str = ""
    data: str = ""
    days: float = nan
    sun: str = ""
    sight: str = ""

    @property
    def sentence(self) -> str:
        """The question as a sentence."""
        interval = interval_text(self.revisit)
        if self.sun:
            return tr(
                "Of what begins in the watch ({hours}), how much is not seen within {interval}, and where?",
                hours=self.sun,
                interval=interval,
            )
        if self.start_s == self.end_s:
            return tr(
                "Of what begins at any hour, how much is not seen within {interval}, and where?", interval=interval
            )
        return tr(
            "Of what begins between {start} and {end}, how much is not seen within {interval}, and where?",
            start=time_of_day(self.start_s),
            end=time_of_day(self.end_s),
            interval=interval,
        )

    @property
    def short(self) -> str:
        """The question in a few words, for the title of a window."""
        hours = (
            tr("all day") if self.start_s == self.end_s else f"{time_of_day(self.start_s)}-{time_of_day(self.end_s)}"
        )
        hours = self.sun or hours
        return in_a_row(list(filter(None, [self.data, hours, interval_text(self.revisit), self.period])))

    @property
    def by_night(self) -> bool:
        return bool(self.sun) or Watch(self.start_s, self.end_s).night == "night"

    @property
    def scope(self) -> str:
        """When it was asked of: days of the week, period and time zone; and what hides places."""
        days = self.weekdays if 0 < len(self.weekdays) < 7 else ()
        names = tr(", ").join(short_day_name(day) for day in sorted(days))
        return " · ".join(filter(None, [self.period, names, self.zone, self.sight]))
