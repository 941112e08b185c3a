"""The references in a record: absolute while a program works with it, relative to its own file when it is written."""

from collections.abc import Callable

from .source_reference import for_writing, found_path


def absolute(record: dict, folder: str) -> dict:
    """The record with every path as it is now, if the file is found. folder: of the file that carries the record."""

    def now(reference: dict) -> dict:
        path = found_path(reference, folder)
        return {**reference, "path": path} if path else reference

    return _with_references(record, now)


def relative(record: dict, folder: str) -> dict:
    """The record as it is written to a file in `folder`; empty for a layer that has no file."""
    return _with_references(record, lambda reference: for_writing(reference, folder))


def _with_references(record: dict, change: Callable[[dict], dict]) -> dict:
    """The record with every reference changed, also in the records of its inputs."""

    def changed(one: dict) -> dict:
        one = dict(one)
        if isinstance(one.get("source"), dict):
            one["source"] = change(one["source"])
        if isinstance(one.get("record"), dict):
            one["record"] = _with_references(one["record"], change)
        return one

    return {**record, "inputs": {name: [changed(one) for one in layers] for name, layers in record["inputs"].items()}}
