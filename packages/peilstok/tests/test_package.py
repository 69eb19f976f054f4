"""The package as a whole: what can be imported, what an import costs, what it must not reach."""

import ast
import subprocess
import sys
from pathlib import Path

import peilstok

SOURCE = Path(peilstok.__file__).parent


def test_every_public_name_can_be_loaded():
    for name in dir(peilstok):
        assert getattr(peilstok, name) is not None
    assert set(peilstok.__all__) <= set(dir(peilstok))


def test_import_loads_no_numerical_library():
    code = "import sys, peilstok; print(sorted({'numpy', 'scipy', 'narwhals'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_module_is_long_or_reaches_a_framework():
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 400, path.name
        for node in ast.walk(ast.parse(text)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(name.split(".")[0] == "django" for name in names), path.name


def test_every_public_function_has_a_docstring():
    for name in dir(peilstok):
        assert getattr(peilstok, name).__doc__, name
