"""Files of figures and datasets. Pure: no Django, no room."""

from participatiemonitor.exports import csv_table

FORMATS = (csv_table,)

__all__ = ["FORMATS", "csv_table"]
