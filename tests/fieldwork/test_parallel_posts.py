"""One link is one ballot, however many posts come in at the same moment (THR-01)."""

from contextlib import ExitStack

import pytest
from tests.fieldwork.databases import postgres_world, sqlite_world


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "posts"),
    [
        pytest.param(sqlite_world, 12, id="sqlite"),
        pytest.param(postgres_world, 64, id="postgres", marks=pytest.mark.postgres),
    ],
)
def test_parallel_posts_with_one_link_give_one_ballot(make, posts, tmp_path) -> None:
    with ExitStack() as stack:
        told = stack.enter_context(make(tmp_path)).run("tests.fieldwork.parallel_posts", str(posts))
    assert told["different"] == {"statuses": {"303": 1, "410": posts - 1}, "ballots": 1}
    assert told["same"] == {"statuses": {"303": posts}, "ballots": 1}
    assert told["open"] == {"statuses": {"303": posts}, "ballots": posts}
    assert told["left"] == {"used": 2, "seen": posts + 2, "ballots": posts + 2}
    closing = told["closing"]
    assert closing["waiting"] == 0
    assert closing["statuses"].get("303", 0) == closing["answers"]
    assert sum(closing["statuses"].values()) == posts
    assert closing["statuses"].keys() <= {"303", "410"}
