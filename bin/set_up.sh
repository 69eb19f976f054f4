# Sourced by bin/demo, bin/test and bin/bench: an environment of its own in .venv, with pinned and hashed packages.
# set_up SET installs requirements/SET.txt and the two packages of this repository; a second call takes no time.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$root" || exit 1

stop() { printf '%s\n' "$1" >&2; exit 1; }

find_uv() {
  if uv --version >/dev/null 2>&1; then UV=uv; return; fi
  for UV in .tools/uv/bin/uv .tools/uv-target/bin/uv; do
    if "$UV" --version >/dev/null 2>&1; then return; fi
  done
  command -v python3 >/dev/null 2>&1 || stop "Python 3 ontbreekt. Installeer Python 3.12 of nieuwer en probeer het opnieuw."
  printf 'Het installatieprogramma uv wordt opgehaald …\n' >&2
  mkdir -p .tools
  if python3 -m venv .tools/uv >/dev/null 2>&1 && .tools/uv/bin/python -m pip install -q uv >/dev/null 2>&1; then
    UV=.tools/uv/bin/uv; return
  fi
  rm -rf .tools/uv
  if python3 -m pip install -q --target .tools/uv-target uv >/dev/null 2>&1; then UV=.tools/uv-target/bin/uv; return; fi
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    { apt-get update && apt-get install -y python3-venv; } >/dev/null 2>&1
    if python3 -m venv .tools/uv >/dev/null 2>&1 && .tools/uv/bin/python -m pip install -q uv >/dev/null 2>&1; then
      UV=.tools/uv/bin/uv; return
    fi
  fi
  stop "uv kan niet worden opgehaald. Controleer de internetverbinding, of installeer uv zelf (op Debian en Ubuntu: apt install python3-venv of pipx install uv) en probeer het opnieuw."
}

make_environment() {
  [ -x .venv/bin/python ] && .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && return
  rm -rf .venv
  # .python-version asks for 3.12; any newer Python will do as well.
  "$UV" venv -q .venv 2>/dev/null || "$UV" venv -q --python '>=3.12' .venv 2>/dev/null ||
    stop "Python 3.12 of nieuwer is nodig en kan niet worden opgehaald. Installeer Python 3.12 en probeer het opnieuw."
}

set_up() {
  stamp=$(cat "requirements/$1.txt" pyproject.toml packages/peilstok/pyproject.toml | cksum)
  [ "$(cat .venv/.stamp 2>/dev/null)" = "$1 $stamp" ] && return
  # The larger set contains the smaller: after bin/test, bin/demo has nothing to do.
  [ "$1" = core ] && [ "$(cat .venv/.stamp_dev 2>/dev/null)" = "$(cat requirements/dev.txt pyproject.toml packages/peilstok/pyproject.toml | cksum)" ] && return
  find_uv
  make_environment
  printf 'De benodigde onderdelen worden geïnstalleerd …\n' >&2
  "$UV" pip sync -q --python .venv/bin/python --require-hashes "requirements/$1.txt" &&
    "$UV" pip install -q --python .venv/bin/python --no-deps -e packages/peilstok -e . ||
    stop "Niet alle onderdelen konden worden geïnstalleerd. Controleer de internetverbinding en de schijfruimte en probeer het opnieuw."
  printf '%s %s' "$1" "$stamp" >.venv/.stamp
  if [ "$1" = dev ]; then printf '%s' "$stamp" >.venv/.stamp_dev; else rm -f .venv/.stamp_dev; fi
}
