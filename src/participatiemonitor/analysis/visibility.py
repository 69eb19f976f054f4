"""Who may see the results of a round, and when. Pure: facts in, one decision with a sentence out.

The project leader sees the results first, for two weeks, after giving the own answers (or saying not to). Then the
organisation sees them, sooner when the leader shares. The council only after an explicit step.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

LEADER_FIRST = timedelta(days=14)


class Viewer(StrEnum):
    """In which capacity somebody looks."""

    LEADER = "leader"
    ORGANISATION = "organisation"
    COUNCIL = "council"


class Access(StrEnum):
    """What the results page does."""

    SHOW = "show"  # results of the closed round
    INTERIM = "interim"  # figures of an open round that were shown before
    MAY_LOOK = "may_look"  # open, enough answers: an interim view can be asked
    COLLECTING = "collecting"  # open, and nothing to show yet
    SELF_EVALUATE = "self_evaluate"  # closed, but the own answers come first
    LEADER_FIRST = "leader_first"
    NOT_SHARED = "not_shared"
    NO_ROUND = "no_round"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a round stands. `self_evaluated` is true when the leader answered, or recorded not to."""

    is_open: bool
    closed_on: date | None
    mixed: int
    was_released: bool
    self_evaluated: bool
    shared_with_organisation: bool
    shared_with_council: bool
    is_imported: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody gets to see now, and why."""

    access: Access
    sentence: str = ""
    shown_from: date | None = None
    needs_self_evaluation: bool = False

    @property
    def shows_figures(self) -> bool:
        """Whether figures about answers are on the page."""
        return self.access in (Access.SHOW, Access.INTERIM)


def decide(viewer: Viewer, standing: Standing | None, *, today: date, minimum: int) -> Decision:
    """Whether this person sees the figures of this round today."""
    if standing is None:
        return Decision(Access.NO_ROUND, "Er is nog geen meting.")
    if viewer is Viewer.COUNCIL and not standing.shared_with_council:
        return Decision(Access.NOT_SHARED, "De resultaten zijn nog niet met de raad gedeeld.")
    if viewer is Viewer.LEADER and not (standing.self_evaluated or standing.is_imported):
        return _before_self_evaluation(standing)
    if standing.is_open:
        return _while_open(viewer, standing, minimum)
    if viewer is Viewer.ORGANISATION and not (standing.shared_with_organisation or standing.is_imported):
        return _after_leader(standing, today)
    return Decision(Access.SHOW)


def _before_self_evaluation(standing: Standing) -> Decision:
    if standing.is_open:
        sentence = "De meting loopt. Vul intussen uw zelfevaluatie in."
        return Decision(Access.COLLECTING, sentence, needs_self_evaluation=True)
    sentence = "Vul eerst uw zelfevaluatie in. Daarna ziet u wat deelnemers antwoordden."
    return Decision(Access.SELF_EVALUATE, sentence, needs_self_evaluation=True)


def _while_open(viewer: Viewer, standing: Standing, minimum: int) -> Decision:
    if viewer is not Viewer.LEADER and not (standing.shared_with_organisation and standing.was_released):
        return Decision(Access.COLLECTING, "De meting loopt nog. De projectleider ziet de resultaten als eerste.")
    if standing.was_released:
        return Decision(Access.INTERIM, "Dit is een tussenstand. De meting loopt nog.")
    if standing.mixed >= minimum:
        return Decision(Access.MAY_LOOK, "De meting loopt nog. U kunt een tussenstand bekijken.")
    return Decision(Access.COLLECTING, "De meting loopt nog.")


def _after_leader(standing: Standing, today: date) -> Decision:
    assert standing.closed_on is not None
    shown_from = standing.closed_on + LEADER_FIRST
    if today >= shown_from:
        return Decision(Access.SHOW)
    return Decision(
        Access.LEADER_FIRST, "De projectleider ziet de resultaten twee weken als eerste.", shown_from=shown_from
    )
