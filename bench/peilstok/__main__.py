"""`python -m bench.peilstok [speed] [coverage] [agreement]`: measure and print; everything by default."""

import argparse
import os
from pathlib import Path

for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(threads, "1")

from bench.peilstok import agreement, coverage, speed  # noqa: E402 - threads are chosen before NumPy starts

PARTS = ("speed", "coverage", "agreement")


def main() -> None:
    """Print the tables that were asked for."""
    parser = argparse.ArgumentParser(prog="bench.peilstok", description=__doc__)
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="default: all")
    parser.add_argument("--quick", action="store_true", help="a tenth of the samples and rows")
    parser.add_argument("--python", type=Path, help="Python with the peers, instead of making an environment")
    asked = parser.parse_args()
    parts = asked.parts or PARTS
    size = 10 if asked.quick else 1
    if "speed" in parts:
        print("## Speed beside peers\n")
        print(speed.run_peers(asked.python or speed.peers_python()))
        print("\n## Own limits\n")
        print(speed.own_limits(10_000_000 // size))
    if "coverage" in parts:
        for title, simulate in coverage.tables(size).items():
            print(f"\n## Coverage: {title}\n\n{simulate()}", flush=True)
    if "agreement" in parts:
        print("\n## Drivers on two waves of the Kansas City survey\n")
        print(agreement.two_waves(1000 // size))


if __name__ == "__main__":
    main()
