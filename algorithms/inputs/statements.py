"""What only the agency can say to residents, as texts."""

from dataclasses import dataclass

from qgis.core import QgsProcessingParameterString

from ...engine.pages.consult_page import Statements
from ..base import BlindspotAlgorithm, tr
from ..run import Block, Run

TEXTS = (
    ("AGENCY", "Who asks", "The agency, as residents know it.", False),
    (
        "UNTIL",
        "Answers are taken until",
        "A date, in the words that the page is to have, such as 30 April 2026.",
        False,
    ),
    (
        "CONTACT",
        "Contact",
        "Whom to ask for more, how to object, and where answers go: address, telephone, web page, hours. Say also who "
        "supervises the agency.",
        True,
    ),
    (
        "QUESTION",
        "Question",
        "The question to residents. Empty: should drones come to an area more often, or not at all? The answers are "
        "more and not here in any case.",
        False,
    ),
    ("FLIGHTS_FOR", "Purpose of the flights", "What drones are for here, and what they are not for.", True),
    (
        "RECORDED",
        "What drones record",
        "What cameras and other sensors record and what they do not, who sees it, and when it is deleted.",
        True,
    ),
    (
        "USE",
        "What happens with answers",
        "Who decides on them and when, and where the result is published (see Effect of a consultation).",
        True,
    ),
    ("TITLE", "Title", "The heading of the page. Empty: a usual one.", False),
)


@dataclass(frozen=True)
class StatementsInput(Block):
    """The texts."""

    def add(self, algorithm: BlindspotAlgorithm) -> None:
        for name, title, help_text, several in TEXTS:
            algorithm.add(QgsProcessingParameterString(name, tr(title), None, several, True), help_text)

    def read(self, run: Run) -> Statements:
        """The statements. Warns of those that are missing."""
        found = Statements(
            **{name.lower(): run.text(name).replace("\r\n", "\n").strip() for name, *_ in TEXTS},
        )
        if found.missing:
            run.warn(
                tr(
                    "The page is a draft, and says so: {names} are empty. Only the agency can make these statements.",
                    names=tr(", ").join(found.missing),
                )
                if len(found.missing) > 1
                else tr(
                    "The page is a draft, and says so: {name} is empty. Only the agency can make this statement.",
                    name=found.missing[0],
                )
            )
        return found
