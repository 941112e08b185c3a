"""Tables of results show local times and short numbers."""

from ..layers.styles.table_formats import add_formats, remove_formats


class TableFormats:
    """The formats, until `remove`."""

    def __init__(self, iface, problem: str):
        add_formats()

    def remove(self) -> None:
        remove_formats()
