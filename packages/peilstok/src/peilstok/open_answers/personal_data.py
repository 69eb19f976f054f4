"""Personal data in open answers: found by rules and by words that come before a name.

A help for the person who reads every answer before publication, never a replacement of that person.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

PREFIXES = r"(?:(?:van|de|der|den|het|'t|ten|ter|te|op|in|el|al|von|du|la|le)\s+){0,3}"
NAME = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
FULL_NAME = rf"(?:(?:[A-Z]\.\s?){{1,4}}|{NAME}\s+)?{PREFIXES}{NAME}(?:-{NAME})?"
TITLES = (
    r"(?:dhr|mw|mevr|drs|ir|ing|mr|dr|prof)\.|(?:de\s+)?heer|mevrouw|meneer|mijnheer|juffrouw|familie|fam\.|"
    r"wethouder|burgemeester|raadslid|dokter|huisarts|pastoor|dominee|juf|meester|tante|oom"
)
SELF = r"ik\s+heet|mijn\s+naam\s+is|ik\s+ben|groet(?:en|jes)?,?|namens|getekend,?|was\s+getekend,?"
KNOWN = (
    r"(?:mijn|onze|de)\s+(?:buurman|buurvrouw|buren|collega|projectleider|ambtenaar|contactpersoon|man|vrouw|zoon|"
    r"dochter|moeder|vader|vriend|vriendin|wijkagent|gebiedsmanager)"
)
# Words with a capital that often follow a cue without being a name.
_NO_NAMES = """
    Gemeente Ik Wij We Het De Een Dat Dit Er In Op Met Voor Na Maar En Als Nederland Nederlander Amsterdammer
    Rotterdammer Bewoner Bewoners Inwoner Inwoners Die Wat Wie Hij Zij Niet Wel Ook Zeer Heel College Raad
"""
NO_NAMES = frozenset(_NO_NAMES.split())


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of text that may be personal data: `text[start:end]`, what it is, and by which rule."""

    start: int
    end: int
    kind: str
    text: str


type Check = Callable[[str], bool]
type Finder = Callable[[str], Iterable[Finding]]


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_bsn(text: str) -> bool:
    """The eleven-test of the citizen service number: 9·d₁ + 8·d₂ + … + 2·d₈ − d₉ is divisible by 11."""
    digits = _digits(text).zfill(9)
    if len(digits) != 9 or digits == "0" * 9:
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def is_iban(text: str) -> bool:
    """The check of ISO 13616: turned round and letters as numbers, the remainder by 97 is 1."""
    plain = re.sub(r"\s", "", text).upper()
    if not 15 <= len(plain) <= 34:
        return False
    number = "".join(str(int(character, 36)) for character in plain[4:] + plain[:4])
    return int(number) % 97 == 1


def is_phone(text: str) -> bool:
    """A Dutch number of ten digits, or with 31 in front; not a year range or an amount."""
    digits = _digits(text)
    return len(digits) == 10 or (digits.startswith(("31", "0031")) and len(digits.removeprefix("00")) == 11)


def _anything(_: str) -> bool:
    return True


STREET = (
    r"(?:[A-Z][\w'’.-]*\s+){0,3}[A-Za-z'’-]*(?:straat|laan|weg|plein|gracht|kade|dijk|hof|singel|steeg|pad|plantsoen|"
    r"markt|dreef|park|ring|boulevard|baan|burg|erf|veld|haven|wal|dam|brink|lei)"
)
MONTH = r"(?:jan|feb|mrt|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec)[a-z]*"

EMAIL = r"[\w.+-]+\s?(?:@|\(at\)|\[at\]|\sat\s)\s?[\w-]+(?:\s?(?:\.|\(dot\)|\sdot\s)\s?[\w-]+)+"
IBAN = r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b"
PHONE = r"(?<![\w.])(?:\+31|0031|0)[\s(-]*[1-9](?:[\s()-]*\d){7,9}(?!\d)"
ADDRESS = rf"\b{STREET}\s+\d{{1,4}}(?:\s?[a-zA-Z](?![a-z])|-\d{{1,3}})?(?:\s?(?:hs|bis|[IV]+))?\b"
PLATE = r"\b(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]{1,3}-[A-Z0-9]{1,3}-[A-Z0-9]{1,2}\b"
BIRTH = (
    r"(?i:geboren(?:\s+op)?|geb\.?|geboortedatum:?)\s+"
    rf"(\d{{1,2}}(?:[-/.]\d{{1,2}}[-/.]|\s+(?i:{MONTH})\s+)\d{{2,4}})"
)

RULES: tuple[tuple[str, re.Pattern[str], Check], ...] = (
    ("e-mail", re.compile(EMAIL), _anything),
    ("iban", re.compile(IBAN), is_iban),
    ("bsn", re.compile(r"(?<![\d.,-])\d(?:[ .]?\d){7,8}(?![\d,-])"), is_bsn),
    ("telefoon", re.compile(PHONE), is_phone),
    ("postcode", re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b"), _anything),
    ("adres", re.compile(ADDRESS), _anything),
    ("kenteken", re.compile(PLATE), _anything),
    ("geboortedatum", re.compile(BIRTH), _anything),
)

CUES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b(?i:{TITLES})\s+({FULL_NAME})"),
    re.compile(rf"\b(?i:{SELF})\s+({FULL_NAME})"),
    re.compile(rf"\b(?i:{KNOWN})\s+({FULL_NAME})"),
)


def find_personal_data(text: str, finders: Sequence[Finder] = ()) -> tuple[Finding, ...]:
    """Stretches that may be personal data, in order and without overlap (the longest of overlapping ones).

    Rules: e-mail (also "(at)"), IBAN and citizen service number with their check digits, Dutch telephone numbers,
    postcode, street with number, number plate, date of birth. Name cues: a title, "ik heet", "mijn buurman" and the
    like before a word with a capital. Misses names without a cue; in a street name every name finder errs.
    `finders` are other finders (for example on lists of names) whose findings join these.
    """
    others = (one for finder in finders for one in finder(text))
    found = sorted({*_by_rule(text), *_by_cue(text), *others}, key=lambda one: (one.start, one.start - one.end))
    kept: list[Finding] = []
    for one in found:
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return tuple(kept)


def _by_rule(text: str) -> Iterator[Finding]:
    for kind, pattern, check in RULES:
        for match in pattern.finditer(text):
            group = 1 if pattern.groups else 0
            if check(match.group(group)):
                yield Finding(match.start(group), match.end(group), kind, match.group(group))


def _by_cue(text: str) -> Iterator[Finding]:
    for pattern in CUES:
        for match in pattern.finditer(text):
            name = match.group(1)
            words = [word for word in name.split() if word not in {"De", "Het"}]
            if words and words[0].rstrip(".,") not in NO_NAMES:
                yield Finding(match.start(1), match.end(1), "naam", name)


def redact(text: str, findings: tuple[Finding, ...] | None = None) -> str:
    """The text with every finding replaced by its kind between square brackets: "bel [telefoon]"."""
    parts, last = [], 0
    for one in find_personal_data(text) if findings is None else findings:
        parts += [text[last : one.start], f"[{one.kind}]"]
        last = one.end
    return "".join([*parts, text[last:]])
