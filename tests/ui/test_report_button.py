"""What the dialog of the report is filled with."""

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterMultipleLayers,
    QgsProject,
)

from blindspot.ui.report_button import for_algorithm, report_layers


class Report(QgsProcessingAlgorithm):
    """An algorithm with some of the parameters of a report."""

    def initAlgorithm(self, configuration=None):
        for name in ("SCORED", "WAYPOINTS", "TRACKS", "OTHER"):
            self.addParameter(QgsProcessingParameterFeatureSource(name, name, [], None, True))
        self.addParameter(QgsProcessingParameterMultipleLayers("BACKGROUND", "B"))


def test_results_of_the_question_and_what_lies_below_them(panel, chain, city, add):
    made = chain()
    streets, exits, river = city("streets"), city("exits", "Station exits"), city("river")
    add(made["fixes"], *(made[name] for name in ("scored", "spots", "routes", "waypoints")), streets, exits, river)
    QgsProject.instance().layerTreeRoot().findLayer(river.id()).setItemVisibilityChecked(False)
    layers = report_layers(panel.found, panel.results, panel.choice.roles, QgsProject.instance())
    assert layers["BACKGROUND"] == [streets.id()]
    assert layers["ROUTES"] == [made["routes"].id()]
    report = Report()
    report.initAlgorithm()
    assert for_algorithm(report, layers) == {
        "SCORED": made["scored"].id(),
        "WAYPOINTS": made["waypoints"].id(),
        "BACKGROUND": [streets.id()],
    }
