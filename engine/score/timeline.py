"""The times of many samples as whole numbers on one timeline, sample after sample, so that all are sorted and compared
at once."""

from dataclasses import dataclass

import numpy as np

FINEST = 1e-6  # seconds


@dataclass(frozen=True)
class Timeline:
    """A timeline with `span` ticks of `tick` seconds for each sample; the first tick of each is at `start` seconds."""

    start: float
    tick: float
    span: int

    @classmethod
    def holding(cls, samples: int, start: float, end: float) -> "Timeline":
        """A timeline for the times from start to end of so many samples. Ticks are a microsecond, or longer if the
        timeline would not fit into 62 bits."""
        tick = max(FINEST, (end - start) * max(samples, 1) / 2.0**62)
        start = np.floor(start)  # whole seconds, so that the same moment is on the same tick of any timeline
        return cls(float(start), tick, int((end - start) / tick) + 2)

    def at(self, sample: np.ndarray, time: np.ndarray) -> np.ndarray:
        """(n,) int64 positions on the timeline, in ticks."""
        return sample.astype(np.int64) * self.span + np.rint((time - self.start) / self.tick).astype(np.int64)

    def sample_of(self, at: np.ndarray) -> np.ndarray:
        return at // self.span

    def time_of(self, at: np.ndarray, sample: np.ndarray) -> np.ndarray:
        """(n,) seconds."""
        return (at - sample.astype(np.int64) * self.span) * self.tick + self.start
