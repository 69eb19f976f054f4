"""Files that people bring: read as a table of texts, whatever the kind, and kept sealed until they are used."""
