#!/bin/sh
# The journeys need a browser: the system's, or the one in VENTANILLA_CHROMIUM. When there is none, take it from the
# system's packages; that needs root, everything else does not.
set -u
for found in "${VENTANILLA_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    [ -n "$found" ] && command -v "$found" >/dev/null 2>&1 && exit 0
done
echo "No browser found: installing chromium from the system's packages"
as_root=""
[ "$(id -u)" = 0 ] || as_root="sudo"
if command -v apt-get >/dev/null 2>&1; then
    $as_root apt-get update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
elif command -v dnf >/dev/null 2>&1; then
    $as_root dnf install -y -q chromium
elif command -v apk >/dev/null 2>&1; then
    $as_root apk add --quiet chromium
else
    echo "Install Chromium or Chrome, or say where it is in VENTANILLA_CHROMIUM." >&2
    exit 1
fi
