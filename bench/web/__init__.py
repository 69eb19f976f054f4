"""Speed of the respondent's pages beside a bare Django view, measured in the same run."""
