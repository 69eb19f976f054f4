"""Which questions somebody gets to see: a tree of rules over earlier answers. Pure.

{"op": "lt", "q": "K09", "v": 3}; {"op": "all", "rules": […]}; {"op": "not", "rule": …}; {"op": "answered", "q": "K09"}.
An unanswered question makes a comparison false, never an error. For a question with several answers a comparison is
true when it holds for one of them; `ne` when none of them equals the value.
"""

from collections.abc import Callable, Collection, Iterator, Mapping

from participatiemonitor.questions.definition import Definition, Item, Json, Rule, Value

_GROUPS = {"all", "any"}
_NUMBERS: dict[str, Callable[[float, float], bool]] = {
    "lt": lambda answer, value: answer < value,
    "le": lambda answer, value: answer <= value,
    "gt": lambda answer, value: answer > value,
    "ge": lambda answer, value: answer >= value,
}
_COMPARISONS = {"eq", "ne", "in", *_NUMBERS}
_WORDS = {"lt": "lager is dan", "le": "hoogstens", "gt": "hoger is dan", "ge": "minstens"}


class RuleError(ValueError):
    """A rule cannot be used; the sentence says why."""


def holds(rule: Rule | None, answers: Mapping[str, Value]) -> bool:
    """Whether a checked rule is true for these answers; no rule is always true."""
    if rule is None:
        return True
    op = rule["op"]
    if op == "all":
        return all(holds(part, answers) for part in _parts(rule))
    if op == "any":
        return any(holds(part, answers) for part in _parts(rule))
    if op == "not":
        return not all(holds(part, answers) for part in _parts(rule))
    answer = answers.get(str(rule["q"]))
    if not answer:
        return False
    given = [answer] if isinstance(answer, str) else answer
    return op == "answered" or _compares(str(op), given, rule["v"])


def _compares(op: str, given: list[str], value: Json) -> bool:
    if op == "ne":
        return not any(_same(one, value) for one in given)
    if op == "eq":
        return any(_same(one, value) for one in given)
    if op == "in":
        assert isinstance(value, list)
        return any(_same(one, part) for one in given for part in value)
    bound = _number(value)
    numbers = [number for one in given if (number := _number(one)) is not None]
    return bound is not None and any(_NUMBERS[op](number, bound) for number in numbers)


def _same(answer: str, value: Json) -> bool:
    if answer == str(value):
        return True
    number = _number(answer)
    return number is not None and number == _number(value)


def _number(value: Json) -> float | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return number if abs(number) < float("inf") else None


def _parts(rule: Rule) -> Iterator[Rule]:
    parts = [rule["rule"]] if rule["op"] == "not" else rule["rules"]
    assert isinstance(parts, list)
    for part in parts:
        assert isinstance(part, Mapping)
        yield part


def visible(
    definition: Definition,
    answers: Mapping[str, Value],
    moment: str | None = None,
    short: bool = False,
    *,
    track: str = "",
    extra: Collection[str] = (),
) -> tuple[Item, ...]:
    """The items that somebody with these answers gets to see.

    An answer to an item that is itself hidden does not count.
    """
    seen: list[Item] = []
    counted: dict[str, Value] = {}
    for item in definition.items(moment, short, track=track, extra=extra):
        if item.when is None or holds(item.when, counted):
            seen.append(item)
            if item.code in answers:
                counted[item.code] = answers[item.code]
    return tuple(seen)


def questions_in(rule: Rule) -> frozenset[str]:
    """The codes of the questions that a checked rule looks at."""
    if rule["op"] in _GROUPS or rule["op"] == "not":
        return frozenset(code for part in _parts(rule) for code in questions_in(part))
    return frozenset({str(rule["q"])})


def check_rule(rule: Json | Rule) -> None:
    """Raise `RuleError` when this is no usable rule."""
    if not isinstance(rule, Mapping):
        raise RuleError("een regel is een tabel met ‘op’")
    op = rule.get("op")
    if not isinstance(op, str):
        raise RuleError("‘op’ is de naam van een bewerking")
    wanted = {"op", "rules"} if op in _GROUPS else {"op", "rule"} if op == "not" else {"op", "q"}
    if op in _COMPARISONS:
        wanted.add("v")
    elif op not in {"answered", "not", *_GROUPS}:
        raise RuleError(f"‘{op}’ is geen bewerking die in een regel kan staan")
    if set(rule) != wanted:
        raise RuleError(f"een regel met ‘{op}’ heeft precies deze velden: {', '.join(sorted(wanted))}")
    if op in _GROUPS:
        _check_parts(rule["rules"])
    elif op == "not":
        check_rule(rule["rule"])
    else:
        _check_leaf(op, rule)


