"""How long data may be kept, and for what: RETAIN_DAYS and PURPOSE in the records of results.

Who first takes in personal data says both, as parameters of that run. They are in its record, and so in the records of
all results that are made from it. The strictest of them holds. The ideas are storage limitation and purpose limitation:
GDPR, Art. 5(1)(e) and (b).

A local day of data is past its time where today is later than the day plus RETAIN_DAYS. A result that sums up several
days is past its time where its last day is; before that, it may already hold days that are.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from ..errors import UserError
from ..language import tr
from ..text import counted, listed, shortened
from ..timing.timezones import zone_names, zone_of
from .record import inputs_of

RETAIN_DAYS, PURPOSE = "RETAIN_DAYS", "PURPOSE"
FIRST_DAY, LAST_DAY = "FIRST_DAY", "LAST_DAY"
OF_ARCHIVE = "ARCHIVE_"
"""Before these names among the results of a run on an archive, which is no layer and carries no record."""
MOST_DAYS = 36_500
"""The longest time that can be said: a hundred years."""
SHOWN = 100
"""Characters of a purpose in a sentence."""


@dataclass(frozen=True)
class Terms:
    """What holds for data. retain_days: None where nothing is said; purpose: empty where nothing is said."""

    retain_days: int | None = None
    purpose: str = ""

    def __bool__(self) -> bool:
        return self.retain_days is not None or bool(self.purpose)


@dataclass(frozen=True)
class Retention:
    """What holds for a result, by its record and those of its inputs.

    retain_days: the fewest of all that are said, None for none; purposes: all that are said, the nearest first;
    first_day, last_day: local days of the fixes that count, None where no record says; ends: the last day on which the
    result may be used, None for no limit; begins: the last day on which all of its data may be.
    """

    retain_days: int | None = None
    purposes: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    ends: date | None = None
    begins: date | None = None


@dataclass(frozen=True)
class _Claim:
    """That data of some days may be kept for so many days."""

    retain_days: int
    first: date
    last: date

    def within(self, days: tuple[date, date] | None) -> "_Claim":
        """The claim on those days that a later run took of them; on all where it took others, or does not say."""
        if days is None or days[0] > self.last or days[1] < self.first:
            return self
        return _Claim(self.retain_days, max(self.first, days[0]), min(self.last, days[1]))


def retention_of(record: dict) -> Retention:
    """What holds for the result that carries a record. record: as `engine.provenance.record.from_json` returns it."""
    days, claims, purposes = _walked(record)
    first, last = days or (None, None)
    return Retention(
        min((claim.retain_days for claim in claims), default=None),
        tuple(dict.fromkeys(purposes)),
        first,
        last,
        min((later(claim.last, claim.retain_days) for claim in claims), default=None),
        min((later(claim.first, claim.retain_days) for claim in claims), default=None),
    )


def check_retention(name: str, retention: Retention, today: date) -> list[str]:
    """Raises UserError where a result is past its time. Returns notices: that some of its days are. name: of the
    layer."""
    if retention.ends is not None and today > retention.ends:
        raise UserError(
            tr(
                "{name} is past its time: it was to be used until {ends} (its data end on {last}, and the strictest "
                "RETAIN_DAYS of the data that it was made from is {days:,}). Delete it, or make it again from data "
                "that may still be kept.",
                name=name,
                ends=retention.ends,
                last=tr("a day that is not recorded") if retention.last_day is None else retention.last_day,
                days=retention.retain_days,
            )
        )
    if retention.begins is not None and today > retention.begins:
        return [
            tr(
                "Some of the days that {name} was made from are past their time (RETAIN_DAYS {days:,}). It may be used "
                "until {ends}.",
                name=name,
                days=retention.retain_days,
                ends=retention.ends,
            )
        ]
    return []


def terms_of(record: dict) -> Terms:
    """What a record itself says, without those of its inputs."""
    places = ((record["parameters"], ""), (record.get("results") or {}, OF_ARCHIVE))
    days = [_days(values.get(f"{prefix}{RETAIN_DAYS}")) for values, prefix in places]
    purposes = [values.get(f"{prefix}{PURPOSE}") for values, prefix in places]
    said = [" ".join(one.split()) for one in purposes if isinstance(one, str) and one.strip()]
    return Terms(min((one for one in days if one is not None), default=None), said[0] if said else "")


def joined_terms(name: str, there: Terms, given: Terms) -> Terms:
    """What holds for data that have terms and get others: the shorter time, and the purpose that they have. Raises
    UserError where the purpose is another one, or the time longer. name: of the data, for the message."""
    problem = looser(name, there, given)
    if problem:
        raise UserError(
            tr(
                "{problem} Leave PURPOSE and RETAIN_DAYS empty or as strict as they are there, or keep the data apart.",
                problem=problem,
            )
        )
    days = [one for one in (there.retain_days, given.retain_days) if one is not None]
    return Terms(min(days, default=None), there.purpose or given.purpose)


def looser(name: str, there: Terms, given: Terms) -> str:
    """How given terms allow what those of the data do not, in a sentence; empty where they do not."""
    if there.purpose and given.purpose and there.purpose.casefold() != given.purpose.casefold():
        return tr(
            "{name} is for another purpose ('{there}') than PURPOSE says ('{given}').",
            name=name,
            there=shortened(there.purpose, SHOWN),
            given=shortened(given.purpose, SHOWN),
        )
    if there.retain_days is not None and given.retain_days is not None and given.retain_days > there.retain_days:
        return tr(
            "{name} may be kept for {there}, and RETAIN_DAYS says {given:,}.",
            name=name,
            there=counted(there.retain_days, "day"),
            given=given.retain_days,
        )
    return ""


def expired(dates: Iterable[str], retain_days: int | None, today: date) -> list[str]:
    """Those of some local days (2026-01-31) that are past their time."""
    if retain_days is None:
        return []
    return [one for one in dates if today > later(date.fromisoformat(one), retain_days)]


def first_kept(retain_days: int, today: date) -> date:
    """The first local day that is not past its time."""
    return later(today, -retain_days)


def later(day: date, days: int) -> date:
    """A day so many days later; the last or first that can be said where that is farther."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def today_in(timezone: str) -> date:
    """The day that the clock of the computer shows in a time zone."""
    return datetime.now(zone_of(timezone)).date()


