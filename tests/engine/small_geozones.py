"""Small files of geozones, made for tests, and the folder of real ones."""

import copy
import json

from real_files import REAL_FILES

REAL_ZONES = REAL_FILES / "geozones"
SQUARE = [[[8.0, 47.0], [8.02, 47.0], [8.02, 47.01], [8.0, 47.01], [8.0, 47.0]]]
LAYER = {"lower": 0, "lowerReference": "AGL", "upper": 400, "upperReference": "AMSL", "uom": "ft"}

ED318 = {
    "type": "FeatureCollection",
    "metadata": {"issued": "2026-01-01T00:00:00Z", "provider": [{"text": "Authority", "lang": "en"}]},
    "features": [
        {
            "type": "Feature",
            "geometry": {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "coordinates": SQUARE, "layer": LAYER},
                    {
                        "type": "Point",
                        "coordinates": [8.1, 47.1],
                        "extent": {"subType": "Circle", "radius": 500},
                        "layer": {"lower": 60, "lowerReference": "WGS84", "upper": 99999, "upperReference": "AGL"},
                    },
                ],
            },
            "properties": {
                "identifier": "TST0001",
                "country": "CHE",
                "name": [{"text": "Hafen", "lang": "de-CH"}, {"text": "Port", "lang": "en-GB"}],
                "type": "PROHIBITED",
                "variant": "COMMON",
                "reason": ["PRIVACY"],
                "limitedApplicability": [
                    {
                        "startDateTime": "2026-01-01T00:00:00+01:00",
                        "endDateTime": "2026-06-30T23:59:59Z",
                        "schedule": [
                            {"day": ["MON", "TUE"], "startTime": "00:30:00+01:00", "endTime": "17:00:00+01:00"},
                            {"day": ["ANY"], "startEvent": "SS", "endEvent": "SR"},
                        ],
                    },
                    {"startDateTime": "2027-01-01T00:00:00Z"},
                ],
                "zoneAuthority": [
                    {
                        "name": [{"text": "Tower", "lang": "en"}],
                        "email": "tower@example.org",
                        "purpose": "AUTHORIZATION",
                    }
                ],
            },
        },
    ],
}

ED269 = {
    "title": "Zones",
    "features": [
        {
            "identifier": "BEL001",
            "country": "BEL",
            "name": "Prison",
            "type": "COMMON",
            "restriction": "REQ_AUTHORISATION",
            "reason": ["SENSITIVE"],
            "message": "Ask first",
            "applicability": [
                {
                    "permanent": "NO",
                    "startDateTime": "2026-03-01T00:00:00Z",
                    "endDateTime": "2026-04-01T00:00:00Z",
                    "schedule": [{"day": ["SAT"], "startTime": "22:00Z", "endTime": "05:00Z"}],
                }
            ],
            "zoneAuthority": {"name": "Governor", "email": "governor@example.org"},
            "geometry": [
                {
                    "uomDimensions": "FT",
                    "lowerLimit": "100",
                    "lowerVerticalReference": "AGL",
                    "upperLimit": 1000,
                    "upperVerticalReference": "AMSL",
                    "horizontalProjection": {"type": "Circle", "center": [4.35, 50.85], "radius": 250},
                },
                {
                    "uomDimensions": "M",
                    "lowerLimit": 0,
                    "lowerVerticalReference": "AGL",
                    "upperLimit": None,
                    "upperVerticalReference": "AGL",
                    "horizontalProjection": {"type": "Polygon", "coordinates": SQUARE},
                },
            ],
        }
    ],
}

OPENAIR = """* made for tests
AC R
AY MTR
AN RANGE 1
AI R-001
AF 123.450
AG Range Control
AL SFC
AH FL95
DP 47:00:00 N 008:00:00 E
DP 47:00.000N 008:06.000E
DP 47:03:00.00 N 008:06:00.0 E
DP 47.05N 8.0E

AC CTR
AN TOWER
AL 1000ft AMSL
AH 500 m AGL
V X=46:30:00 N 008:30:00 E
DC 2.7
"""


def changed(document: dict, *path_and_value) -> dict:
    """A copy of a document with one value changed; `...` deletes it."""
    *path, last, value = path_and_value
    found = inner = copy.deepcopy(document)
    for key in path:
        inner = inner[key]
    if value is ...:
        del inner[last]
    else:
        inner[last] = value
    return found


def data(document) -> bytes:
    return document.encode() if isinstance(document, str) else json.dumps(document).encode()
