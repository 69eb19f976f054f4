"""What do the answers say, and how sure are we? Hands over figures that passed the gate."""

METHOD_VERSION = "2026.1"  # changes whenever a figure would be computed or shown differently
