"""The fields of ROUTES and WAYPOINTS, with the values of a flight that was planned."""

from small_layers import utc

T = 1_767_308_400
INT, REAL, TEXT, MOMENT = "Int", "Double", "QString", "QDateTime"
ROUTE = {
    "drone": (INT, 2), "sortie": (INT, 3), "launch_site": (TEXT, "base"), "start": (MOMENT, utc(T)),
    "end": (MOMENT, utc(T + 100)), "z_ref": (TEXT, "AMSL"), "duration_s": (REAL, 100.5), "distance_m": (REAL, 201.5),
    "energy_wh": (REAL, 7.25), "priority": (REAL, 4.75), "altitude_m": (REAL, 60.0), "left_pct": (REAL, 33.5),
    "swath_m": (REAL, 55.0),
}  # fmt: skip
WAYPOINT = {
    "drone": (INT, 2), "sortie": (INT, 3), "seq": (INT, 1), "action": (TEXT, "hover"), "arrive": (MOMENT, utc(T + 1)),
    "leave": (MOMENT, utc(T + 61)), "arrive_s": (REAL, 1.0), "leave_s": (REAL, 61.0), "alt_agl_m": (REAL, 60.0),
    "alt_amsl_m": (REAL, 160.0), "speed_ms": (REAL, 9.5), "spot_id": (TEXT, "7"),
}  # fmt: skip
