"""How long data may be kept, and for what: RETAIN_DAYS and PURPOSE, and the refusal of what is past its time."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsProcessingParameterBoolean, QgsProcessingParameterString

from ...engine.archive.dataset import Archive, read_description
from ...engine.archive.day import Day
from ...engine.archive.description import FILE
from ...engine.archive.retained import check_days
from ...engine.errors import UserError
from ...engine.provenance.retention import (
    FIRST_DAY,
    LAST_DAY,
    MOST_DAYS,
    OF_ARCHIVE,
    PURPOSE,
    RETAIN_DAYS,
    Retention,
    Terms,
    check_retention,
    joined_terms,
    looser,
    retention_of,
    today_in,
)
from ...engine.text import counted
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run
from .parameters import whole

DELETE_EXPIRED = "DELETE_EXPIRED"


@dataclass(frozen=True)
class RetentionInput(Block):
    """RETAIN_DAYS and PURPOSE, for algorithms that first take in personal data. layer: the parameter of the data."""

    layer: str = "INPUT"

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        algorithm.add(
            whole(RETAIN_DAYS, "Days that the data may be kept", None, 0, MOST_DAYS, optional=True),
            "A day of data is past its time so many days later. It is recorded with the results and with all that is "
            "made from them; what is past its time is not published, and not computed from an archive. Empty: no "
            "limit of its own; stricter ones of the data hold.",
        )
        algorithm.add(
            QgsProcessingParameterString(PURPOSE, tr("Purpose of the data"), None, False, True),
            "What the data are for, in a sentence such as: to plan patrols of the station area by night. It is "
            "recorded as well, and a warning says where data of another purpose are used. Do not name persons.",
        )

    def add_deletion(self, algorithm: BlindspotAlgorithm) -> None:
        """DELETE_EXPIRED, for archives."""
        algorithm.add(
            QgsProcessingParameterBoolean(DELETE_EXPIRED, tr("Delete days that are past their time"), False),
            "Deletes the days of the archive that are past their time, the rejected rows of such days, and the partial "
            "results in the archive. The log lists what was deleted. It cannot be undone. Otherwise nothing is "
            "deleted, and such days are named.",
        )

    def prepare(self, run: Run) -> None:
        """Warns where the data are past their time, or what is said is less strict than what is recorded with them."""
        given = self.terms(run)
        for name, found in retentions_of(run, self.layer):
            terms = [Terms(found.retain_days, purpose) for purpose in found.purposes or ("",)]
            run.warn(*dict.fromkeys(filter(None, (looser(name, one, given) for one in terms))))
            try:
                run.warn(*check_retention(name, found, today_in("UTC")))
            except UserError as error:
                run.warn(str(error))

    def terms(self, run: Run) -> Terms:
        """What is given."""
        days = run.whole(RETAIN_DAYS) if run.given(RETAIN_DAYS) else None
        return Terms(days, " ".join(run.text(PURPOSE).split()))

    def of_archive(self, run: Run) -> Terms:
        """What is given, joined with what the layers and the archive from which an archive is made say. Raises
        UserError where they do not agree."""
        found = self.terms(run)
        for name, known in retentions_of(run, self.layer):
            for purpose in known.purposes or ("",):
                found = joined_terms(name, Terms(known.retain_days, purpose), found)
        folder = Path(run.text("FOLDER").strip()).expanduser()
        if run.given("FOLDER") and (folder / FILE).is_file():
            there = read_description(str(folder)).terms
            found = joined_terms(tr("The archive {name}", name=folder.name), there, found)
        return found


def retentions_of(run: Run, *names: str) -> list[tuple[str, Retention]]:
    """The name of each input layer of some parameters that carries a record, and what holds for it."""
    layers = [layer for name in names for layer in run.inputs.layers.get(name, ())]
    return [(str(one.entry.get("name") or ""), retention_of(one.record)) for one in layers if one.record is not None]


def refuse_expired(run: Run, *names: str) -> list[Retention]:
    """Raises UserError where an input layer of these parameters is past its time, by the strictest RETAIN_DAYS of all
    records that it carries; warns where some of its days are. Returns what holds for each layer with a record. For
    algorithms that hand results on: `refuse_expired(run, "INPUT")` in `prepare` of a block, or in `compute`, but not in
    `check`, where the records are not read. The day is that of the computer's clock, in UTC, so that the place of the
    computer does not matter."""
    found = retentions_of(run, *names)
    for name, known in found:
        run.warn(*check_retention(name, known, today_in("UTC")))
    return [known for _, known in found]


def refuse_expired_days(run: Run, archive: Archive, days: Sequence[Day], before: float) -> None:
    """Raises UserError where days of an archive that are to be read are past their time; warns where others are. Notes
    for the record what holds for the archive. before: how long before the period fixes are read, s."""
    if archive.retain_days is not None and days:
        run.facts[f"{OF_ARCHIVE}{RETAIN_DAYS}"] = archive.retain_days
        run.facts |= {f"{OF_ARCHIVE}{FIRST_DAY}": days[0].date, f"{OF_ARCHIVE}{LAST_DAY}": days[-1].date}
    if archive.purpose:
        run.facts[f"{OF_ARCHIVE}{PURPOSE}"] = archive.purpose
    notices = check_days(archive, [day.date for day in days], today_in(archive.timezone), before)
    if notices:
        run.warn(
            *notices,
            tr(
                "Partial results of these days may still be in PARTIALS (the folder partials of the archive, unless "
                "another one was given). To remove them, delete that folder: later runs compute it again."
            ),
        )


def needs_no_fixes(run: Run) -> bool:
    """Whether an archive is only to get stricter terms, or to lose days that are past their time."""
    return run.given(RETAIN_DAYS) or run.given(PURPOSE) or run.flag(DELETE_EXPIRED)


def say_terms(run: Run, terms: Terms) -> None:
    """What holds for an archive."""
    if terms.retain_days is not None:
        run.say(tr("The days of the archive may be kept for {days}.", days=counted(terms.retain_days, "day")))
    if terms.purpose:
        run.say(tr("Purpose of the archive: {purpose}", purpose=terms.purpose))
