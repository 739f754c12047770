"""H03: how Streamlit runs here. A value that goes missing or is loosened in config.toml fails, with its reason."""

import json
import tomllib
from pathlib import Path

import pytest
from streamlit import config as streamlit_config

from config import Settings

ROOT = Path(__file__).resolve().parents[2]
CONFIG = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))

EXACTLY = {
    "runner.postScriptGC": False,  # a collection after every run stops everybody
    "runner.magicEnabled": False,  # a bare name on a page would be shown, and as Markdown
    "client.showErrorDetails": "none",  # a traceback shows data to whoever looks
    "client.showErrorLinks": False,  # links that carry the error to a search engine
    "client.toolbarMode": "minimal",
    "client.disableDataExport": True,  # an export is a verb: it checks rights and is remembered
    "browser.gatherUsageStats": False,
    "server.headless": True,
    "server.address": "127.0.0.1",  # whoever opens it to the network does so on purpose
    "server.enableXsrfProtection": True,
    "server.enableCORS": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableStaticServing": False,
    "server.fileWatcherType": "none",
    "server.enableAgentApi": False,
}
AT_MOST = {"server.maxUploadSize": 10, "server.maxMessageSize": 50, "server.maxWidgetStateSize": 2}
SECTIONS = ("server", "runner", "client", "browser", "logger")
SET = [f"{section}.{name}" for section in SECTIONS for name in CONFIG[section]]


def given(option):
    section, name = option.split(".")
    return CONFIG.get(section, {}).get(name, "not set")


@pytest.mark.parametrize(("option", "value"), EXACTLY.items())
def test_a_value_that_keeps_people_safe_is_set(option, value):
    assert given(option) == value


@pytest.mark.parametrize(("option", "most"), AT_MOST.items())
def test_a_limit_is_set_and_not_loosened(option, most):
    assert 0 < given(option) <= most


def test_the_session_comes_from_the_gates_header_alone():
    headers = given("server.trustedUserHeaders")
    assert json.loads(headers) == {"x-ventanilla-session": "session"}


def test_a_lost_connection_is_kept_as_long_as_a_sign_in_may_be_idle():
    assert given("server.disconnectedSessionTTL") == Settings(_env_file=None).idle_minutes * 60


@pytest.mark.parametrize("option", SET)
def test_streamlit_still_knows_every_option(option):
    assert option in streamlit_config._config_options_template


def test_nothing_is_loaded_from_elsewhere():
    faces = CONFIG["theme"]["fontFaces"]
    assert faces
    assert all(face["url"].startswith("/assets/") for face in faces)


def test_no_secret_lies_beside_the_configuration():
    assert "secrets" not in CONFIG
    assert "secret" not in (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8").lower()
