"""Words that surveys use for answers and for no answer, Dutch and English: only for proposing a mapping."""

from participatiemonitor.foundation.files.table import fold

# From 5 down to 1. Every row is one way of asking; words within a cell are variants.
_SCALES = (
    (
        ("helemaal mee eens", "zeer mee eens", "volledig mee eens", "helemaal eens", "zeer eens"),
        ("mee eens", "eens"),
        ("niet eens en niet oneens", "niet eens, niet oneens", "noch eens, noch oneens", "niet eens/niet oneens",
         "niet mee eens, niet mee oneens", "neutraal"),
        ("mee oneens", "oneens", "niet mee eens"),
        ("helemaal mee oneens", "zeer mee oneens", "volledig mee oneens", "helemaal oneens", "zeer oneens",
         "helemaal niet mee eens"),
    ),
    (("zeer tevreden", "heel tevreden"), ("tevreden",), ("neutraal", "niet tevreden, niet ontevreden"),
     ("ontevreden",), ("zeer ontevreden", "heel ontevreden")),
    (("zeer goed", "heel goed", "uitstekend"), ("goed",), ("neutraal", "voldoende", "redelijk", "matig"),
     ("slecht", "onvoldoende"), ("zeer slecht", "heel slecht")),
    (("strongly agree",), ("agree",), ("neither agree nor disagree", "neutral"), ("disagree",), ("strongly disagree",)),
    (("very satisfied",), ("satisfied",), ("neutral", "neither satisfied nor dissatisfied"), ("dissatisfied",),
     ("very dissatisfied",)),
)  # fmt: skip
SCORES: tuple[dict[str, int], ...] = tuple(
    {fold(word): 5 - step for step, words in enumerate(scale) for word in words} for scale in _SCALES
)
NOT_KNOWN = frozenset(
    map(fold, ("weet ik niet", "weet niet", "geen mening", "weet niet/geen mening", "weet niet / geen mening",
               "weet ik niet / geen mening", "weet ik niet/geen mening", "weet ik niet of past niet",
               "don't know", "do not know", "no opinion"))
)  # fmt: skip
NOT_APPLICABLE = frozenset(map(fold, ("n.v.t.", "n.v.t", "nvt", "niet van toepassing", "not applicable", "n/a")))
SKIPPED = frozenset(
    map(fold, ("", "geen antwoord", "wil ik niet zeggen", "wil niet zeggen", "zeg ik liever niet", "niet ingevuld",
               "niet gesteld", "overgeslagen", "prefer not to answer", "no answer", "skipped", "#null!"))
)  # fmt: skip
YES = frozenset(map(fold, ("1", "ja", "x", "waar", "true", "yes", "genoemd", "gekozen")))
NO = frozenset(map(fold, ("0", "nee", "onwaar", "false", "no", "niet genoemd", "niet gekozen")))
# Columns with these words in their name probably lead to a person; they stay out of a proposal.
PERSONAL = (
    "naam", "achternaam", "e-mail", "email", "mailadres", "telefoon", "mobiel", "straat", "huisnummer", "postcode",
    "postal code", "geboortedatum", "ip-adres", "ip address", "ipaddress", "bsn", "respondent", "token",
)  # fmt: skip
