"""First on the path of a desk under test: functions named in a file raise while they stand there.

VENTANILLA_TEST_TROUBLE names the file; each line is `module:function`, or `module:function!` to shoot the process there
once a save was tried. Only modules of WHERE can be troubled. What is raised carries TOLD, which is personal data: it
must be found nowhere afterwards.
"""

import os
import signal
import sys
from importlib.machinery import PathFinder
from pathlib import Path

TOLD = "Juana Canario, pasaporte G55512345, AA00CANARY1, juana.canario@example.org, 664 555 0199"
FILE = Path(os.environ.get("VENTANILLA_TEST_TROUBLE", "/nonexistent"))
WHERE = {
    "pages.agent.log": ("listen", "judged", "place", "fields", "saved_folio"),
    "pages.agent.queue": ("act", "draw"),
    "pages.agent.inquiry": ("settled", "owed", "history"),
    "pages.supervisor.today": (),
    "pages.supervisor.volumes": (),
    "pages.calling": ("judge",),
    "pages.saving": ("log_inquiry",),
    "pages.queue_acts": ("take", "record_reply"),
    "pages.acting": ("do",),
    "pages.queue_list": ("search",),
    "auth.sessions": ("visitor",),
    "streamlit.runtime.app_session": ("AppSession._handle_git_information_request",),
}


def a_save_was_tried():
    import streamlit as st

    return st.session_state.get("call_tried")


def troubled(name, function):
    def perhaps(*given, **more):
        asked = FILE.read_text().split() if FILE.exists() else []
        if f"{name}!" in asked and a_save_was_tried():
            os.kill(os.getpid(), signal.SIGKILL)
        if name in asked:
            raise LookupError(TOLD) from ValueError(f"no such caller: {TOLD}")
        return function(*given, **more)

    return perhaps


class Trouble(PathFinder):
    @classmethod
    def find_spec(cls, fullname, path=None, target=None):
        if fullname not in WHERE:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        run = spec.loader.exec_module

        def exec_module(module):
            run(module)
            for path in (*WHERE[fullname], "page"):
                of, _, name = path.rpartition(".")
                owner = getattr(module, of) if of else module
                if callable(getattr(owner, name, None)):
                    setattr(owner, name, troubled(f"{fullname}:{path}", getattr(owner, name)))

        spec.loader.exec_module = exec_module
        return spec


if "VENTANILLA_TEST_TROUBLE" in os.environ:
    sys.meta_path.insert(0, Trouble)
