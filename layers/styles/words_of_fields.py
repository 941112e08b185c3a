"""What the fields of outputs are called in tables, forms and legends. In files they keep their short names."""

from ...engine.language import tr


def words_of_fields() -> dict[str, str]:
    """The words for each field of an output, by its name."""
    return {
        **_of_places(),
        **_of_gains(),
        **_of_spots(),
        **_of_flights(),
        **_of_flown(),
        **_of_patrols(),
        **_of_zones(),
        **_of_exposure(),
        **_of_equity(),
        **_of_sight(),
        **_of_trail(),
        **_of_consultation(),
    }


def _of_places() -> dict[str, str]:
    return {
        "place_id": tr("Place"),
        "gap": tr("Gap"),
        "gap_low": tr("Lowest possible gap"),
        "gap_high": tr("Highest possible gap"),
        "why": tr("Why"),
        "demand": tr("Demand"),
        "patrol_found": tr("Share of demand found by patrols"),
        "priority": tr("Priority"),
        "visits": tr("Visits"),
        "watch_visits": tr("Visits in the watch"),
        "nights_seen": tr("Nights seen"),
        "last_seen": tr("Last seen"),
        "first_seen": tr("First seen"),
        "dwell_s": tr("Time in range (s)"),
        "watch_dwell_s": tr("Time in range in the watch (s)"),
        "mean_idle_s": tr("Mean time unseen (s)"),
        "worst_gap_s": tr("Longest time unseen (s)"),
        "near": tr("Near"),
        "near_m": tr("Distance to it (m)"),
        "gap_profile": tr("Gap by hour"),
        "revisit_min": tr("Own revisit interval (min)"),
        "watch": tr("Own hours"),
        "hours": tr("Hours of patrols"),
        "km": tr("Kilometres of patrols"),
        "units": tr("Units"),
        "days": tr("Days"),
        "within_range": tr("Share of the place in range"),
        "gap_patrols": tr("Gap by patrols alone"),
        "watcher_s": tr("Watched by posts and cameras (s)"),
        "watcher_h": tr("Watched by posts and cameras (h)"),
    }


def _of_gains() -> dict[str, str]:
    return {
        "gap_before": tr("Gap before"),
        "gap_after": tr("Gap after"),
        "gain": tr("Gain"),
        "gain_low": tr("Lowest possible gain"),
        "priority_before": tr("Priority before"),
        "priority_after": tr("Priority after"),
        "visits_before": tr("Visits before"),
        "visits_after": tr("Visits after"),
        "watch_visits_before": tr("Visits in the watch before"),
        "watch_visits_after": tr("Visits in the watch after"),
        "nights_seen_before": tr("Nights seen before"),
        "nights_seen_after": tr("Nights seen after"),
        "drone_visits": tr("Visits by drones"),
        "drone_min": tr("Minutes of drones"),
        "drone_nights": tr("Nights with a drone"),
        "visit_probability": tr("Probability of a visit in a night"),
        "picks": tr("The observer picks"),
        "knows": tr("The observer knows"),
        "escape": tr("Escape probability"),
        "moment": tr("Moment (local)"),
        "escape_patrols": tr("Escape probability with patrols (estimate)"),
        "worth": tr("Most of escape × priority"),
        "worth_place": tr("Place of it"),
        "mean_escape": tr("Mean over places"),
        "escape_95": tr("95 % of the priority has at most"),
        "escape_low": tr("No mixture of these plans is below"),
        "escape_low_any": tr("No plans of this fleet are below"),
        "worst_gap_before_s": tr("Longest time unseen before (s)"),
        "worst_gap_after_s": tr("Longest time unseen after (s)"),
    }


def _of_spots() -> dict[str, str]:
    return {
        "spot_id": tr("Blind spot"),
        "spot_name": tr("Name of the spot"),
        "name": tr("Name"),
        "rank": tr("Rank"),
        "part_of": tr("Part of"),
        "area_m2": tr("Area (m²)"),
        "places": tr("Places"),
        "gi_z": tr("Gi* (z)"),
        "gi_q": tr("Gi* (q)"),
        "significant": tr("Significant"),
        "served": tr("Priority served"),
        "closed": tr("Priority closed"),
        "times": tr("Times of visits (local)"),
        "first_visit": tr("First visit"),
        "reason": tr("Reason"),
        "stability": tr("Stability"),
        "found": tr("Times found again"),
        "repeats": tr("Repeats"),
        "matters_most": tr("What matters most"),
        "lost_accuracy": tr("Lost by the accuracy of positions"),
        "lost_range": tr("Lost by the detection range"),
        "lost_revisit": tr("Lost by the revisit interval"),
        "lost_grid": tr("Lost by the grid"),
    }


