"""Files of figures and datasets. Pure: no Django, no room."""
