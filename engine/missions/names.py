"""Names of mission files: they sort by drone and sortie, say the launch site, and are valid on every system."""

import re
import unicodedata
from collections.abc import Sequence

from ..drones.flight_plan import sortie_name
from ..language import tr

NOT_IN_NAMES = re.compile(r"[^\w]+|_+")
"""What stands for a hyphen in a name: all but letters and digits. Folders, `..`, devices of Windows and what DJI's
remote controllers refuse cannot come about that way."""
PATTERN = "drone-*-sortie-*"
"""Matches every name, without its ending, as file systems match patterns."""
MOST_SITE_BYTES = 80
"""UTF-8 bytes of the launch site in a name; file systems hold 143 to 255 bytes in all."""


def mission_names(drones: Sequence[int], sorties: Sequence[int], sites: Sequence[str | None]) -> list[str]:
    """(n,) names without an ending, such as drone-01-sortie-02-Harbour. No two are equal, also where case does not
    count."""
    digits = [max([2, *(len(str(abs(number))) for number in numbers)]) for numbers in (drones, sorties)]
    names, taken = [], set()
    for drone, sortie, site in zip(drones, sorties, sites, strict=True):
        stem = f"drone-{drone:0{digits[0]}d}-sortie-{sortie:0{digits[1]}d}"
        place = _plain(site)
        name = candidate = f"{stem}-{place}" if place else stem
        copy = 1
        while candidate.casefold() in taken:
            copy += 1
            candidate = f"{name}-{copy}"
        taken.add(candidate.casefold())
        names.append(candidate)
    return names


def part_name(name: str, part: int, parts: int) -> str:
    """The name of one of several files of a sortie; the name itself where there is one."""
    return name if parts == 1 else f"{name}-part-{part:0{len(str(parts))}d}-of-{parts}"


def flight_title(drone: int, sortie: int, part: int, parts: int) -> str:
    """What a mission is called in texts."""
    title = sortie_name(drone, sortie)
    if parts > 1:
        title = tr("{sortie}, part {part} of {parts}", sortie=title, part=part, parts=parts)
    return title


def _plain(site: str | None) -> str:
    """A launch site's name as part of a file name: letters and digits of any script, in one form of Unicode."""
    plain = NOT_IN_NAMES.sub("-", unicodedata.normalize("NFC", site or "")).strip("-")
    return plain.encode()[:MOST_SITE_BYTES].decode(errors="ignore").strip("-")
