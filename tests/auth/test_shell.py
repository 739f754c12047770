"""Streamlit's page made ours, the words it has in English only, its configuration (H03), and the log (J03)."""

import json
import logging
import re
import tomllib
from pathlib import Path

import pytest
import streamlit

from auth.logbook import OneLine, reference
from auth.shell import dressed
from tests.server import ROOT

STATIC = Path(streamlit.__file__).parent / "static"
DICTIONARY = (ROOT / "auth" / "assets" / "i18n.js").read_text(encoding="utf-8")
SAID = dict(re.findall(r'^  "((?:[^"\\]|\\.)+)":\s+"((?:[^"\\]|\\.)+)",$', DICTIONARY, re.MULTILINE))
# Put together from parts in Streamlit's code.
IN_PARTS = re.compile(r"Press (Enter|Ctrl\+Enter|⌘\+Enter) to |Running the app's main page")


def page(language="es"):
    index = (STATIC / "index.html").read_text(encoding="utf-8")
    return dressed(index, language=language, no_script="Ventanilla necesita JavaScript.")


def test_streamlits_page_is_made_ours():
    html = page()
    assert html.startswith("<!DOCTYPE html>")
    assert '<html lang="es">' in html
    assert html.count("<title>Ventanilla</title>") == 1
    assert '<link rel="icon" type="image/svg+xml" href="/assets/mark.svg">' in html
    assert "shortcut icon" not in html
    words = re.sub(r"<[^>]*>", "", html)
    assert "Streamlit" not in words
    assert "agent" not in html
    assert re.findall(r"<script(?![^>]*\bsrc=)", html) == []
    assert html.index("/assets/shell.js") < html.index('type="module"')
    assert '<div id="root"></div>' in html
    assert "stylesheet" in html


def test_only_a_spanish_reader_gets_the_dictionary():
    assert "i18n.js" in page("es")
    assert "i18n.js" not in page("en")


def test_a_page_that_looks_different_after_an_upgrade_still_works():
    assert dressed("<html><body>new</body></html>", language="es", no_script="") == "<html><body>new</body></html>"


@pytest.fixture(scope="module")
def bundle():
    scripts = (STATIC / "static" / "js").glob("*.js")
    return "\n".join(path.read_text(encoding="utf-8") for path in scripts)


def test_every_translated_word_is_one_streamlit_says(bundle):
    assert len(SAID) > 90
    gone = [said for said in SAID if not IN_PARTS.search(said) and said not in bundle]
    assert not gone, "Streamlit no longer says these: look for their new wording"


def test_the_dictionary_holds_no_word_twice():
    keys = re.findall(r'^  "((?:[^"\\]|\\.)+)":', DICTIONARY, re.MULTILINE)
    assert len(keys) == len(set(keys)) == len(SAID)


CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("section", "option", "value"), [
    ("runner", "postScriptGC", False), ("runner", "magicEnabled", False), ("server", "address", "127.0.0.1"),
    ("server", "fileWatcherType", "none"), ("server", "maxUploadSize", 10), ("server", "maxWidgetStateSize", 2),
    ("server", "enableStaticServing", False), ("server", "enableAgentApi", False), ("server", "enableCORS", True),
    ("server", "enableXsrfProtection", True), ("server", "disconnectedSessionTTL", 1800),
    ("client", "showErrorDetails", "none"), ("client", "showErrorLinks", False), ("client", "disableDataExport", True),
    ("client", "toolbarMode", "minimal"), ("browser", "gatherUsageStats", False),
])  # fmt: skip
def test_the_configuration_keeps_what_was_measured(section, option, value):
    assert CONFIG[section][option] == value


def test_streamlit_takes_identity_from_the_gate_alone():
    assert json.loads(CONFIG["server"]["trustedUserHeaders"]) == {"x-ventanilla-session": "session"}
    assert "enforceSerializableSessionState" not in CONFIG["runner"]


def test_streamlit_knows_every_option_of_ours():
    from streamlit import config

    known = config._config_options_template
    ours = [f"{section}.{option}" for section in ("server", "runner", "client", "browser", "logger")
            for option in CONFIG[section]]  # fmt: skip
    assert [option for option in ours if option not in known] == []


@pytest.mark.parametrize("typed", ["a\r\nb", "\x1b[31mred", "x\x00y", "\u2028", "\x9b2J", "\ud800"])
def test_the_log_is_one_line_whatever_is_in_it(typed):
    record = logging.LogRecord("ventanilla.x", logging.WARNING, "", 0, "said %s", (typed,), None)
    line = OneLine().format(record)
    assert line.isprintable()
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING ventanilla\.x said ", line)
    line.encode()


def test_an_error_is_logged_by_its_place_and_never_by_its_words(caplog):
    def fail():
        try:
            int("G12345678")
        except ValueError as cause:
            raise KeyError("Juana Pérez") from cause

    with caplog.at_level(logging.INFO), pytest.raises(KeyError) as raised:
        fail()
    number = reference(logging.getLogger("test"), "a page failed", raised.value, path="/queue")
    assert re.fullmatch("[0-9a-f]{8}", number)
    assert f"reference={number} error=builtins.KeyError < builtins.ValueError path='/queue' at auth/test_shell.py:" in (
        caplog.text
    )
    assert "Juana" not in caplog.text
    assert "G12345678" not in caplog.text
