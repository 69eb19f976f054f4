"""A register from a file: read it as a table, lay a mapping over it, plan row by row, store all of it or nothing."""
