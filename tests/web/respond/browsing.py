"""A respondent with a very simple browser: reads forms, fills them in, presses buttons. No script, no cookie jar."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self.options: dict[str, list[str]] = {}
        self.buttons: list[str] = []
        self.texts: set[str] = set()
        self._textarea = ""
        self.title = self.text = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        name = found.get("name", "")
        self._in_title = tag == "title"
        if tag == "textarea":
            self._textarea, self.texts = name, self.texts | {name}
            self.fields[name] = [""]
        elif tag == "button":
            self.buttons.append(found.get("value", ""))
        elif tag == "input" and found.get("type") in {"radio", "checkbox"}:
            self.options.setdefault(name, []).append(found["value"])
            if "checked" in found:
                self.fields.setdefault(name, []).append(found["value"])
        elif tag == "input":
            self.fields[name] = [found.get("value", "")]
            if found.get("type") == "text":
                self.texts.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._textarea = ""
        self._in_title = False

    def handle_data(self, data: str) -> None:
        if self._textarea:
            self.fields[self._textarea][0] += data
        elif self._in_title:
            self.title += data
        else:
            self.text += f" {data}"


@dataclass
class Respondent:
    """Somebody who opens a link. `headers` go with every request."""

    path: str
    headers: dict[str, str] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True))
    response: Any = None
    page: Any = None

    def open(self, query: str = "") -> "Respondent":
        """Open the link, or the link with a query."""
        return self._show(self.client.get(self.path + query, headers=self.headers))

    def press(self, button: str, **answers: str | list[str]) -> "Respondent":
        """Fill in and press a button; what is on screen and not named stays as it is."""
        assert button in self.page.buttons, self.page.buttons
        data = {**self.page.fields, "doel": [button]}
        data |= {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
        return self._show(self.client.post(self.path, data, headers=self.headers))

    def fill_everything(self) -> "Respondent":
        """Choose the first option of every question, page after page, and send."""
        while self.response.status_code == 200:
            chosen = {name: options[0] for name, options in self.page.options.items()}
            texts = dict.fromkeys(self.page.texts, "5")
            self.press("verstuur" if "verstuur" in self.page.buttons else "verder", **chosen, **texts)
        return self

    def _show(self, response: Any) -> "Respondent":
        self.response, self.page = response, _Forms()
        self.page.feed(response.content.decode())
        return self

    @property
    def title(self) -> str:
        """The title of the page."""
        return " ".join(self.page.title.split())

    @property
    def text(self) -> str:
        """All text on the page."""
        return " ".join(self.page.text.split())
