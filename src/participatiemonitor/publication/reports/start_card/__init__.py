"""The startkaart: one page for the team with who, what, role, dates, groups and what to do next."""

from participatiemonitor.publication.reports.start_card.card import card_of

__all__ = ["card_of"]
