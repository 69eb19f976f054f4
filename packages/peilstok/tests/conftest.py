"""Shared by the tests: the reference tables, and the folder with data of others when it is there."""

import os
import sys
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices: a second thread only costs

import numpy as np
import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))

settings.register_profile("peilstok", deadline=None, max_examples=40)
settings.load_profile("peilstok")


@pytest.fixture
def shared_data() -> Path:
    """The folder with public data sets of others; the test is skipped, visibly, where it is absent."""
    given = os.environ.get("PARTICIPATIEMONITOR_SHARED_DATA")
    folder = Path(given) if given else Path(__file__).parents[4] / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the shared folder with data of others is absent")
    return folder


@pytest.fixture
def answers() -> np.ndarray:
    """300 people, five items on a scale of 1 to 5 and an outcome in the last column, with a ceiling."""
    rng = np.random.default_rng(20261123)
    common = rng.normal(size=(300, 1))
    items = common + rng.normal(size=(300, 5))
    outcome = items @ np.array([0.6, 0.3, 0.2, 0.1, 0.0]) + rng.normal(size=300)
    return np.clip(np.round(3.6 + 0.8 * np.column_stack([items, outcome])), 1, 5)
