"""Many tests at once: the false discovery rate."""

import numpy as np


def q_values(p: np.ndarray) -> np.ndarray:
    """(n,) q values of (n,) p values: the least false discovery rate at which each counts as a finding (Benjamini and
    Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x). A NaN is no test, and stays NaN."""
    p = np.asarray(p, float)
    found = np.full(len(p), np.nan)
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    raw = p[order] * len(order) / np.arange(1, len(order) + 1)
    found[order] = np.minimum(np.minimum.accumulate(raw[::-1])[::-1], 1.0)
    return found
