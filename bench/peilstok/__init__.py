"""Speed of peilstok beside its peers, coverage of its intervals, and agreement on public data."""
