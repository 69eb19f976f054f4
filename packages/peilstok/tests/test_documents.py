"""The methods pages and the README: every example runs, and every number in the text is one of its results."""

import doctest
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1]
METHODS = PACKAGE.parent.parent / "docs" / "methods"
PAGES = sorted(METHODS.glob("*.md")) if METHODS.is_dir() else []
SECTIONS = ("## Wat zegt het?", "## Voorbeeld")


def run_examples(path):
    text = path.read_text(encoding="utf-8")
    test = doctest.DocTestParser().get_doctest(text, {}, path.name, str(path), 0)
    report = []
    result = doctest.DocTestRunner(verbose=False).run(test, out=report.append)
    assert result.failed == 0, "".join(report)
    return text, [example.want.strip() for example in test.examples if example.want]


def test_readme_runs():
    assert run_examples(PACKAGE / "README.md")[1]


@pytest.mark.skipif(not PAGES, reason="the methods pages are not beside the package")
@pytest.mark.parametrize("path", PAGES, ids=[page.stem for page in PAGES])
def test_methods_page_runs_and_its_text_says_the_same(path):
    text, wanted = run_examples(path)
    prose = " ".join(re.sub(r"```.*?```", "", text, flags=re.DOTALL).split())
    for want in wanted:
        assert want.strip("'") in prose, want
    if path.name != "README.md":
        assert all(section in text for section in SECTIONS)
        assert path.name in (METHODS / "README.md").read_text(encoding="utf-8")