def _of_flights() -> dict[str, str]:
    return {
        "night": tr("Night"),
        "plan": tr("Plan"),
        "probability": tr("Probability of the plan"),
        "drone": tr("Drone"),
        "sortie": tr("Sortie"),
        "launch_site": tr("Launch site"),
        "start": tr("Start"),
        "end": tr("End"),
        "duration_s": tr("Duration (s)"),
        "distance_m": tr("Distance (m)"),
        "energy_wh": tr("Energy (Wh)"),
        "z_ref": tr("Heights are measured from"),
        "altitude_m": tr("Altitude above ground (m)"),
        "left_pct": tr("Battery left (%)"),
        "rule": tr("Rule"),
        "value": tr("Value found"),
        "limit": tr("Limit"),
        "message": tr("Message"),
        "time_s": tr("Time in the plan (s)"),
        "code": tr("Code of the rule"),
        "swath_m": tr("Swath (m)"),
        "spots": tr("Blind spots visited"),
        "seq": tr("Number"),
        "action": tr("Action"),
        "arrive": tr("Arrival"),
        "leave": tr("Departure"),
        "arrive_s": tr("Arrival (s)"),
        "leave_s": tr("Departure (s)"),
        "alt_agl_m": tr("Above ground (m)"),
        "alt_amsl_m": tr("Above sea level (m)"),
        "speed_ms": tr("Speed (m/s)"),
        "area_id": tr("Area"),
        "part": tr("Part"),
        "length_m": tr("Length (m)"),
        "turns": tr("Turns"),
        "coverage": tr("Coverage"),
        "bound_m": tr("Shortest possible (m)"),
        "over_bound": tr("Longer than the shortest by"),
    }


def _of_flown() -> dict[str, str]:
    return {
        "height_m": tr("Greatest height (m)"),
        "battery_start": tr("Battery at take-off (%)"),
        "battery_end": tr("Battery after landing (%)"),
        "battery": tr("Battery over time"),
        "used_wh": tr("Energy used (Wh)"),
        "volts_start": tr("Voltage at take-off (V)"),
        "volts_end": tr("Voltage after landing (V)"),
        "modes": tr("Flight modes"),
        "log_format": tr("Format of the log"),
        "log_file": tr("Number of the file"),
        "labelled": tr("Sortie was given"),
        "status": tr("Status"),
        "paired": tr("Matched by"),
        "late_start_s": tr("Take-off later (s)"),
        "late_end_s": tr("Landing later (s)"),
        "off_max_m": tr("Largest distance from the line (m)"),
        "off_rms_m": tr("RMS distance from the line (m)"),
        "up_max_m": tr("Largest difference of height (m)"),
        "up_rms_m": tr("RMS difference of height (m)"),
        "stops": tr("Stops"),
        "stops_served": tr("Stops served"),
        "planned_pct": tr("Battery left as planned (%)"),
        "left_from": tr("Battery from"),
        "privacy_s": tr("Time over privacy places (s)"),
        "planned_privacy_s": tr("The same as planned (s)"),
        "zone_s": tr("Time in no-fly zones (s)"),
        "zones": tr("No-fly zones"),
        "stop": tr("Kind of stop"),
        "result": tr("Result"),
        "flown_share": tr("Share flown"),
        "left_share": tr("Share that is left"),
        "planned_s": tr("Hover as planned (s)"),
        "flown_s": tr("Hover as flown (s)"),
        "battery_pct": tr("Battery (%)"),
        "battery_from": tr("Battery from"),
        "drones": tr("Drones"),
        "until": tr("Landed"),
    }


def _of_patrols() -> dict[str, str]:
    return {
        "track_id": tr("Track"),
        "unit": tr("Unit"),
        "fixes": tr("Fixes"),
        "source_id": tr("Row of the input"),
        "time": tr("Time"),
        "passes": tr("Passes"),
        "first_pass": tr("First pass"),
        "last_pass": tr("Last pass"),
        "watch_hours": tr("Hours of the watch"),
        "unit_hours": tr("Hours of units"),
        "weekday": tr("Weekday (number)"),
        "day": tr("Weekday"),
        "hour": tr("Hour of the day"),
    }


