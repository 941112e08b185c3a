import os
from dataclasses import dataclass

from ..engine.provenance.record import DamagedRecord, as_json, from_json


@dataclass(frozen=True)
class Found:
    record: dict | None
    problem: str = ""


def store_stub(run, name, destination):
    text = as_json(run.record(name))
    layer = run.context.temporaryLayerStore().mapLayer(destination) if run.context.temporaryLayerStore() else None
    if layer is not None:
        layer.setCustomProperty("blindspot", text)
    else:
        path = destination.split("|")[0]
        open(path + ".provenance.json", "w").write(text)


def stored(layer):
    text = layer.customProperty("blindspot", "")
    path = layer.source().split("|")[0] + ".provenance.json"
    if not text and os.path.exists(path):
        text = open(path).read()
    if not text:
        return Found(None)
    try:
        return Found(from_json(text))
    except DamagedRecord as e:
        return Found(None, f"{layer.name()}: damaged, {e}")


def edited(layer, record):
    return ""
