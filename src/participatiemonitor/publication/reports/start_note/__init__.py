"""The startnotitie: what is asked, promised and arranged at the start, on one page."""

from participatiemonitor.publication.reports.start_note.facts import StartFacts, facts_of
from participatiemonitor.publication.reports.start_note.note import note_of

__all__ = ["StartFacts", "facts_of", "note_of"]
