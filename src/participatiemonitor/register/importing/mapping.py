"""What a mapping file says: which column of a list fills which field of the register, and what its words mean."""

import dataclasses
from collections.abc import Mapping

from participatiemonitor.register.importing.fields import RegisterField


@dataclasses.dataclass(frozen=True, slots=True)
class MappedField:
    """Where one field comes from: a column, a sentence made of columns, or the same for every row.

    `columns` are names that the column may have: the first that is there counts. When its cell is empty, the columns of
    `otherwise` are looked at. `words` are the texts in the file with the code that they mean.
    """

    field: RegisterField
    columns: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()
    text: str = ""
    constant: str = ""
    words: Mapping[str, str] = dataclasses.field(default_factory=dict)
    # What to do with a text that cannot be used: refuse the row, or leave this one field empty.
    unknown: str = "refuse"
    dates: str = "day-first"
    is_needed: bool = False


@dataclasses.dataclass(frozen=True, slots=True)
class RegisterMapping:
    """A whole mapping file. `source` names the list: with the mark of a row it tells whether the row came in before."""

    name: str
    source: str
    fields: tuple[MappedField, ...]
    sheet: str = ""
    # The mark of the row that shows how to fill in a template.
    example: str = ""
