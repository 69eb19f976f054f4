"""Building blocks of every page: a tag, a template and a style each."""
