"""Writes the models of the plugin as files for the model designer. Called by scripts/models."""

import sys
from pathlib import Path

sys.path.insert(0, "/usr/share/qgis/python/plugins")

from qgis.core import QgsApplication

from blindspot.algorithms.models import MODELS, model_copy, model_file
from blindspot.algorithms.provider import BlindspotProvider

if __name__ == "__main__":
    application = QgsApplication([], False)
    QgsApplication.initQgis()
    provider = BlindspotProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    folder = Path(sys.argv[1])
    folder.mkdir(exist_ok=True)
    for model in MODELS:
        path = folder / model_file(model)
        if not model_copy(model(), for_file=True).toFile(str(path)):
            sys.exit(f"{path} could not be written")
        print(path)
