#!/usr/bin/env bash
# The system libraries Qt needs on a bare Debian or Ubuntu, strace and faketime for the fault tests, Chromium for the pages
# of the sandbox city, CUPS and PostgreSQL's server programs: tests and measurements start servers of their own from them
# and stop them again.
# Installs what is missing when it may; otherwise says in one line what to install.
set -euo pipefail
wanted=(python3-venv libpulse0 libegl1 libgl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libxcb-icccm4 libxcb-keysyms1
  libxcb-image0 libxcb-render-util0 libxcb-shape0 libxcb-cursor0 strace faketime cups
  chromium)
command -v dpkg-query >/dev/null || exit 0
if ! command -v initdb >/dev/null && ! compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null; then
  wanted+=(postgresql)
fi
missing=()
for name in "${wanted[@]}"; do
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' || missing+=("$name")
done
# A Python that brings its own venv needs no Debian package for it.
if "${PYTHON:-python3}" -c 'import venv, ensurepip' 2>/dev/null; then
  missing=("${missing[@]/#python3-venv/}")
fi
read -r -a missing <<<"${missing[*]}"
[ "${#missing[@]}" -eq 0 ] && exit 0
if [ "$(id -u)" -eq 0 ]; then run=(env DEBIAN_FRONTEND=noninteractive apt-get)
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then run=(sudo env DEBIAN_FRONTEND=noninteractive apt-get)
else echo "Please install these system packages, then run make again: ${missing[*]}" >&2; exit 1; fi
"${run[@]}" update -qq >/dev/null
"${run[@]}" install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
  { echo "Please install these system packages, then run make again: ${missing[*]}" >&2; exit 1; }
