"""The components as template tags. Every argument is named; an unknown argument is an error."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput, FileInput, Select, Textarea, Widget
from django.forms.widgets import ChoiceWidget, Input
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from participatiemonitor.web.components import samples
from participatiemonitor.web.components.dates import DateParts
from participatiemonitor.web.components.icons import ICONS
from participatiemonitor.web.components.items import Chip, Drawing, Entry, Fault, Kind, Link, Step, Term
from peilstok.figures import FigureTable

register = template.Library()

BUTTONS = {
    "primary": "utrecht-button utrecht-button--primary-action",
    "secondary": "utrecht-button utrecht-button--secondary-action",
    "plain": "utrecht-button utrecht-button--subtle",
    "danger": "utrecht-button utrecht-button--secondary-action pm-danger",
}
NOTICES = {
    "info": "utrecht-alert utrecht-alert--info",
    "ok": "utrecht-alert utrecht-alert--ok",
    "warning": "utrecht-alert utrecht-alert--warning",
    "error": "utrecht-alert utrecht-alert--error",
}
KINDS = {"burgerparticipatie": "Burgerparticipatie", "overheidsparticipatie": "Overheidsparticipatie"}
TONES = {"": "", "ok": "ok", "warning": "warning", "error": "error", "quiet": "quiet"}
LEVELS = {2: "h2", 3: "h3", 4: "h4"}
WIDTHS = {"": "", "short": "pm-field--short", "medium": "pm-field--medium"}
assert set(KINDS) == set(get_args(Kind)), "every kind needs a word"


def pick[K, V](choices: Mapping[K, V], name: K, what: str) -> V:
    """The chosen value, or a template error that names what may be chosen."""
    try:
        return choices[name]
    except KeyError:
        allowed = ", ".join(str(key) for key in choices)
        raise TemplateSyntaxError(f"{what} is ‘{name}’; kies uit: {allowed}") from None


def shape(component: str, content: SafeString, **context: Any) -> SafeString:
    """A component with content of its own, rendered by its template."""
    return render_to_string(f"web/components/{component}/{component}.html", {"content": content, **context})


@register.inclusion_tag("web/components/icon/icon.html")
def icon(*, name: str) -> dict[str, Any]:
    """A small drawing beside words; hidden from readers of the text."""
    return {"drawing": SafeString(pick(ICONS, name, "name"))}


@register.inclusion_tag("web/components/button/button.html")
def button(
    *,
    label: str,
    variant: str = "primary",
    kind: str = "submit",
    name: str = "",
    value: str = "",
    icon: str = "",
    form: str = "",
    disabled: bool = False,
) -> dict[str, Any]:
    """A button that does something. Variant: primary (once per page), secondary, plain or danger."""
    return {
        "label": label,
        "css": pick(BUTTONS, variant, "variant"),
        "kind": pick({"submit": "submit", "button": "button", "reset": "reset"}, kind, "kind"),
        "name": name,
        "value": value,
        "icon": icon,
        "form": form,
        "disabled": disabled,
    }


@register.inclusion_tag("web/components/link_button/link_button.html")
def link_button(
    *, label: str, url: str, variant: str = "primary", icon: str = "", download: bool = False
) -> dict[str, Any]:
    """A link that looks like a button, for the next step that is a page."""
    css = pick(BUTTONS, variant, "variant")
    return {"label": label, "url": url, "css": css, "icon": icon, "download": download}


@register.simple_block_tag
def notice(content: SafeString, *, kind: str = "info", title: str = "", announce: bool = False) -> SafeString:
    """A message: info, ok, warning or error. `announce` has it read aloud when it appears."""
    return shape(
        "notice", content, kind=kind, css=pick(NOTICES, kind, "kind"), title=title, announce=announce, word=WORDS[kind]
    )


WORDS = {"info": "Let op", "ok": "Gelukt", "warning": "Waarschuwing", "error": "Fout"}


@register.inclusion_tag("web/components/chip/chip.html")
def kind_chip(*, kind: str) -> dict[str, Any]:
    """Which of the two directions: a dot in its colour, and always the word."""
    return {"label": pick(KINDS, kind, "kind"), "css": f"pm-chip--{kind}", "dot": True}


@register.inclusion_tag("web/components/chip/chip.html")
def state_chip(*, label: str, tone: str = "") -> dict[str, Any]:
    """A state in a word; tone ok, warning, error or quiet adds a colour and an icon."""
    picked = pick(TONES, tone, "tone")
    return {"label": label, "css": f"pm-chip--{picked}" if picked else "", "icon": picked}


@register.simple_block_tag
def card(
    content: SafeString, *, title: str = "", level: int = 2, kind: str = "", anchor: str = "", quiet: bool = False
) -> SafeString:
    """A white box with a thin line. `kind` gives it the colour of one of the two directions."""
    css = f"pm-card--{kind}" if kind and pick(KINDS, kind, "kind") else "pm-card--quiet" if quiet else ""
    return shape("card", content, title=title, heading=pick(LEVELS, level, "level"), css=css, anchor=anchor)


@register.inclusion_tag("web/components/tile/tile.html")
def tile(*, label: str, value: object, unit: str = "", sub: str = "", tone: str = "", url: str = "") -> dict[str, Any]:
    """One number with its name and what it means. Stands in `<div class="pm-tiles">`.

    "16 van de 28" is shown as 16 in full size with its whole small behind it: together they would break the line.
    """
    picked = pick(TONES, tone, "tone")
    if not unit and " van " in str(value):
        value, _, whole = str(value).partition(" van ")
        unit = f"van {whole}"
    css = f"pm-tile--{picked}" if picked else ""
    return {"label": label, "value": value, "unit": unit, "sub": sub, "css": css, "url": url}


@register.inclusion_tag("web/components/tabs/tabs.html")
def tabs(*, items: Iterable[Link], label: str = "Onderdelen") -> dict[str, Any]:
    """The parts of one thing, as links in a row that scrolls on a phone."""
    return {"items": items, "label": label}


@register.inclusion_tag("web/components/breadcrumb/breadcrumb.html")
def breadcrumb(*, items: Iterable[Link]) -> dict[str, Any]:
    """The way from the start to this page."""
    return {"items": items}


@register.inclusion_tag("web/components/page_header/page_header.html")
def page_header(
    *, title: str, crumbs: Iterable[Link] = (), kind: str = "", chips: Iterable[Chip] = (), intro: str = ""
) -> dict[str, Any]:
    """The page's one h1, with the way to it, its chips and one line of explanation."""
    return {"title": title, "crumbs": crumbs, "kind": kind, "chips": chips, "intro": intro}


