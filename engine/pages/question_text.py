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
    elsewhere; days: the length of the period, NaN where it is not known; sun: the watch in words where it is by the
    sun; start_s and end_s are then the hours of a usual night; sight: what hides places, in a few words; own_revisit,
    own_watch: whether places have their own revisit intervals, or hours."""

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
    own_revisit: bool = False
    own_watch: bool = False

    @property
    def sentence(self) -> str:
        """The question as a sentence."""
        interval = tr("the place's own revisit interval") if self.own_revisit else interval_text(self.revisit)
        if self.own_watch:
            return tr(
                "Of what begins in the hours in which each place is watched, how much is not seen within {interval}, "
                "and where?",
                interval=interval,
            )
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
        hours = tr("own hours of places") if self.own_watch else self.sun or hours
        interval = tr("own revisit intervals") if self.own_revisit else interval_text(self.revisit)
        return in_a_row(list(filter(None, [self.data, hours, interval, self.period])))

    @property
    def by_night(self) -> bool:
        return bool(self.sun) or Watch(self.start_s, self.end_s).night == "night"

    @property
    def scope(self) -> str:
        """When it was asked of: days of the week, period and time zone; and what hides places."""
        days = self.weekdays if 0 < len(self.weekdays) < 7 and not self.own_watch else ()
        names = tr(", ").join(short_day_name(day) for day in sorted(days))
        return " · ".join(filter(None, [self.period, names, self.zone, self.sight]))
