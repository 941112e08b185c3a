"""Watchers from the fields of a layer of points: what the fields say, and what they say wrongly."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..errors import UserError
from ..language import tr
from ..tables import LARGEST
from ..text import counted, plain_text
from ..timing.hours import Hours, parse_hours
from .watchers import ALL_ROUND, CAMERA, OTHER, POST, Watchers

RANGE, BEARING, VIEW, HOURS, DETECTION, KIND = "range_m", "bearing", "fov", "hours", "detection_s", "kind"
FIELDS = (RANGE, BEARING, VIEW, HOURS, DETECTION, KIND)
"""The names of the fields, in small or capital letters."""
USUAL_VIEW = 90.0
"""Degrees: the field of view of a watcher that has a bearing but no fov."""
MAX_RANGE = 100_000.0
"""Metres."""
CAMERAS = ("camera", "cctv", "video", "webcam", "dome", "fixed", "panning", "ptz", "anpr", "摄像", "监控")
POSTS = ("post", "guard", "gate", "watchman", "sentry", "booth", "tower", "officer", "岗", "哨", "值守", "保安")
"""Words in the field kind. Others, and none, are a watcher."""


@dataclass(frozen=True)
class WatchersRead:
    """The watchers of a layer, and what is to be said of its fields.

    watchers: those that can be used; index: (w,) which of the n points they are; wrong: how many points have a value
    that cannot be used, by field; missing: how many usable watchers have no value, by field that the layer has;
    no_bearing: how many points have a fov, but no bearing; assumed_view: how many have a bearing but no fov.
    """

    watchers: Watchers
    index: np.ndarray
    wrong: Mapping[str, int]
    missing: Mapping[str, int]
    no_bearing: int
    assumed_view: int

    def warnings(self, name: str, count: int) -> list[str]:
        """What was left out, in sentences. name: of the layer; count: of its points."""
        found = []
        if self.wrong:
            wrong = sum(self.wrong.values())
            fields = tr(", ").join(f"{field} ({number:,})" for field, number in self.wrong.items())
            found.append(
                tr(
                    "{name}: {watchers} left out of {count:,}, because a field says what cannot be used: {fields}. "
                    "range_m is above 0, bearing and fov are degrees, fov above 0 and at most 360, detection_s is 0 or "
                    "more, hours are such as 22:00-05:00 or Mon-Fri 08:00-18:00; Sat 10:00-14:00.",
                    name=name,
                    watchers=counted(wrong, "watcher is", "watchers are"),
                    count=count,
                    fields=fields,
                )
            )
        if self.no_bearing:
            found.append(
                tr(
                    "{name}: {watchers} left out of {count:,}, because it is not known where they look: a fov below "
                    "360, and no bearing. Fill in bearing, or leave fov empty for a watcher that sees all around.",
                    name=name,
                    watchers=counted(self.no_bearing, "watcher is", "watchers are"),
                    count=count,
                )
            )
        return found


def watchers_from(
    x: np.ndarray,
    y: np.ndarray,
    columns: Mapping[str, Sequence],
    usual_range: float,
    usual_detection: float,
    timezone: str,
    north: np.ndarray | float = 0.0,
) -> WatchersRead:
    """Watchers from n points, (n,) metres, and the columns that there are of FIELDS, (n,) plain values; None, NaN and
    empty text are no value.

    usual_range: m, usual_detection: s, where those fields have no value; timezone: of the hours (IANA name); north:
    degrees clockwise from grid north to true north, (n,) or one number, from which bearings are measured. A point with
    a value that cannot be used is left out: it must not lower a gap by mistake.
    """
    count = len(x)
    given = {name: [_plain(value) for value in columns[name]] for name in FIELDS if name in columns}
    reach, bad_range = _numbers(given.get(RANGE), count, usual_range)
    bearing, bad_bearing = _numbers(given.get(BEARING), count, np.nan)
    view, bad_view = _numbers(given.get(VIEW), count, np.nan)
    detection, bad_detection = _numbers(given.get(DETECTION), count, usual_detection)
    hours, bad_hours = _hours(given.get(HOURS), count, timezone)
    bad = {
        RANGE: bad_range | ~(reach > 0) | (reach > MAX_RANGE),
        BEARING: bad_bearing,
        VIEW: bad_view | (view <= 0) | (view > ALL_ROUND),
        HOURS: bad_hours,
        DETECTION: bad_detection | (detection < 0),
    }
    usable, wrong = np.ones(count, bool), Counter()
    for name, here in bad.items():
        wrong[name] += int((usable & here).sum())
        usable &= ~here
    lost = usable & np.isnan(bearing) & (view < ALL_ROUND)
    usable &= ~lost
    assumed = usable & ~np.isnan(bearing) & np.isnan(view)
    view = np.where(np.isnan(view), np.where(np.isnan(bearing), ALL_ROUND, USUAL_VIEW), view)
    some = np.flatnonzero(usable)
    with np.errstate(divide="ignore"):
        rate = 1.0 / detection
    watchers = Watchers(
        np.asarray(x, float),
        np.asarray(y, float),
        reach,
        rate,
        (np.nan_to_num(bearing) + north) % 360.0,
        view,
        hours,
        np.array([_kind(value) for value in given.get(KIND, [None] * count)], np.int64),
    ).take(some)
    missing = {name: sum(values[i] is None for i in some.tolist()) for name, values in given.items()}
    wrong = {name: number for name, number in wrong.items() if number}
    return WatchersRead(watchers, some, wrong, missing, int(lost.sum()), int(assumed.sum()))


def _plain(value):
    """A value; None where there is none."""
    text = plain_text(value).strip()
    return None if not text else value if isinstance(value, (int, float)) and not isinstance(value, bool) else text


def _numbers(values: Sequence | None, count: int, usual: float) -> tuple[np.ndarray, np.ndarray]:
    """(n,) numbers, `usual` where there is no value; (n,) whether a value is no number that can be meant."""
    if values is None:
        return np.full(count, usual), np.zeros(count, bool)
    found = np.full(count, usual)
    wrong = np.zeros(count, bool)
    for index, value in enumerate(values):
        if value is None:
            continue
        try:
            found[index] = float(value.rstrip("°") if isinstance(value, str) else value)
            wrong[index] = not abs(found[index]) <= LARGEST
        except ValueError:
            wrong[index] = True
    return found, wrong


def _hours(values: Sequence | None, count: int, timezone: str) -> tuple[tuple[Hours, ...], np.ndarray]:
    """(n,) hours, and (n,) whether a text cannot be read. Each different text is read once."""
    known: dict[str, Hours | None] = {"": ()}
    texts = ["" if value is None else str(value) for value in values or [None] * count]
    for text in set(texts) - {""}:
        try:
            known[text] = parse_hours(text, timezone)
        except UserError:
            known[text] = None
    return tuple(known[text] or () for text in texts), np.array([known[text] is None for text in texts], bool)


def _kind(value) -> int:
    """The kind that a text says."""
    text = str(value or "").lower()
    if any(word in text for word in CAMERAS):
        return CAMERA
    return POST if any(word in text for word in POSTS) else OTHER
