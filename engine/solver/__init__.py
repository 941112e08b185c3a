"""The team orienteering problem: model, heuristic search, upper bound. Imports only errors, progress, threads and
geometry from the rest of the engine."""
