"""The one place that words what a form or a verb refuses: short, naming the thing to mend, never blaming."""

from words import say, t
from words.refusals import FIELD_PROBLEMS, FIELDS, PROBLEMS, REFUSALS

UNKNOWN = "This could not be saved ({code}). Nothing was changed."
UNKNOWN_IN_FIELD = "{field}: check this ({code})."


def problem(field: str, code: str, *, lang: str | None = None, **values: object) -> str:
    """What to mend in a field: `problem("visa_issued_on", "future")`. Codes are those of rules.problems and DeskError.

    The sentence of this very field if there is one, else the one for any field, else one that says code and field.
    """
    sentence = FIELD_PROBLEMS.get((field, code)) or PROBLEMS.get(code) or UNKNOWN_IN_FIELD
    return say(sentence, {"field": field_name(field, lang=lang), "code": code} | values, lang=lang)


def refusal(code: str, *, field: str = "", lang: str | None = None, **values: object) -> str:
    """What a refused verb says: `refusal(error.code, **error.values)`. One about a field is worded as its problem."""
    sentence = REFUSALS.get(code)
    if sentence is None and field:
        return problem(field, code, lang=lang, **values)
    return say(sentence or UNKNOWN, {"code": code} | values, lang=lang)


def field_name(field: str, *, lang: str | None = None) -> str:
    """What a field is called in front of its problem; its own name when nobody named it."""
    return t(FIELDS.get(field, field), context="field", lang=lang)
