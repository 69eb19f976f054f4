"""Statistics for small participation surveys: honest intervals, success factors, disclosure control."""
