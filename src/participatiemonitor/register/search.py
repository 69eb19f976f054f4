"""Search in Dutch: the words a text is found by, and the words somebody looks for. Pure.

A text is kept as its words, and the stem of each word with a full stop behind it. A word that somebody types finds
every word that holds it (‘fiets’ finds ‘fietspad’) and every word that ends in its stem (‘paden’ finds ‘fietspad’,
because a Dutch compound ends in what it is). Both are a plain search for a piece of text, so that they work the same on
every database. Whoever changes how words are cut, renews what is kept of all rows with a migration, as 0006 does.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache

import snowballstemmer

MOST_TERMS = 12
# Below this likeness a proposal puzzles more than it helps; a word of three letters resembles too many others.
LIKENESS, LEAST_TO_PROPOSE = 0.75, 4
_SPELLED = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "\0": " ", "_": " "})
_PLURAL_S = re.compile(r"(?<=\w)['’`´]s\b")
# The stemmer keeps the s of ‘acties’ and ‘gemeentes’, and the double n of ‘plannen’.
_SECOND_PLURAL = re.compile(r"(?<=\w{3}e)s$")
_DOUBLED = re.compile(r"([bdfgklmnprst])\1$")
_JOINED = re.compile(r"\w+(?:[-'’]\w+)*")
_HARDENED = {"z": "s", "v": "f"}
_SMALL = frozenset((
    "aan", "als", "bij", "dan", "dat", "de", "der", "die", "dit", "een", "en", "er", "het", "hun", "in", "is",
    "met", "na", "naar", "niet", "of", "om", "onze", "ons", "op", "over", "te", "tot", "uit", "u", "uw", "van",
    "voor", "was", "wat", "we", "wij", "worden", "zijn",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class SearchTerm:
    """One word that somebody looks for, with its stem."""

    word: str
    stem: str

    @property
    def needles(self) -> tuple[str, str]:
        """Either of these in the kept words is a hit."""
        return self.word, f"{self.stem}."


def normalise(text: str) -> str:
    """Small letters without accents."""
    if text.isascii():
        return text.lower().replace("_", " ").replace("\0", " ")
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold().translate(_SPELLED)


def search_words(texts: Iterable[str]) -> str:
    """The words these texts are found by, each once, with their stems."""
    found = {word for text in texts for word in _words(text)}
    return " ".join(sorted(found | {f"{_stem(word)}." for word in found}))


def terms(query: str) -> tuple[SearchTerm, ...]:
    """The words somebody looks for. Small words (de, van) are left out where others say more."""
    found = [word for joined in _joined(query) for word in _parts(joined)]
    telling = [word for word in found if word not in _SMALL] or found
    return tuple(SearchTerm(word, _stem(word)) for word in list(dict.fromkeys(telling))[:MOST_TERMS])


def matches(kept: str, wanted: Iterable[SearchTerm]) -> bool:
    """Whether all words that somebody looks for are in what was kept of a text."""
    return all(any(needle in kept for needle in term.needles) for term in wanted)


def known_words(kept: Iterable[str]) -> frozenset[str]:
    """All whole words in what was kept of some texts."""
    return frozenset(word for words in kept for word in words.split() if not word.endswith("."))


def nearest(word: str, known: Collection[str]) -> str:
    """The known word that resembles a misspelt one most, or nothing."""
    if len(word) < LEAST_TO_PROPOSE:
        return ""
    alike = [
        other for other in known if abs(len(other) - len(word)) <= 2 and (other[0] == word[0] or other[-1] == word[-1])
    ]
    return next(iter(get_close_matches(word, sorted(alike), n=1, cutoff=LIKENESS)), "")


def _words(text: str) -> Iterator[str]:
    """The words of a text: ‘Zuid-Oost’ is zuid, oost and zuidoost."""
    for joined in _joined(text):
        parts = _parts(joined)
        yield from parts
        if len(parts) > 1:
            yield "".join(parts)


def _joined(text: str) -> list[str]:
    return _JOINED.findall(_PLURAL_S.sub("", normalise(text)))


def _parts(joined: str) -> list[str]:
    return re.findall(r"\w+", joined)


@lru_cache(maxsize=50_000)
def _stem(word: str) -> str:
    """The stem, stemmed until nothing changes (windmolens, windmolen, windmol), with huiz as huis and brief as brief.

    Martin Porter's stemmer for Dutch: the other one of Snowball makes ‘fietspaad’ of ‘fietspaden’. A stemmer keeps the
    word it works on, so every call has its own.
    """
    stemmer = snowballstemmer.stemmer("dutch_porter")
    before, stem = "", word
    while stem != before:
        before, stem = stem, _DOUBLED.sub(r"\1", _SECOND_PLURAL.sub("", stemmer.stemWord(stem)))
    return stem[:-1] + _HARDENED.get(stem[-1:], stem[-1:])
