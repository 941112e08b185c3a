"""Tables show the times of results in the local time of their watch."""

from ..layers.styles.local_times import show_local_times, show_utc_again


class LocalTimes:
    """Local times in attribute tables, until `remove`."""

    def __init__(self, iface, problem: str):
        show_local_times()

    def remove(self) -> None:
        show_utc_again()
