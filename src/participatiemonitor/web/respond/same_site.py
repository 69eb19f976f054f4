"""Whether a form was posted from our own page. There is no cookie to abuse; this keeps strangers' forms out."""

from urllib.parse import urlsplit

from django.http import HttpRequest


def is_from_this_site(request: HttpRequest) -> bool:
    """Browsers tell by Sec-Fetch-Site, older ones by Origin.

    Our pages send no referrer, and then browsers write `Origin: null` also for our own forms: null says nothing.
    What is left (no header at all) still needs the sealed state of this link.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin", "null")
    try:
        return origin == "null" or urlsplit(origin).netloc == request.get_host()
    except ValueError:  # no browser writes such an address
        return False
