"""Counting days: months, natural days and the working days of the State Council's calendar."""

from generator.dates.periods import Reached, reach

__all__ = ["Reached", "reach"]