def spans(dates: Iterable[str], most: int = 10) -> str:
    """Rising dates as text: 2026-01-01 to 2026-01-03, 2026-01-07."""
    found: list[list[date]] = []
    for one in map(date.fromisoformat, dates):
        if found and (one - found[-1][-1]).days == 1:
            found[-1] = [found[-1][0], one]
        else:
            found.append([one])
    texts = [tr("{first} to {last}", first=each[0], last=each[-1]) if len(each) > 1 else str(each[0]) for each in found]
    return listed(texts, most)


def _walked(record: dict) -> tuple[tuple[date, date] | None, list[_Claim], list[str]]:
    """The days of the data of a record, the claims on them, and the purposes."""
    own, terms = _recorded_days(record), terms_of(record)
    before = [_walked(one["record"]) for one in inputs_of(record) if one.get("record") is not None]
    known = [days for days, _, _ in before if days is not None]
    days = own or ((min(first for first, _ in known), max(last for _, last in known)) if known else None)
    claims = [claim.within(own) for _, found, _ in before for claim in found]
    if terms.retain_days is not None:
        made = days or _made(record)  # data are not of later days than the run
        claims += [_Claim(terms.retain_days, *made)] if made else []
    purposes = [terms.purpose] if terms.purpose else []
    return days, claims, [*purposes, *(one for _, _, found in before for one in found)]


def _recorded_days(record: dict) -> tuple[date, date] | None:
    """The first and the last local day of the fixes that a run took: those that it read, within its period, which may
    reach beyond the data."""
    results, zone = record.get("results") or {}, zone_in(record)
    period = [local_day(results.get(name), zone, back) for name, back in (("PERIOD_START", 0), ("PERIOD_END", 1))]
    found = [_day(results.get(f"{OF_ARCHIVE}{name}")) for name in (FIRST_DAY, LAST_DAY)]
    read = [found] if None not in found else []
    for one in inputs_of(record):
        time = one.get("time")
        if isinstance(time, list) and len(time) == 2:
            read.append([local_day(edge, zone) for edge in time])
    read = [each for each in read if None not in each]
    days = (min(each[0] for each in read), max(each[1] for each in read)) if read else None
    if None in period or period[0] > period[1]:
        return days
    if days is None or days[0] > period[1] or days[1] < period[0]:
        return period[0], period[1]
    return max(days[0], period[0]), min(days[1], period[1])


def _day(text) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None


def zone_in(record: dict) -> str:
    """The time zone of a run; UTC where its record has none that is known."""
    zone = (record.get("results") or {}).get("TIMEZONE") or record["parameters"].get("TIMEZONE")
    return zone if isinstance(zone, str) and zone in zone_names() else "UTC"


def local_day(text, zone: str, back: float = 0) -> date | None:
    """The local day of an instant such as 2026-01-31T22:00:00Z, or so many seconds before it; None where the text is
    none."""
    try:
        at = datetime.fromisoformat(text.replace("Z", "+00:00"))
        at = at if at.tzinfo else at.replace(tzinfo=UTC)
        return (at - timedelta(seconds=back)).astimezone(zone_of(zone)).date()
    except (AttributeError, ValueError, OverflowError):
        return None


def _made(record: dict) -> tuple[date, date] | None:
    day = local_day(record.get("made"), "UTC")
    return None if day is None else (day, day)


def _days(value) -> int | None:
    """RETAIN_DAYS of a record; None where it is no number of days."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != value:
        return None
    return int(min(max(value, 0), MOST_DAYS))
