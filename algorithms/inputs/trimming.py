"""What is cut from tracks that others may see, their ends, homes and stations; and units under pseudonyms."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFile,
)

from ...engine.errors import UserError
from ...engine.publication.keyed_units import checked_key, pseudonyms
from ...engine.publication.trimmed_tracks import TrimRules, trimmed
from ...engine.tracks.tracks import Tracks
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import metres

LONGEST_KEY = 65_536  # bytes; a larger file is no key


@dataclass(frozen=True)
class TrimmingInput(Block):
    """TRIM, HOMES, STATIONS, KEY and PSEUDONYMS."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            metres("TRIM", "Hidden around starts, ends and homes (m)", 0, 0),
            "For tracks that are the base of something to publish: where tracks start and end, and where a unit stays "
            "at the start or end of several shifts, people live or report for duty. What lies within this distance of "
            "such places is cut, and more: the zones are about three times as wide, and moved by a secret distance, so "
            "that their middles show nothing. 150 m is usual. 0: nothing is cut. Tracks for planning should not be "
            "cut, because places near stations would look unpatrolled.",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "HOMES", tr("Homes"), [Qgis.ProcessingSourceType.VectorAnyGeometry], None, True
            ),
            "Where units live. Everything in a zone around them is cut, of all units. The homes that the tracks show "
            "(where shifts of a unit begin and end again and again) are cut without this layer. ",
        )
        algorithm.add(
            QgsProcessingParameterFeatureSource(
                "STATIONS", tr("Stations"), [Qgis.ProcessingSourceType.VectorAnyGeometry], None, True
            ),
            "Stations and depots. Stops in a zone around them are cut; who passes by is counted. ",
        )
        algorithm.add(
            QgsProcessingParameterFile("KEY", tr("File with the secret key"), optional=True),
            "A text file with at least 16 random characters, such as the output of `openssl rand -hex 32`, for those "
            "alone who may know whose tracks these are. What is cut, and the pseudonyms, follow from it. Use the same "
            "for all layers that you publish: zones that differ from layer to layer would show what they hide. It is "
            "stored nowhere. Empty: a random key that is forgotten after the run.",
        )
        algorithm.add(
            QgsProcessingParameterBoolean("PSEUDONYMS", tr("Units under pseudonyms"), False),
            "The tracks name units by pseudonyms (HMAC-SHA256 with the key): the same in every layer with the same "
            "key, and nobody without the key can tell which unit it is. The whole ways of a unit are still together, "
            "and somebody who knows a few of its whereabouts finds it: no layer for the public. Rejected fixes are "
            "not cut: keep them in the house.",
        )

    def check(self, run: Run) -> None:
        self.key(run)

    def key(self, run: Run) -> bytes | None:
        """The key in the file; None where none is given or needed. Raises UserError where it is bad."""
        path = run.text("KEY").strip()
        if run.number("TRIM") <= 0 and (run.given("HOMES") or run.given("STATIONS")):
            raise UserError(tr("HOMES and STATIONS are cut with the distance TRIM. Set it to 150 m, for example."))
        if run.flag("PSEUDONYMS") and not path:
            raise UserError(tr("PSEUDONYMS needs a KEY: a text file with at least 16 random characters."))
        if not path or not (run.number("TRIM") > 0 or run.flag("PSEUDONYMS")):
            return None
        try:
            with Path(path).expanduser().open("rb") as file:
                content = file.read(LONGEST_KEY + 1)
        except OSError as error:
            raise UserError(tr("KEY could not be read: {reason}.", reason=error.strerror)) from error
        if len(content) > LONGEST_KEY:
            raise UserError(tr("KEY is a file of more than 64 kB. Give a text file with a random text alone."))
        return checked_key(content)

    def hidden(self, run: Run, tracks: Tracks, crs: QgsCoordinateReferenceSystem) -> Tracks:
        """The tracks without what is cut and with pseudonyms, as the analyst asks for; as they are by default. Raises
        UserError where nothing is left."""
        key, rules = self.key(run), replace(TrimRules(), distance=run.number("TRIM"))
        if rules.distance > 0 and len(tracks.t):
            tracks = self._trimmed(run, tracks, crs, rules, key)
        return replace(tracks, unit_names=self.named(run, tracks.unit_names))

    def named(self, run: Run, names: tuple[str, ...]) -> tuple[str, ...]:
        """The names of units, or their pseudonyms where the analyst asks for these."""
        return pseudonyms(names, self.key(run)) if run.flag("PSEUDONYMS") else names

    def _trimmed(
        self, run: Run, tracks: Tracks, crs: QgsCoordinateReferenceSystem, rules: TrimRules, key: bytes | None
    ) -> Tracks:
        if key is None:
            key = secrets.token_bytes(32)
            run.say(
                tr(
                    "What is cut is moved by a random key that is forgotten after this run. For several layers of the "
                    "same tracks, give all of them the same KEY."
                )
            )
        found = trimmed(tracks, rules, key, self._shapes(run, "HOMES", crs), self._shapes(run, "STATIONS", crs))
        if not len(found.tracks.t):
            raise UserError(tr("Nothing of the tracks is left after trimming. Use a smaller TRIM."))
        run.say(
            tr(
                "{share:.1f} % of the fixes are cut: they are near starts and ends of tracks, homes ({homes:,} found "
                "in the tracks) or stations. Outages are left out, because they end there.",
                share=100 * float((found.cut > 0).mean()),
                homes=found.homes_found,
            )
        )
        return found.tracks

    def _shapes(self, run: Run, name: str, crs: QgsCoordinateReferenceSystem) -> np.ndarray | None:
        """The geometries of a layer. Raises UserError where one cannot be read: none may be ignored."""
        if not run.given(name):
            return None
        features = run.features(run.source(name), crs, name=name, collections=True)
        if features.lost or features.partial:
            raise UserError(
                tr("{name}: some geometries cannot be read. Repair or delete them: no home may be ignored.", name=name)
            )
        return features.geometry
