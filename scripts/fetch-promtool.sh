#!/bin/sh
# Makes promtool, which checks our metrics, available in .cache/prometheus without installing it:
# its package would also start a server where an init system runs.
#
# usage: scripts/fetch-promtool.sh
set -eu
cd "$(dirname "$0")/.."

target=.cache/prometheus
if command -v promtool > /dev/null || [ -x "$target/usr/bin/promtool" ]; then
  exit 0
fi
if ! command -v apt-get > /dev/null; then
  echo "$0: no promtool on the PATH, and no apt-get to fetch it with; install Prometheus' promtool" >&2
  exit 1
fi

partial=.cache/prometheus.partial
rm -rf "$partial"
mkdir -p "$partial"
trap 'rm -rf "$partial"' EXIT
# The sandbox user of apt may not write here; as root it then warns, which the option prevents.
fetch() { (cd "$partial" && apt-get download --quiet -o APT::Sandbox::User=root prometheus < /dev/null); }
if ! fetch; then
  # The package lists are absent or stale.
  if [ "$(id -u)" != 0 ]; then
    echo "$0: cannot fetch the package; run 'sudo apt-get update' and try again" >&2
    exit 1
  fi
  apt-get update --quiet < /dev/null
  fetch
fi
dpkg-deb --extract "$partial"/prometheus_*.deb "$partial/unpacked"
"$partial/unpacked/usr/bin/promtool" --version > /dev/null
rm -rf "$target"
mv "$partial/unpacked" "$target"
