"""What algorithms write: the rows of each output, rasters and reports."""
