"""A fictional municipality with two years of participation, to look at and to try things with."""