def _check_parts(parts: Json) -> None:
    if not isinstance(parts, list) or not parts:
        raise RuleError("‘rules’ is een lijst met minstens één regel")
    for part in parts:
        check_rule(part)


def _check_leaf(op: str, rule: Rule) -> None:
    if not isinstance(rule["q"], str):
        raise RuleError("‘q’ is de code van een vraag")
    if op == "in" and not isinstance(rule["v"], list):
        raise RuleError("bij ‘in’ is ‘v’ een lijst")
    if op in _NUMBERS and _number(rule["v"]) is None:
        raise RuleError(f"bij ‘{op}’ is ‘v’ een getal")
    if op in {"eq", "ne"} and isinstance(rule["v"], list | dict | bool | None):
        raise RuleError(f"bij ‘{op}’ is ‘v’ een code, tekst of getal")


def rule_problems(definition: Definition) -> list[tuple[str, str]]:
    """(code, sentence) for every rule that cannot work: unknown questions, circles, questions that come later."""
    found: list[tuple[str, str]] = []
    links: dict[str, frozenset[str]] = {}
    order = {item.code: place for place, item in enumerate(definition.all_items)}
    for item in definition.all_items:
        if item.when is None:
            continue
        try:
            check_rule(item.when)
        except RuleError as error:
            found.append((item.code, f"heeft een regel die niet klopt: {error}"))
            continue
        links[item.code] = questions_in(item.when)
        strangers = sorted(links[item.code] - set(order))
        found += [(item.code, f"verwijst naar vraag ‘{code}’, die er niet is") for code in strangers]
    for code, others in links.items():
        if circle := _circle(code, links):
            found.append((code, f"verwijst in een kring naar zichzelf: {' → '.join(circle)}"))
        else:
            later = sorted(other for other in others if order.get(other, -1) >= order[code])
            found += [(code, f"verwijst naar vraag ‘{other}’, die pas later komt") for other in later]
    return found


def _circle(start: str, links: Mapping[str, frozenset[str]]) -> list[str]:
    """The way from a question back to itself, or nothing."""
    ways = [[start]]
    visited: set[str] = set()
    while ways:
        way = ways.pop()
        for following in sorted(links.get(way[-1], frozenset())):
            if following == start:
                return [*way, start]
            if following not in visited:
                visited.add(following)
                ways.append([*way, following])
    return []


def explain(rule: Rule, definition: Definition | None = None) -> str:
    """The rule in Dutch, to follow "Vul dit in als …"; with the questions' own words when `definition` is given."""
    op = str(rule["op"])
    if op in _GROUPS:
        word = " en " if op == "all" else " of "
        parts = [explain(part, definition) for part in _parts(rule)]
        return parts[0] if len(parts) == 1 else word.join(f"({part})" if " of " in part else part for part in parts)
    if op == "not":
        return f"niet geldt dat {explain(next(_parts(rule)), definition)}"
    item = _item(definition, str(rule["q"]))
    question = f"vraag ‘{item.text if item else rule['q']}’"
    if op == "answered":
        return f"u {question} heeft beantwoord"
    if op in _NUMBERS:
        return f"uw antwoord op {question} {_compared(op, rule['v'])}"
    values = rule["v"] if isinstance(rule["v"], list) else [rule["v"]]
    labels = " of ".join(f"‘{_label(item, value)}’" for value in values)
    return f"uw antwoord op {question} {'anders is dan ' + labels if op == 'ne' else labels + ' is'}"


def _compared(op: str, value: Json) -> str:
    number = str(value).replace(".", ",")
    return f"{_WORDS[op]} {number}" if op in {"lt", "gt"} else f"{_WORDS[op]} {number} is"


def _item(definition: Definition | None, code: str) -> Item | None:
    try:
        return definition.item(code) if definition else None
    except KeyError:
        return None


def _label(item: Item | None, value: Json) -> str:
    option = item.option(str(value)) if item else None
    return option.label if option else str(value)
