"""Components: the pieces every page is built from. Each is a template tag with its template in a folder beside it."""
