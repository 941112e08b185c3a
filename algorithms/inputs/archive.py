"""An archive of fixes, where partial results are kept, and who computes."""

from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsProcessingParameterFile, QgsProcessingParameterString

from ...engine.archive.dataset import Archive, read_description
from ...engine.errors import UserError
from ...engine.slices.kept import Kept
from ...engine.slices.workers import HERE, Workers
from ...engine.timing.timezones import check_timezone
from ...layers.files import is_writable_folder
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .fixes import add_track_rules, track_rules
from .parameters import whole

PARTIALS = "partials"
"""The folder of an archive with partial results."""
FOLDER = Qgis.ProcessingFileParameterBehavior.Folder


@dataclass(frozen=True)
class ArchiveInput(Block):
    """ARCHIVE; how to make tracks of its fixes; PARTIALS, THREADS, PROCESSES and SCHEDULER."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        """ARCHIVE."""
        algorithm.add(
            QgsProcessingParameterFile("ARCHIVE", tr("Archive of fixes"), FOLDER),
            "The folder that Make an archive has written; or an address such as s3://bucket/folder, which is read with "
            "the credentials that your computer has for it. Only the days and columns that are needed are read.",
        )

    def add_last_nights(self, algorithm: BlindspotAlgorithm) -> None:
        """LAST_NIGHTS."""
        algorithm.add(
            whole("LAST_NIGHTS", "Last nights", None, 1, optional=True),
            "Only so many of the last watches with data count: with 28, the result of every morning is about the last "
            "four weeks. Empty: all watches with data, or those from Period starts.",
        )

    def add_timezone(self, algorithm: BlindspotAlgorithm) -> None:
        """TIMEZONE."""
        algorithm.add(
            QgsProcessingParameterString("TIMEZONE", tr("Time zone of the watch"), None, False, True),
            "The local time zone of the hours of the watch, as an IANA name such as Asia/Shanghai. Empty: that of the "
            "archive.",
        )

    def add_rules(self, algorithm: BlindspotAlgorithm) -> None:
        """How fixes are cleaned and split into tracks."""
        add_track_rules(algorithm)

    def add_workers(self, algorithm: BlindspotAlgorithm) -> None:
        """Where partial results are kept, and who computes."""
        algorithm.add(
            QgsProcessingParameterFile("PARTIALS", tr("Folder of partial results"), FOLDER, "", None, True),
            "What is computed of each day is kept here, so that the next run computes only days that are new or have "
            "changed, if the settings and the places are the same. Empty: in the folder partials of the archive, if "
            "that can be written. It can be deleted at any time.",
        )
        algorithm.add(
            whole("THREADS", "Days computed at a time", 0, 0, 64),
            "More are faster, as far as the computer has processors, and each takes some 500 MB. 0: as many as there "
            "are processors, at most 4. Needs the Python package dask; without it, one day is computed after the "
            "other.",
        )
        algorithm.add(
            whole("PROCESSES", "Processes on this computer", 0, 0, 256),
            "0: the days are computed in this process. Otherwise so many worker processes are started for this run. "
            "Needs the Python packages dask and distributed.",
        )
        algorithm.add(
            QgsProcessingParameterString("SCHEDULER", tr("Address of a Dask scheduler"), None, False, True),
            "The address of a running cluster, such as tcp://10.0.0.5:8786. Its workers read the archive themselves, "
            "so its path or address must be the same for them. The answer does not depend on who computes it.",
        )

    def check(self, run: Run) -> None:
        track_rules(run)
        if run.given("LAST_NIGHTS") and run.given("PERIOD_START"):
            raise UserError(tr("Both LAST_NIGHTS and PERIOD_START are given. Leave one of them empty."))
        path = self.path(run)
        if "://" not in path:
            read_description(path)
        if run.given("SCHEDULER") and run.whole("PROCESSES"):
            raise UserError(tr("Both SCHEDULER and PROCESSES are given. Leave one of them empty, or 0."))

    def path(self, run: Run) -> str:
        """ARCHIVE."""
        return run.text("ARCHIVE").strip()

    def open(self, run: Run) -> Archive:
        """The archive. Raises UserError where it cannot be read, or has no fix."""
        archive = Archive.open(self.path(run))
        if not archive.days:
            raise UserError(
                tr("The archive {name} has no day with fixes. Add some with makearchive.", name=archive.name)
            )
        return archive

    def timezone(self, run: Run, archive: Archive) -> str:
        """TIMEZONE, else that of the archive. Raises UserError where it is not a time zone."""
        if not run.given("TIMEZONE"):
            run.assume("TIMEZONE", archive.timezone)
        name = run.text("TIMEZONE").strip()
        check_timezone(name)
        return name

    def kept(self, run: Run) -> Kept | None:
        """Where partial results are kept; None for nowhere."""
        given, path = run.text("PARTIALS").strip(), self.path(run)
        if not given and "://" in path:
            return None
        folder = (Path(given) if given else Path(path) / PARTIALS).expanduser().absolute()
        if not is_writable_folder(folder):
            run.warn(
                tr(
                    "Partial results cannot be kept in {folder}, so that the next run computes all days again. Choose "
                    "another folder as PARTIALS.",
                    folder=folder,
                )
            )
            return None
        kept = Kept(folder)
        kept.clean()
        return kept

    def workers(self, run: Run) -> Workers:
        """Who computes."""
        return Workers(run.whole("THREADS") or HERE.threads, run.whole("PROCESSES"), run.text("SCHEDULER").strip())
