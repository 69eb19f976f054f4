"""Links that people answer through: as address, as QR code, as a list to send."""

import csv
import io
from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from participatiemonitor.fieldwork.operations import Invited


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """An address with its own link, shown once."""

    address: str
    url: str


def absolute(request: HttpRequest, path: str) -> str:
    """The full address of a page, as people outside type it."""
    return f"{settings.SITE_URL}{path}" if settings.SITE_URL else request.build_absolute_uri(path)


def open_address(request: HttpRequest, open_link: str) -> str:
    """The address of an open link."""
    return absolute(request, reverse("respond_open", args=[open_link]))


def personal_links(request: HttpRequest, invited: Iterable[Invited]) -> list[PersonalLink]:
    """The personal links of people who were just invited."""
    return [
        PersonalLink(person.address, absolute(request, reverse("respond_invited", args=[person.token])))
        for person in invited
    ]


def invited_csv(links: Iterable[PersonalLink]) -> str:
    """The list as a download inside the page itself: the links are nowhere else."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(["adres", "link"])
    # A spreadsheet takes a text that begins with one of these signs for a formula.
    writer.writerows([f"'{link.address}" if link.address[0] in "=+-@" else link.address, link.url] for link in links)
    return "data:text/csv;charset=utf-8;base64," + b64encode(text.getvalue().encode("utf-8-sig")).decode("ascii")


def qr_svg(address: str) -> str:
    """The address as a QR code inside a page: any size, and no style of its own."""
    return str(_code(address).svg_inline(omitsize=True, title="QR-code van de link", **_INK))


def qr_file(address: str) -> bytes:
    """The same code as a drawing to download, for letters and flyers."""
    file = io.BytesIO()
    _code(address).save(file, kind="svg", scale=10, title="QR-code van de link", **_INK)
    return file.getvalue()


_INK = {"border": 4, "light": "#ffffff", "dark": "#14213d"}


def _code(address: str) -> Any:
    import segno  # noqa: PLC0415 only these pages draw codes

    return segno.make(address, error="m", micro=False)
