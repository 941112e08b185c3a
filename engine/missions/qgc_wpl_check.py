"""The strict check of .waypoints files (`QGC WPL 110`), and whether the file flies a given mission."""

import math
import re

import numpy as np

from ..language import tr
from .mavlink import MOST_ITEMS
from .mavlink_check import MOST_FAULTS, Row, check_rows
from .mavlink_compare import compare_mission
from .mission import Fault, Mission, Options

HEADER = "QGC WPL 110"
COLUMNS = 12
MOST_BYTES = 5_000_000
WHOLE = re.compile(r"\d{1,9}")
NUMBER = re.compile(r"[-+]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})([eE][-+]?\d{1,3})?")
INTEGERS = frozenset((0, 1, 2, 3, 11))
"""Columns with whole numbers: index, current, frame, command, autocontinue."""
DIRECTION, CHOSEN = 7, "nan"
"""The column of param4, and what stands in it where the autopilot chooses the direction."""


def check(data: bytes, mission: Mission | None = None, options: Options | None = None) -> list[Fault]:
    """The faults of a .waypoints file; none for a good one. mission, options: what it must fly, and how; None: not
    known."""
    if len(data) > MOST_BYTES:
        return [Fault("", tr("the file has {size:,} bytes; that is too large for a mission.", size=len(data)))]
    try:
        lines = data.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return [Fault("", tr("the file is not a text in UTF-8."))]
    lines = [line.rstrip("\r") for line in lines]
    if lines[0] != HEADER:
        return [Fault(tr("line {line}", line=1), tr("it is not {header}.", header=HEADER))]
    rows, faults = _rows(lines)
    if faults:
        return faults[:MOST_FAULTS]
    if not rows:
        return [Fault("", tr("it has no home position."))]
    home, items = rows[0], rows[1:]
    if not (abs(home.params[4]) <= 90 and abs(home.params[5]) <= 180):
        return [Fault(home.where, tr("home is not a latitude and a longitude; are the axes swapped?"))]
    at = (home.params[5], home.params[4], home.params[6])
    faults = check_rows(items, None if options is None else options.autopilot, at, MOST_ITEMS)
    if mission is not None and options is not None and not faults:
        planned = np.nan_to_num(np.array(mission.home))
        if np.abs(planned[:2] - at[:2]).max() > 1e-7 or abs(planned[2] - at[2]) > 0.01:
            faults.append(Fault(home.where, tr("its home is not the launch site.")))
        faults += compare_mission(items, mission, options)
    return faults[:MOST_FAULTS]


def _rows(lines: list[str]) -> tuple[list[Row], list[Fault]]:
    rows, faults = [], []
    for number, line in enumerate(lines[1:], 2):
        if not line or line.startswith("#"):
            continue
        where = tr("line {line}", line=number)
        columns = line.split("\t")
        message = _fault(columns, len(rows))
        if message:
            faults.append(Fault(where, message))
            if len(faults) > MOST_FAULTS:
                break
            continue
        chosen = columns[DIRECTION] == CHOSEN
        values = [None if chosen and at == DIRECTION else float(column) for at, column in enumerate(columns)]
        rows.append(Row(where, int(values[3]), int(values[2]), tuple(values[4:11]), int(values[0])))
    return rows, faults


def _fault(columns: list[str], index: int) -> str:
    """What is wrong with a line; empty where nothing is. index: that it must have."""
    if len(columns) != COLUMNS:
        return tr("it has {count} columns divided by tabs; it needs 12.", count=len(columns))
    for number, column in enumerate(columns):
        whole = number in INTEGERS
        if number == DIRECTION and column == CHOSEN:
            continue
        if not (WHOLE if whole else NUMBER).fullmatch(column) or not math.isfinite(float(column)):
            name = tr("a whole number") if whole else tr("a number")
            return tr("column {number} is not {kind}: {text}.", number=number + 1, kind=name, text=column[:20])
    if int(columns[0]) != index:
        return tr("its index is {found}; {index} comes next.", found=columns[0], index=index)
    return "" if columns[1] in "01" and columns[11] in "01" else tr("current and autocontinue are 0 or 1.")
