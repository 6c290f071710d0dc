#!/bin/sh
# Installs the pinned test tools into a virtual environment; `installed` in it marks success.
#
# usage: scripts/make-venv.sh DIRECTORY REQUIREMENTS
set -eu
directory=$1 requirements=$2

echo "apus: installing the test tools of $requirements into $directory"
rm -f "$directory/installed"
[ -x "$directory/bin/python" ] || python3 -m venv "$directory"
"$directory/bin/python" -m pip install --quiet --disable-pip-version-check --no-input \
  --progress-bar off --requirement "$requirements" < /dev/null
touch "$directory/installed"
