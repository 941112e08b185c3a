"""The fields of a layer of zones, as importgeozones writes them and every reader of no-fly zones understands them.

Shapefiles cut names to 10 characters (`restrictio`) and keep dates and times as text, which readers take as well.
"""

LOWER, LOWER_REF, UPPER, UPPER_REF = "lower_m", "lower_ref", "upper_m", "upper_ref"
"""Limits in metres (null: none), and what they are measured from: AGL, AMSL or WGS84."""
VALID_FROM, VALID_TO = "valid_from", "valid_to"
"""Dates and times, UTC (null: without a beginning, or an end)."""
SCHEDULE = "schedule"
"""Text: the hours of the week in which the zone is in force between VALID_FROM and VALID_TO, see schedule.py; null or
empty: at all hours."""
RESTRICTION, REASON, NAME, ZONE_ID = "restriction", "reason", "name", "zone_id"

PROHIBITED, AUTHORISATION, CONDITIONAL, U_SPACE = "PROHIBITED", "REQ_AUTHORIZATION", "CONDITIONAL", "USPACE"
NONE = "NO_RESTRICTION"
"""Values of RESTRICTION. A zone with NONE has no effect; all others, and those without a restriction, are no-fly
zones."""