# The first that fits, so the narrow kinds stand before the wide ones.
SHAPES: tuple[tuple[type[Widget], str], ...] = (
    (CheckboxInput, "checkbox"),
    (DateParts, "parts"),
    (Select, "select"),
    (ChoiceWidget, "choices"),
    (Textarea, "textarea"),
    (FileInput, "file"),
    (Input, "text"),
)


def shape_of(field: BoundField) -> str:
    """How a field is drawn, from its widget."""
    widget = field.field.widget
    for kind, drawn in SHAPES:
        if isinstance(widget, kind):
            return drawn
    raise TemplateSyntaxError(f"Voor {type(widget).__name__} is er geen veld.")


CONTROLS = {
    "text": "utrecht-textbox utrecht-textbox--html-input",
    "textarea": "utrecht-textarea utrecht-textarea--html-textarea",
    "select": "utrecht-select utrecht-select--html-select",
    "file": "pm-file",
}
INVALID = {
    "text": " utrecht-textbox--invalid",
    "textarea": " utrecht-textarea--invalid",
    "select": " utrecht-select--invalid",
}


@register.inclusion_tag("web/components/field/field.html")
def field(*, field: BoundField, label: str = "", hint: str = "", width: str = "") -> dict[str, Any]:
    """A form field with label, hint and error, linked to its control. Width: short or medium."""
    widget, drawn = field.field.widget, shape_of(field)
    hint = hint or str(field.help_text)
    described = [f"{field.auto_id}_helptext"] if hint else []
    described += [f"{field.auto_id}_error"] if field.errors else []
    control = SafeString("")
    if drawn in CONTROLS:
        attrs: dict[str, str | bool] = {"class": CONTROLS[drawn] + (INVALID.get(drawn, "") if field.errors else "")}
        if drawn == "textarea" and widget.attrs.get("rows") == "10":  # Django's own default is too tall
            attrs["rows"] = "5"
        if "placeholder" in widget.attrs:  # the label already says it
            attrs["placeholder"] = False
        if described:
            attrs["aria-describedby"] = " ".join(described)
        control = field.as_widget(attrs=attrs)
    return {
        "field": field,
        "label": label or field.label,
        "hint": hint,
        "drawn": drawn,
        "control": control,
        "described": " ".join(described),
        "width": pick(WIDTHS, width, "width"),
        "parts": widget.parts(field.html_name, field.value(), {"id": field.auto_id})
        if isinstance(widget, DateParts)
        else (),
    }


