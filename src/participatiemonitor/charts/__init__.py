"""Pictures of figures: an SVG, one sentence and a table each. Pure: no Django, no room."""
