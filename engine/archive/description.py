"""blindspot_archive.json: what holds for a whole archive."""

import json
import os
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import UserError
from ..language import tr
from ..provenance.retention import MOST_DAYS, Terms
from ..timing.timezones import check_timezone

FILE = "blindspot_archive.json"
SCHEMA = 1
STAGING = ".staging"
SAID = ("retain_days", "purpose")
"""What is only in the file where it was given."""


@dataclass(frozen=True)
class Description:
    """crs: authority code of a metric CRS, or its WKT; timezone: IANA name, of the days; made_by: the version of
    Blindspot that made the archive, empty where unknown; retain_days: how long a day may be kept, None where nothing is
    said; purpose: what the fixes are for, empty where nothing is said."""

    crs: str
    timezone: str
    made_by: str = ""
    schema: int = SCHEMA
    retain_days: int | None = None
    purpose: str = ""

    @property
    def terms(self) -> Terms:
        """How long the fixes may be kept, and for what."""
        return Terms(self.retain_days, self.purpose)

    def write(self, folder: Path) -> None:
        """Writes the file in one step: it is whole, or not there."""
        handle, path = tempfile.mkstemp(suffix=".json", dir=folder / STAGING)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            said = {name: value for name, value in asdict(self).items() if name not in SAID or value not in (None, "")}
            json.dump(said, file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        os.replace(path, folder / FILE)

    @classmethod
    def read(cls, text: bytes, name: str) -> "Description":
        """name: of the archive. Raises UserError where the text is not that of an archive, or of a newer version."""
        try:
            found = json.loads(text)
            schema, crs, timezone = int(found["schema"]), str(found["crs"]), str(found["timezone"])
            made_by, purpose = str(found.get("made_by", "")), str(found.get("purpose") or "")
            days = found.get("retain_days")
            days = None if days is None else min(max(int(days), 0), MOST_DAYS)
        except (ValueError, KeyError, TypeError, AttributeError):
            raise UserError(
                tr(
                    "{file} of the archive {name} is damaged. Restore this file from a backup, or make the archive "
                    "again with makearchive in another folder.",
                    file=FILE,
                    name=name,
                )
            ) from None
        if schema > SCHEMA:
            raise UserError(
                tr(
                    "The archive {name} was made by a newer version of Blindspot ({version}). Update the plugin.",
                    name=name,
                    version=made_by,
                )
            )
        check_timezone(timezone)
        return cls(crs, timezone, made_by, schema, days, purpose)
