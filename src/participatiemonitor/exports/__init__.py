"""Files of figures, datasets and lists. Pure: no Django, no room."""

from participatiemonitor.exports import csv_table, list_csv, list_xlsx

FORMATS = (csv_table,)
LISTS = (list_csv, list_xlsx)

__all__ = ["FORMATS", "LISTS", "csv_table", "list_csv", "list_xlsx"]
