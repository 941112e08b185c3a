"""The files of flight logs, and which flights of the plan they are."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsProcessingParameterMultipleLayers, QgsProcessingParameterString

from ...engine.errors import UserError
from ...engine.flown.flights import LogFlights, flights_of, reason_text
from ...engine.flown.formats import MOST_BYTES, read_log
from ...engine.progress import Progress, part
from ...engine.text import counted, shortened
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import number
from .time_zone import EMPTY, timezone_parameter, zone_for

MOST_FILES = 500
LABEL = re.compile(r"\s*(\d{1,4})\s*/\s*(\d{1,4})\s*\Z")
FASTEST = 200.0
"""km/h, of positions that are no errors of the receiver."""


@dataclass(frozen=True)
class ReadFile:
    """name: of the file, for messages; number: from 1, in the order of INPUT."""

    name: str
    number: int
    found: LogFlights


class FlightFilesInput(Block):
    """INPUT, TIMEZONE, LABELS and MAX_SPEED."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            QgsProcessingParameterMultipleLayers("INPUT", tr("Flight logs"), Qgis.ProcessingSourceType.File),
            "One or more files: ArduPilot (.bin, or .tlog of the ground station), PX4 (.ulg), DJI (CSV of AirData, "
            "PhantomHelp or TXTlogToCSV, subtitles .srt of the camera), GPX, KML or KMZ with times. The format is "
            "found by what is in a file, not by its name.",
        )
        algorithm.add(
            QgsProcessingParameterString("LABELS", tr("Drone and sortie of each flight"), None, False, True),
            "Which flight of the plan each flight is, as drone/sortie, in the order of the files and of the flights in "
            "them, such as 1/1,1/2,2/1. Empty: flights are numbered in the order of their times, and Compare flights "
            "finds the sortie of each by place and time.",
            takes_list=True,
        )
        algorithm.add(
            timezone_parameter("Time zone of local times"),
            f"IANA name, such as Asia/Shanghai: of the times in subtitles and in CSV files of PhantomHelp, which are "
            f"local, and of the times that the map shows. All other files have UTC. {EMPTY}",
        )
        algorithm.add(
            number("MAX_SPEED", "Maximum speed (km/h)", FASTEST, 1),
            "Positions that the drone cannot have reached at this speed are errors of the receiver, and rejected.",
        )

    def check(self, run: Run) -> None:
        self._labels(run)
        _paths(run)

    def read(self, run: Run, progress: Progress) -> list[ReadFile]:
        """The flights of all files. A file that cannot be read is said, and left out if another one has a flight.
        Raises UserError where no file has one."""
        paths, speed = _paths(run), run.number("MAX_SPEED") / 3.6
        found, faults = [], []
        for index, path in enumerate(paths):
            here = part(progress, index / len(paths), (index + 1) / len(paths))
            name = path.name
            try:
                log = read_log(_content(path), lambda lon, lat, name=name: zone_for(run, lon, lat, name), here)
            except UserError as error:
                faults.append(tr("{file}: {error}", file=shortened(name), error=error))
                continue
            read = ReadFile(name, index + 1, flights_of(log, speed))
            self._say(run, read)
            if read.found.flights:
                found.append(read)
            else:
                faults.append(
                    tr(
                        "{file}: It has no flight: {reasons}.",
                        file=shortened(name),
                        reasons=_reasons(read.found) or tr("no position"),
                    )
                )
        if not found:
            raise UserError(" ".join(faults))
        run.warn(*faults)
        return found

    def labels(self, run: Run, flights: int) -> list[tuple[int, int]] | None:
        """(drone, sortie) of each flight; None where they are not given. Raises UserError where there are more or
        fewer."""
        given = self._labels(run)
        if given is not None and len(given) != flights:
            raise UserError(
                tr(
                    "LABELS names {labels}, but the files have {flights}. Give one label for each flight, such as "
                    "1/1,1/2, or leave LABELS empty.",
                    labels=counted(len(given), "flight"),
                    flights=counted(flights, "flight"),
                )
            )
        return given

    @staticmethod
    def _labels(run: Run) -> list[tuple[int, int]] | None:
        texts = [text for text in run.text("LABELS").replace(";", ",").split(",") if text.strip()]
        found = [LABEL.match(text) for text in texts]
        labels = [(int(one[1]), int(one[2])) for one in found if one]
        if len(labels) < len(texts) or any(0 in label for label in labels):
            raise UserError(
                tr(
                    "LABELS ({value}) must be drone/sortie of each flight, with numbers from 1, such as 1/1,1/2.",
                    value=shortened(run.text("LABELS")),
                )
            )
        if len(set(labels)) < len(labels):
            raise UserError(tr("LABELS ({value}) names a flight twice.", value=shortened(run.text("LABELS"))))
        return labels or None

    @staticmethod
    def _say(run: Run, read: ReadFile) -> None:
        found, log = read.found, read.found.log
        run.say(
            tr(
                "{file}: {format}, {positions}, {flights}.",
                file=shortened(read.name),
                format=log.format,
                positions=counted(len(log), "position"),
                flights=counted(len(found.flights), "flight"),
            )
        )
        run.say(*(f"{shortened(read.name)}: {note}" for note in log.notes))
        if found.flights and found.counts():
            run.say(tr("{file}: left out: {reasons}.", file=shortened(read.name), reasons=_reasons(found)))
        if found.rolled:
            run.warn(
                tr(
                    "{file}: {positions} dated about 20 years too early, because the receiver lost count of the GPS "
                    "weeks. They are put 1024 weeks later.",
                    file=shortened(read.name),
                    positions=counted(found.rolled, "position is", "positions are"),
                )
            )


def _reasons(found: LogFlights) -> str:
    return tr("; ").join(
        tr("{count:,} {reason}", count=count, reason=reason_text(reason)) for reason, count in found.counts().items()
    )


def _paths(run: Run) -> list[Path]:
    """The files of INPUT. Raises UserError where one is missing, is no file or is too large."""
    given = run.parameters.get("INPUT") or []
    given = list(given) if isinstance(given, (list, tuple)) else [given]
    paths = [Path(os.path.expanduser(str(one).partition("|")[0])) for one in given]
    if len(paths) > MOST_FILES:
        raise UserError(tr("INPUT has {count:,} files; give {most} at most.", count=len(paths), most=MOST_FILES))
    for path in paths:
        if not path.is_file():
            raise UserError(tr("INPUT: there is no file {path}.", path=shortened(str(path), 200)))
        if path.stat().st_size > MOST_BYTES:
            raise UserError(tr("INPUT: {file} is larger than {most} MB.", file=path.name, most=MOST_BYTES // 1_000_000))
    return paths


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError(tr("It cannot be read: {reason}.", reason=error.strerror)) from None
