"""The blocks of the results in their fixed order. A new block is one module and one line here."""

from participatiemonitor.analysis import gate
from participatiemonitor.analysis.blocks import (
    factors,
    grades,
    influence,
    mirror,
    open_answers,
    questions,
    response,
    statements,
)
from participatiemonitor.analysis.case import Case
from participatiemonitor.analysis.results import Block

ALWAYS = (response.block,)
PER_QUESTION = (
    influence.block,
    grades.block,
    factors.block,
    statements.block,
    mirror.block,
    open_answers.block,
    questions.block,
)


def blocks(case: Case) -> tuple[Block, ...]:
    """All blocks that have something to say. Under the minimum: the response, and at close the overall grade."""
    made: list[Block | None] = [block(case) for block in ALWAYS]
    if gate.shows_questions(case.n):
        made += [block(case) for block in PER_QUESTION]
    elif gate.shows_overall_grade(case.n, is_final=case.is_final):
        made.append(grades.overall_only(case))
    return tuple(block for block in made if block is not None)
