"""Everything that changes analysis: figures are released, shared, and the own answers are skipped."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from participatiemonitor.analysis import METHOD_VERSION, gate, ledger
from participatiemonitor.analysis.drivers import compute
from participatiemonitor.analysis.measures import people_with_outcome
from participatiemonitor.analysis.models import DriverRun, Release, SelfEvaluationSkip, Sharing, With
from participatiemonitor.analysis.queries import Offer, latest_release, offer
from participatiemonitor.fieldwork.models import Round
from participatiemonitor.fieldwork.states import RoundState
from participatiemonitor.foundation.audit.operations import record
from participatiemonitor.foundation.errors import DomainError
from participatiemonitor.foundation.people.models import User
from participatiemonitor.register.models import Process


class NothingToShow(DomainError):
    """There are no answers to release."""


class RoundStillOpen(DomainError):
    """The final results of a round that is not closed."""


class RoundIsClosed(DomainError):
    """An interim view of a round that is closed."""


class GrewTooLittle(DomainError):
    """A next interim view while too few answers came in."""


class NotShownYet(DomainError):
    """Results were shared that nobody looked at."""


def release_results(*, round_: Round, by: User, now: datetime) -> Release:
    """Show the figures of a closed round for the first time; the same again afterwards changes nothing.

    A figure that was shown before and grew by one to nine people stays as it was.
    """
    if round_.state != RoundState.CLOSED:
        raise RoundStillOpen("Deze meting is nog open. Sluit de meting eerst.")
    standing = latest_release(round_)
    if standing is not None and standing.dataset.is_final:
        return standing
    offered = offer(round_)
    if offered is None:
        raise NothingToShow("Niemand heeft geantwoord. Er is niets te tonen.")
    return _release(round_, offered, by, now)


def release_interim(*, round_: Round, by: User, now: datetime) -> Release:
    """Show figures of an open round. Every figure shown before must have grown by nobody or by at least ten people."""
    if round_.state == RoundState.CLOSED:
        raise RoundIsClosed("Deze meting is gesloten. De resultaten staan er al.")
    offered = offer(round_)
    if offered is None or not gate.shows_questions(offered.dataset.n):
        least = gate.POLICY.minimum
        raise NothingToShow(f"Er zijn nog geen {least} antwoorden gemengd. Kijk later nog eens.")
    if not offered.verdict.is_clean:
        raise GrewTooLittle(
            "Er kwamen te weinig antwoorden bij voor nieuwe cijfers. De vorige tussenstand blijft staan."
        )
    return _release(round_, offered, by, now)


def _release(round_: Round, offered: Offer, by: User, now: datetime) -> Release:
    _keep_drivers(offered)
    with transaction.atomic():
        # Two people looking for the first time at the same moment make one release.
        Round.objects.select_for_update().get(pk=round_.pk)
        standing = latest_release(round_)
        if standing is not None and standing.dataset_id == offered.frozen.pk:
            return standing
        shown = standing.item_counts if standing else {}
        held = offered.verdict.held
        release = Release.objects.create(
            municipality_id=round_.municipality_id,
            round=round_,
            dataset=offered.frozen,
            number=standing.number + 1 if standing else 1,
            item_counts=ledger.standing(shown, offered.counts, held),
            held=sorted(held),
            method_version=METHOD_VERSION,
            released_on=timezone.localdate(now),
        )
        detail = {"n": offered.frozen.n, "final": offered.frozen.is_final, "held": len(held)}
        record("results_released", round_, by=by, now=now, detail=detail)
    return release


def _keep_drivers(offered: Offer) -> None:
    """Compute the importance of factors outside the transaction: it takes long, and others want to write."""
    if not gate.shows_importance(people_with_outcome(offered.dataset, offered.outline)):
        return
    known = {"dataset": offered.frozen, "method_version": METHOD_VERSION}
    if DriverRun.objects.filter(**known).exists():
        return
    result = compute(offered.dataset, offered.outline, seed=secrets.randbits(31)).to_json()
    DriverRun.objects.get_or_create(
        **known, defaults={"municipality_id": offered.frozen.municipality_id, "result": result}
    )


@transaction.atomic
def skip_self_evaluation(*, process: Process, by: User, now: datetime) -> SelfEvaluationSkip:
    """Record that the project leader sees the results without giving the own answers first."""
    skip, is_new = SelfEvaluationSkip.objects.get_or_create(
        process=process,
        defaults={
            "municipality_id": process.municipality_id,
            "skipped_on": timezone.localdate(now),
            "skipped_by": by,
        },
    )
    if is_new:
        record("self_evaluation_skipped", process, by=by, now=now)
    return skip


@transaction.atomic
def share_results(*, round_: Round, with_whom: With, by: User, now: datetime) -> Sharing:
    """Let the organisation or the council see the results from now on. This cannot be undone."""
    release = latest_release(round_)
    if release is None or not release.dataset.is_final:
        raise NotShownYet("Bekijk de resultaten van de gesloten meting eerst zelf. Daarna kunt u ze delen.")
    sharing, is_new = Sharing.objects.get_or_create(
        round=round_,
        with_whom=with_whom,
        defaults={
            "municipality_id": round_.municipality_id,
            "shared_on": timezone.localdate(now),
            "shared_by": by,
        },
    )
    if is_new:
        record("results_shared", round_, by=by, now=now, detail={"with": with_whom.value})
    return sharing
