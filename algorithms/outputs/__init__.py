"""The outputs of the algorithms: the rows of each layer, rasters and reports."""
