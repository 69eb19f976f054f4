"""What a respondent filled in so far, sealed in the form itself: nothing is kept on our side until it is sent."""

import base64
import binascii
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from participatiemonitor.foundation.sealing import SealBroken, seal, unseal
from participatiemonitor.questions.definition import Value

_PURPOSE = "respondent's form"
_KEY_BYTES = 16

# Pages that are no topic: all questions at once, and the page that only asks to send.
EVERYTHING = "alles"
END = "einde"


@dataclass(frozen=True, slots=True)
class FormState:
    """The page that is on screen, the values so far, and the key under which the form is sent once."""

    page: int | str
    submission_key: str
    values: Mapping[str, Value] = field(default_factory=dict)

    @classmethod
    def fresh(cls, page: int | str) -> "FormState":
        """A form that somebody opens now."""
        return cls(page, secrets.token_hex(_KEY_BYTES))

    def sealed(self, path: str) -> str:
        """As text for a hidden field; it opens only on the same link."""
        data = json.dumps([self.page, self.submission_key, self.values], ensure_ascii=False, separators=(",", ":"))
        return base64.urlsafe_b64encode(seal(data.encode(), purpose=_PURPOSE, bound_to=path)).decode()

    @classmethod
    def opened(cls, text: str, path: str) -> "FormState":
        """The state again. Raises SealBroken when it was changed or belongs to another link."""
        try:
            raw = base64.b64decode(text, altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            raise SealBroken from None
        page, key, values = json.loads(unseal(raw, purpose=_PURPOSE, bound_to=path))
        return cls(page, key, values)
