"""What every answer tells the browser it must not do."""

from config import settings

# What Streamlit needs: styles in elements, WebAssembly for its tables, workers and pictures made in the page. It loads
# the scripts of our own components (views/keys.js, keeper.js) from blobs; only a script that runs already can make one.
APP = (
    "default-src 'self'; script-src 'self' blob: 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' {socket}; worker-src 'self' blob:; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
DOORS = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
FEATURES = ("camera", "display-capture", "geolocation", "hid", "microphone", "midi", "payment", "serial", "usb")


def headers_for(host: str | None, *, door: bool) -> list[tuple[bytes, bytes]]:
    """The headers of an answer; `host` only when it was found to be ours, `door` for the pages of auth itself.

    Referrer-Policy is not `no-referrer`: forms would then say `Origin: null` and be refused.
    """
    secure = settings().secure_cookies
    socket = f"{'wss' if secure else 'ws'}://{host}" if host else ""
    told = {
        "content-security-policy": DOORS if door else APP.format(socket=socket),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "permissions-policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if secure:
        told["strict-transport-security"] = "max-age=31536000"
    return [(name.encode(), value.encode()) for name, value in told.items()]
