"""Speed: peers side by side in a throw-away environment, and the limits that only concern peilstok."""

import json
import os
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
from bench.peilstok.timing import milliseconds, table

import peilstok

ROOT = Path(__file__).parents[2]
ENVIRONMENT = ROOT / ".cache" / "bench-peilstok"
PEERS = ("pingouin==0.7.0", "ipfn==1.4.4", "svy==0.35.0", "PyMARE==0.0.13", "numpy>=2.4", "scipy>=1.17")


def peers_python() -> Path:
    """The Python of the environment with the peers, made on first use."""
    python = ENVIRONMENT / "bin" / "python"
    if not python.exists():
        subprocess.run(["uv", "venv", "--quiet", "--python", "3.12", str(ENVIRONMENT)], check=True)
        subprocess.run(["uv", "pip", "install", "--quiet", "--python", str(python), *PEERS], check=True)
    return python


def run_peers(python: Path) -> str:
    """The table of ratios, with the versions of the peers."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT / "packages" / "peilstok" / "src"),
        "OPENBLAS_NUM_THREADS": "1",
        "OMP_NUM_THREADS": "1",
        "POLARS_MAX_THREADS": "1",
    }
    script = Path(__file__).parent / "peers.py"
    done = subprocess.run([str(python), str(script)], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        return f"The peers could not be measured: {done.stderr.strip().splitlines()[-1]}"
    found = json.loads(done.stdout.strip().splitlines()[-1])
    rows = [("work", "peer", "theirs ms", "ours ms", "peer ÷ ours", "target", "met")]
    for row in found["rows"]:
        if "error" in row:
            rows.append((row["work"], row["peer"], "", "", "", "", row["error"]))
            continue
        ratio = row["theirs"] / row["ours"]
        target = f"≥ {row['target']:,}".replace(",", ".") if row["target"] else "–"
        met = "yes" if ratio >= row["target"] else "no"
        rows.append(
            (row["work"], row["peer"], f"{row['theirs']:.1f}", f"{row['ours']:.3f}", f"{ratio:.0f}", target, met)
        )
    versions = ", ".join(f"{name} {number}" for name, number in found["versions"].items())
    return f"{table(rows)}\n\nVersions: {versions}; one thread each."


def own_limits(rows: int) -> str:
    """Moments against one pass over the bytes, import time, memory for 20 predictors."""
    codes = np.random.default_rng(1).integers(-2, 6, size=(rows, 10), dtype=np.int8)
    read = milliseconds(lambda: codes.sum(dtype=np.int64), repeats=3)
    counted = milliseconds(lambda: peilstok.Moments.from_rows(codes), repeats=3)
    covariance = np.cov(np.random.default_rng(2).normal(size=(500, 21)).T)
    tracemalloc.start()
    peilstok.lmg(covariance)
    peak = tracemalloc.get_traced_memory()[1] / 2**20
    tracemalloc.stop()
    twenty = milliseconds(lambda: peilstok.lmg(covariance), repeats=3)
    start_up = _import_milliseconds()
    many = f"{rows:,}".replace(",", ".")
    made = [
        ("work", "measured", "target", "met"),
        (f"moments, {many} rows × 10 int8", f"{counted / read:.1f} × reading ({counted:.0f} ms)", "≤ 40 ×",
         "yes" if counted <= 40 * read else "no"),
        ("import peilstok", f"{start_up:.0f} ms", "< 300 ms", "yes" if start_up < 300 else "no"),
        ("LMG p = 20, memory", f"{peak:.0f} MB ({twenty:.0f} ms)", "< 200 MB", "yes" if peak < 200 else "no"),
    ]  # fmt: skip
    return table(made)


def _import_milliseconds() -> float:
    code = "import time; start = time.perf_counter(); import peilstok; print(time.perf_counter() - start)"
    taken = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(5)
    ]
    return 1000 * sorted(taken)[2]
