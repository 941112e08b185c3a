"""The team orienteering problem: model, search, upper bound. Imports nothing of the rest but the ground floor."""
