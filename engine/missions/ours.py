"""Whether a mission file was written here, and not saved by another program since."""

import re
from types import MappingProxyType

from .xml_text import NotReadable
from .zip_parts import unzipped, zipped

MARKS = MappingProxyType(
    {
        ".plan": re.compile(rb'\A\{\n    "fileType": "Plan",\n    "version": 1,\n    "groundStation": "Blindspot",\n'),
        ".kml": re.compile(
            rb'\A<\?xml version="1.0" encoding="UTF-8"\?>\n<kml xmlns="http://www.opengis.net/kml/2.2">\n<Document>\n<name>'
        ),
        ".csv": re.compile(rb"\A[a-z][^\n\r]*\n(-?\d+\.\d{9},-?\d+\.\d{9},-?\d+\.\d{3},[^\n\r]*\n)+\Z"),
        ".gpx": re.compile(rb'creator="Blindspot"'),
        ".kmz": re.compile(rb"author>Blindspot<"),
        ".waypoints": re.compile(
            rb"\AQGC WPL 110\n(# [^\n]*\n)*"
            rb"(\d+\t[01]\t\d+\t\d+(\t(-?\d+\.\d{8}|nan)){4}(\t-?\d+\.\d{9}){2}\t-?\d+\.\d{6}\t1\n)+\Z"
        ),
    }
)
"""What our files have, and those that another program has written or saved again do not."""
MOST_BYTES = 20_000_000


def is_ours(data: bytes, ending: str) -> bool:
    """Whether a file of a format was written here, as far as that can be told. ending: of the format."""
    if ending not in MARKS or len(data) > MOST_BYTES:
        return False
    if ending == ".kmz":
        try:
            parts = unzipped(data)
        except NotReadable:
            return False
        if zipped(parts) != data:
            return False
        data = b"".join(parts.values())
    return MARKS[ending].search(data) is not None
