"""What only people can answer in an assessment, and who they are."""

from ..language import tr
from .document import Open, Section


def controller() -> str:
    return tr("the agency (controller)")


def protection_officer() -> str:
    return tr("the data protection officer")


def head_of_patrols() -> str:
    return tr("the head of the patrols")


def head_of_drones() -> str:
    return tr("the head of the drone unit")


def about_the_processing() -> tuple[Open, ...]:
    return (
        Open(controller(), tr("Who is responsible, who runs Blindspot, and who else gets data (processors)?")),
        Open(
            head_of_drones(),
            tr("Do the drones record images or sound? Who sees them live, what is kept, for how long, and how?"),
        ),
    )


def about_the_purpose(said: bool) -> tuple[Open, ...]:
    first = (
        Open(controller(), tr("Is the purpose above complete and still right? What may the data not be used for?"))
        if said
        else Open(controller(), tr("What are the data for? No record says it: give PURPOSE where data are taken in."))
    )
    return (
        first,
        Open(controller(), tr("Which law allows this use of the data (legal basis), of officers and of the public?")),
        Open(
            head_of_patrols(),
            tr("May the results be used to judge single officers? If not, how is that ensured and told to them?"),
        ),
    )


def about_necessity() -> tuple[Open, ...]:
    return (
        Open(
            head_of_patrols(),
            tr("Could the question be answered with less: no drones, fewer days, no unit codes? Why not?"),
        ),
        Open(controller(), tr("Is the benefit in proportion to what officers and residents bear? Who decided that?")),
    )


def about_deletion() -> tuple[Open, ...]:
    return (
        Open(controller(), tr("Who deletes the data and the results, when, and how is that checked? Backups too?")),
    )


def about_the_homes(measured: bool) -> tuple[Open, ...]:
    if not measured:
        return ()
    return (
        Open(
            head_of_drones(),
            tr("Are the times over and in view of homes and schools acceptable, place by place and hour by hour?"),
        ),
    )


def consultation() -> Section:
    """Views, advice and decision."""
    return Section(
        "decision",
        tr("Views, advice and decision"),
        opens=(
            Open(controller(), tr("What do officers, their representatives and residents say, and what followed?")),
            Open(protection_officer(), tr("What is the advice on this assessment?")),
            Open(
                controller(),
                tr(
                    "May this go ahead, as it is or changed? Must an authority be asked first, because a high "
                    "risk is left?"
                ),
            ),
            Open(controller(), tr("Who approves, on which date, and when is this assessment looked at again?")),
        ),
    )