def first_control(field: BoundField) -> str:
    """The id of the first thing in a field that can have the focus."""
    drawn = shape_of(field)
    if drawn == "choices":
        return f"{field.auto_id}_0"
    if drawn == "parts":
        return f"{field.auto_id}_day"
    return field.id_for_label or field.auto_id


@register.inclusion_tag("web/components/error_summary/error_summary.html")
def error_summary(
    *, form: BaseForm | None = None, items: Iterable[Fault] = (), heading: str = "Er gaat nog iets niet goed"
) -> dict[str, Any]:
    """All errors of a form above it, each with a link to its field. Prints nothing when all is well."""
    faults = list(items)
    if form is not None:
        faults += [Fault(str(message), "") for message in form.non_field_errors()]
        for bound in form:
            name = bound.label if bound.label.endswith("?") else f"{bound.label}:"
            faults += [Fault(f"{name} {message}", f"#{first_control(bound)}") for message in bound.errors]
    return {"faults": faults, "heading": heading}


@register.inclusion_tag("web/components/empty_state/empty_state.html")
def empty_state(
    *, title: str, text: str, action: str = "", url: str = "", level: int = 2, variant: str = "primary"
) -> dict[str, Any]:
    """What will stand here, and one button to begin."""
    return {
        "title": title,
        "text": text,
        "action": action,
        "url": url,
        "heading": pick(LEVELS, level, "level"),
        "variant": variant,
    }


@register.simple_block_tag
def data_table(content: SafeString, *, caption: str, hide_caption: bool = False) -> SafeString:
    """A table in a region that scrolls by itself and can have the focus. Content: thead and tbody."""
    return shape("data_table", content, caption=caption, hide_caption=hide_caption)


@register.inclusion_tag("web/components/figure_table/figure_table.html")
def figure_table(*, table: FigureTable, hide_caption: bool = False) -> dict[str, Any]:
    """A table of figures that passed the gate: text, interval and reason as the gate worded them."""
    return {"table": table, "hide_caption": hide_caption}


@register.inclusion_tag("web/components/steps/steps.html")
def steps(*, items: Iterable[Step], label: str = "Stappen", button: bool = False) -> dict[str, Any]:
    """A path of steps: done, current and still to do. `button` makes the current step the page's main button."""
    return {"items": items, "label": label, "button": button}


@register.inclusion_tag("web/components/progress/progress.html")
def progress(*, label: str, value: float, maximum: float = 100, text: str = "") -> dict[str, Any]:
    """How far something is, as a bar and in words."""
    return {"label": label, "value": value, "maximum": maximum, "text": text or f"{value} van {maximum}"}


@register.inclusion_tag("web/components/chart/chart.html")
def chart(
    *, chart: Drawing, title: str = "", level: int = 3, sentence: bool = True, table: bool = True
) -> dict[str, Any]:
    """A drawing, its message in one sentence, and the same figures as a table, unless these stand elsewhere."""
    heading = pick(LEVELS, level, "level")
    return {"chart": chart, "title": title, "heading": heading, "sentence": sentence, "table": table}


@register.inclusion_tag("web/components/chart/chart.html")
def sample_chart(*, of: str = "opinions", title: str = "Wat deelnemers vonden", level: int = 3) -> dict[str, Any]:
    """A made-up chart of the example, for pages that explain the product: opinions or influence."""
    draw = pick({"opinions": samples.opinions_chart, "influence": samples.influence_chart}, of, "of")
    heading = pick(LEVELS, level, "level")
    return {"chart": draw(), "title": title, "heading": heading, "sentence": True, "table": True}


@register.inclusion_tag("web/components/definition_list/definition_list.html")
def definition_list(*, items: Iterable[Term]) -> dict[str, Any]:
    """Terms with their values, as facts about one thing."""
    return {"items": items}


@register.inclusion_tag("web/components/simple_list/simple_list.html")
def simple_list(*, items: Iterable[Entry], empty: str = "Hier staat nog niets.") -> dict[str, Any]:
    """A list of things to open, each with a line about it."""
    return {"items": list(items), "empty": empty}
