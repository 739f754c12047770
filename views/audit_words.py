"""What was done, each kind of event in one sentence; codes become labels here and are never shown."""

from collections.abc import Callable, Mapping

from db.queries.audit import Audited
from views.audit_decisions import Among, bands_said, calendar_said, duty_said, promise_said, target_said
from words import t, tn
from words.labels import label
from words.numbers import number
from words.problems import field_name


def told(one: Audited, among: Among) -> str:
    """The sentence of an event; what belongs to an inquiry and is no look is told by its name and folio."""
    say = SENTENCES.get(one.kind)
    return say(one, among) if say else t("{event}: {folio}", event=label("event", one.kind), folio=one.folio or "–")


def _of(sentence: Callable[[str], str], own: Callable[[], str] | None = None) -> Callable[[Audited, Among], str]:
    """A sentence about an account; one's own may be told without the name."""

    def say(one: Audited, among: Among) -> str:
        account = one.details.get("account")
        return own() if own is not None and account == one.by else sentence(among.who(account))

    return say


def _name(one: Audited, among: Among) -> str:
    """Whose account it is about."""
    return among.who(one.details.get("account"))


def _role(one: Audited, among: Among) -> str:
    before, after = (label("role", one.details.get(name)) for name in ("before", "after"))
    return t("Role of {name}: {before} → {after}", name=_name(one, among), before=before, after=after)


def _language(one: Audited, among: Among) -> str:
    before, after = (label("lang", one.details.get(name)) for name in ("before", "after"))
    return t("Language of {name}: {before} → {after}", name=_name(one, among), before=before, after=after)


def _created(one: Audited, among: Among) -> str:
    return t("Made an account for {name}: {role}", name=_name(one, among), role=label("role", one.details.get("role")))


def _email(one: Audited, among: Among) -> str:
    name = _name(one, among)
    return t("Set the e-mail address of {name}", name=name) if one.details.get("given") else t(
        "Took away the e-mail address of {name}", name=name)  # fmt: skip


def _revealed(one: Audited, _among: Among) -> str:
    return t("Saw whole, in {folio}: {field}", folio=one.folio, field=field_name(str(one.details.get("field", ""))))


def _recalled(one: Audited, _among: Among) -> str:
    fields = ", ".join(field_name(str(name)) for name in one.details.get("fields") or ())
    return t("Completed a call's form with what is known of customer {number}: {fields}",
             number=str(one.details.get("customer", "")), fields=fields)  # fmt: skip


def _exported(one: Audited, among: Among) -> str:
    asked = one.details.get("asked") or {}
    about = label("about", asked.get("about")) if asked.get("about") else ""
    said = tn("Took the audit away as {file}: {n} row", "Took the audit away as {file}: {n} rows",
              int(one.details.get("rows") or 0), file=str(one.details.get("file", "")).upper())  # fmt: skip
    days = [among.day(asked[name]) for name in ("from", "to") if asked.get(name)]
    return " · ".join(filter(None, (said, about, *days, str(asked.get("folio", "")))))


def _list(one: Audited, _among: Among) -> str:
    return tn("Entered a courier's list: {n} tracking number of {lines} lines",
              "Entered a courier's list: {n} tracking numbers of {lines} lines", int(one.details.get("entered") or 0),
              lines=number(int(one.details.get("lines") or 0)))  # fmt: skip


def _digest(one: Audited, among: Among) -> str:
    return t("The digest of {day} was sent to {name}", day=among.day(one.details.get("day")),
             name=_name(one, among))  # fmt: skip


SENTENCES: Mapping[str, Callable[[Audited, Among], str]] = {
    "signed_in": lambda _one, _among: t("Signed in", context="audit"),
    "signed_out": lambda _one, _among: t("Signed out", context="audit"),
    "sign_in_refused": _of(lambda name: t("Refused: somebody tried to sign in as {name}", name=name)),
    "sign_in_ended": _of(lambda name: t("Ended a session of {name}", name=name), lambda: t("Ended another session")),
    "revealed": _revealed, "recalled": _recalled, "exported": _exported, "tracking_list_entered": _list,
    "digest_sent": _digest, "account_created": _created, "role_changed": _role, "language_set": _language,
    "email_set": _email,
    "account_deactivated": _of(lambda name: t("Closed the account of {name}", name=name)),
    "account_reactivated": _of(lambda name: t("Opened again the account of {name}", name=name)),
    "password_set": _of(lambda name: t("Set a password for {name}", name=name), lambda: t("Changed their password")),
    "link_made": _of(lambda name: t("Made a link with which {name} chooses a new password", name=name)),
    "second_step_on": _of(
        lambda name: t("Second step on for {name}", name=name), lambda: t("Turned the second step on")
    ),
    "second_step_off": _of(
        lambda name: t("Turned off the second step of {name}", name=name), lambda: t("Turned the second step off")
    ),
    "calendar_changed": calendar_said, "promise_changed": promise_said, "target_set": target_said,
    "target_ended": target_said, "duty_set": duty_said, "duty_ended": duty_said, "bands_set": bands_said,
}  # fmt: skip
