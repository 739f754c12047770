"""The files of the sign-in pages and of the shell: styles, scripts, mark, fonts. Public, with nothing private."""

from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

ASSETS = Path(__file__).with_name("assets")
A_YEAR = "public, max-age=31536000, immutable"


class Files(StaticFiles):
    """Fonts are kept for a year, a new one gets a new name; everything else is asked for again and mostly unchanged."""

    def __init__(self) -> None:
        super().__init__(directory=ASSETS)

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = A_YEAR if path.endswith(".woff2") else "public, no-cache"
        return answer
