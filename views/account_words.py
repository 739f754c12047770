"""How accounts and sessions are told: what is special about somebody, where a session is used."""

from html import escape

from db.queries.accounts import OpenSignIn, Person
from views.look import Html, chip, facts, icon, quiet
from views.visit import Visit
from words import t, tn
from words.dates import moment
from words.labels import label

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrome", "Chrome"), ("Safari", "Safari"))
SYSTEMS = (("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"),
           ("Mac OS", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip
LANGUAGES = {"es": "Español", "en": "English"}


def state_of(person: Person) -> str:
    """What is special about an account, in a few words; nothing where nothing is."""
    said = []
    if not person.active:
        said.append(t("inactive"))
    if person.must_change:
        said.append(t("first password"))
    if person.second_step:
        said.append(t("second step"))
    return ", ".join(said)


def person_head(person: Person, visit: Visit) -> Html:
    """Who it is, and what is known of the account."""
    marks = "" if person.active else chip("shut", t("inactive"))
    last = moment(person.last_in, visit.zone) if person.last_in else t("never")
    told = facts([
        (t("Sign-in name"), person.name), (t("Role"), label("role", person.role)),
        (t("Language"), LANGUAGES.get(person.language, person.language)), (t("Last sign-in"), last),
        (t("Second step"), t("on") if person.second_step else t("off")),
        *([(t("Password"), t("chosen by somebody else: changed at the next sign-in"))] if person.must_change else []),
    ])  # fmt: skip
    return Html(f'<div class="account-head"><h2>{escape(person.display_name)} {marks}</h2>{told}</div>')


def sign_in_said(one: OpenSignIn, visit: Visit, *, mine: str) -> Html:
    """One session on one line: where, with what, since when, used last when."""
    where = escape(" · ".join(filter(None, (browser_of(one.agent), one.address))) or t("unknown place"))
    here = f" {chip('', t('this one'))}" if mine and mine.startswith(one.mark) else ""
    since = t("since {since}, used last {seen}", since=moment(one.began_at, visit.zone),
              seen=moment(one.seen_at, visit.zone))  # fmt: skip
    return Html(f'<p class="account-session"><b>{where}</b>{here}<br>{quiet(since)}</p>')


def browser_of(agent: str) -> str:
    """A browser's name and its system, out of the long line it tells of itself; nothing when it tells none of ours."""
    browser = next((name for sign, name in BROWSERS if sign in agent), "")
    system = next((name for sign, name in SYSTEMS if sign in agent), "")
    return ", ".join(filter(None, (browser, system)))


def counted(people: tuple[Person, ...]) -> str:
    """How many there are, and how many are signed in now."""
    here = sum(one.sessions > 0 for one in people)
    active = sum(one.active for one in people)
    return " · ".join((tn("{n} account", "{n} accounts", active), t("{n} signed in", n=here)))


def notice(said: str, *, refused: bool) -> Html:
    """What was done, or why not."""
    sign, kind = ("error", "refused") if refused else ("check", "saved")
    return Html(f'<p class="account-{kind}" role="status">{icon(sign)} {escape(said)}</p>')
