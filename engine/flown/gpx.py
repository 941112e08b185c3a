"""GPX tracks as flight logs."""

import numpy as np

from ..errors import UserError
from ..language import tr
from .flight_log import MOST_ROWS, FlightLog, too_many_rows
from .numbers_of_text import moment_of, number_of
from .xml_elements import read_elements


def read_gpx(data: bytes) -> FlightLog:
    """The track points of a GPX file; ele is above mean sea level. Raises UserError where there are none."""
    rows, current = [], {}

    def end(path, attributes, text):
        name = path[-1]
        if name in ("trkpt", "rtept"):
            if len(rows) >= MOST_ROWS:
                raise too_many_rows()
            rows.append(
                (
                    current.get("time", np.nan),
                    number_of(attributes.get("lon")),
                    number_of(attributes.get("lat")),
                    current.get("ele", np.nan),
                )
            )
            current.clear()
        elif len(path) > 1 and path[-2] in ("trkpt", "rtept"):
            if name == "time":
                current["time"] = moment_of(text)
            elif name == "ele":
                current["ele"] = number_of(text)

    read_elements(data, end)
    if not rows:
        raise UserError(tr("It is a GPX file without track points."))
    t, lon, lat, height = np.array(rows, float).T
    return FlightLog.of("GPX", t, lon, lat, above_sea=height)