def _of_zones() -> dict[str, str]:
    return {
        "zone_id": tr("Zone"),
        "country": tr("Country"),
        "class": tr("Class of airspace"),
        "restriction": tr("Restriction"),
        "lower_m": tr("Lower limit (m)"),
        "lower_ref": tr("Lower limit is above"),
        "upper_m": tr("Upper limit (m)"),
        "upper_ref": tr("Upper limit is above"),
        "valid_from": tr("Valid from"),
        "valid_to": tr("Valid to"),
        "schedule": tr("Hours of the week (UTC)"),
        "conditions": tr("Conditions"),
        "authority": tr("Authority"),
        "contact": tr("Contact"),
        "note": tr("Assumed"),
    }


def _of_exposure() -> dict[str, str]:
    return {
        "place_name": tr("Place"),
        "kind": tr("Kind of place"),
        "over_s": tr("Drones over it (s)"),
        "view_s": tr("In view (s)"),
        "nights": tr("Nights in view"),
        "worst_s": tr("In view in the worst night (s)"),
        "lowest_m": tr("Lowest flight (m)"),
        "seen_share": tr("Share of the ground in view"),
        "area_name": tr("Neighbourhood"),
        "min_per_km2": tr("Minutes of drones per km²"),
        "night_min": tr("Minutes of drones a night"),
        "share": tr("Share of the time in the air"),
        "privacy_min": tr("Minutes over privacy places"),
        "seen_km2": tr("Ground in view (km²)"),
        "area_km2": tr("Area (km²)"),
    }


def _of_equity() -> dict[str, str]:
    return {
        "residents": tr("Residents"),
        "figure": tr("Figure of the ranking"),
        "patrol_h": tr("Hours of patrols"),
        "patrol_1000": tr("Hours of patrols per 1000 residents"),
        "patrol_km2": tr("Hours of patrols per km²"),
        "drone_1000": tr("Minutes of drones per 1000 residents"),
        "drone_low": tr("Its interval from"),
        "drone_high": tr("Its interval to"),
        "drone_km2": tr("Minutes of drones per km²"),
        "flights": tr("Flights over it"),
        "stop_min": tr("Minutes at stops"),
        "way_min": tr("Minutes on the way"),
        "pass_min": tr("Minutes passing, without a stop"),
        "view_min": tr("Minutes in view"),
        "home_s": tr("A home in view (s)"),
        "longest_s": tr("Longest point in view (s)"),
        "no_reason": tr("Share without a recorded reason"),
        "ratio": tr("Times expected"),
        "p_value": tr("p value"),
        "q_value": tr("q value"),
        "flown_over": tr("Flown over"),
        "gap_home": tr("Gap where residents live"),
        "home_after": tr("Gap where residents live, after"),
        "in_gaps": tr("Residents in gaps"),
        "in_after": tr("Residents in gaps, after"),
        "found_share": tr("Share of priority found by patrols"),
        "group_name": tr("Group"),
    }


def _of_sight() -> dict[str, str]:
    return {
        "open_share": tr("Share of the circle in sight"),
        "watchers": tr("Watchers that see it"),
        "watcher": tr("Number of the watcher"),
        "seen": tr("In sight (1) or hidden (0)"),
        "seconds": tr("Time (s)"),
        "watch_s": tr("Time in the watch (s)"),
        "speed_kmh": tr("Speed (km/h)"),
        "range_m": tr("Detection range (m)"),
        "points": tr("Points looked from"),
    }


def _of_trail() -> dict[str, str]:
    return {"algorithm": tr("Algorithm"), "version": tr("Version"), "state": tr("State")}


def _of_consultation() -> dict[str, str]:
    return {
        "area": tr("Number of the area"),
        "planned": tr("Drones planned"),
        "source": tr("File or layer"),
        "row": tr("Row"),
        "answer": tr("Answer"),
        "weight": tr("Weight"),
        "respondent": tr("Respondent"),
        "comment": tr("Comment"),
        "more": tr("Answers for more"),
        "not_here": tr("Answers against"),
        "more_weight": tr("Answers for more (weighted)"),
        "not_here_weight": tr("Answers against (weighted)"),
        "demand_without": tr("Demand without answers"),
        "demand_with": tr("Demand with answers"),
        "demand_diff": tr("Difference of demand"),
        "priority_without": tr("Priority without answers"),
        "priority_with": tr("Priority with answers"),
        "priority_diff": tr("Difference of priority"),
        "closed_without": tr("Closed without answers"),
        "closed_with": tr("Closed with answers"),
        "closed_diff": tr("Difference of what is closed"),
        "minutes_without": tr("Minutes of drones a night without answers"),
        "minutes_with": tr("Minutes of drones a night with answers"),
        "minutes_diff": tr("Difference of minutes"),
        "asked": tr("Answers"),
        "change": tr("What changed"),
    }
