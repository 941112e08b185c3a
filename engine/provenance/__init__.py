"""Provenance: the record of a run, which its outputs carry, and hashes of content."""
