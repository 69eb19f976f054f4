"""`python -m peilstok`: the command."""

from peilstok.command import main

if __name__ == "__main__":
    raise SystemExit(main())
