"""Starts `bin/demo` on a free port, reads the home page and a results page as a user would, and stops it.

It stops also when it was started where Ctrl-C is ignored, as shells do in the background.
"""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parent.parent
WAIT_SECONDS = 240


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for_welcome(demo: "subprocess.Popen[str]") -> str:
    said = ""
    assert demo.stdout
    while "Stoppen: Ctrl-C" not in said:
        line = demo.stdout.readline()
        if not line:
            raise SystemExit(f"the demo stopped by itself:\n{said}")
        said += line
    return said


def sign_in(site: str) -> urllib.request.OpenerDirector:
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(f"{site}/account/login/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    form = {
        "login": "projectleider@lingedam.example",
        "password": "welkom-in-lingedam",
        "csrfmiddlewaretoken": token[1],
    }
    browser.addheaders = [("Origin", site)]
    answer = browser.open(f"{site}/account/login/", urllib.parse.urlencode(form).encode())
    assert answer.url.endswith("/bureau/"), answer.url
    return browser


def main() -> None:
    port = free_port()
    site = f"http://127.0.0.1:{port}"
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PM_", "DJANGO_"))}
    with tempfile.TemporaryDirectory() as data:
        environment["PM_DATA"] = data
        started = time.monotonic()
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        demo = subprocess.Popen(
            [ROOT / "bin" / "demo", "--port", str(port)],
            stdout=subprocess.PIPE, text=True, env=environment | {"PYTHONUNBUFFERED": "1"}, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            said = wait_for_welcome(demo)
            print(f"the demo answered after {time.monotonic() - started:.0f} s")
            home = urllib.request.urlopen(f"{site}/").read().decode()
            assert "<h1" in home
            assert "verzonnen gemeente" in home
            questionnaire = re.search(r"Vragenlijst +(\S+)", said)
            assert questionnaire
            assert urllib.request.urlopen(questionnaire[1]).status == 200
            browser = sign_in(site)
            results = browser.open(f"{site}/bureau/dossier/2025-herinrichting-kerkplein/resultaten/").read().decode()
            assert "62 van" in results
            assert "<svg" in results
            busy = subprocess.run(
                [ROOT / "bin" / "demo", "--port", str(port)],
                capture_output=True,
                text=True,
                env=environment,
                check=False,
            )
            assert busy.returncode != 0
            assert f"Poort {port} is al in gebruik" in busy.stderr
        finally:
            demo.send_signal(signal.SIGINT)
            demo.wait(timeout=20)
    print("the demo stopped")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    sys.exit(main())
