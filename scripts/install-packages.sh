#!/bin/sh
# Makes sure that the system packages a command needs are installed.
#
# usage: scripts/install-packages.sh build|run|protos|test|bench-state|bench-rpc
#
# As root on Debian it installs what is missing; otherwise it prints the exact command and stops.
set -eu

purpose=${1:-}
build='libnghttp2-dev libprotobuf-c-dev libssl-dev zlib1g-dev libsqlite3-dev libpq-dev libhttp-parser-dev pkg-config'
case $purpose in
  build)  packages=$build ;;
  run)    packages='debian-policy' ;;
  protos) packages="$build protobuf-compiler libprotobuf-dev" ;;
  test)   packages="$build protobuf-compiler libprotobuf-dev debian-policy nghttp2-client openssl ruby-grpc
    gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user-static gdb postgresql
    iproute2 util-linux"
    # One name after the other, as `installed` and the check below expect.
    packages=$(echo $packages) ;;
  bench-state) packages="$build postgresql" ;;
  bench-rpc) packages="$build g++ libgrpc++-dev protobuf-compiler protobuf-compiler-grpc nghttp2-client" ;;
  *) echo "usage: $0 build|run|protos|test|bench-state|bench-rpc" >&2; exit 2 ;;
esac

if ! command -v swift > /dev/null; then
  echo "apus: no 'swift' on the PATH; install the Swift 6.3 toolchain and try again" >&2
  exit 1
fi
if ! command -v dpkg-query > /dev/null; then
  echo "apus: this system has no dpkg, so packages cannot be checked; needed (by Debian's names): $packages" >&2
  exit 0
fi

installed() {
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2> /dev/null || true)" = installed ]
}

missing=''
for package in $packages; do
  installed "$package" || missing="$missing $package"
done
# Python comes from anywhere; what counts is whether it can make a virtual environment.
if { [ "$purpose" = test ] || [ "$purpose" = bench-state ]; } && ! python3 -c 'import ensurepip, venv' 2> /dev/null; then
  missing="$missing python3-venv"
fi

apt_install() {
  # A pinned answer to every question a package may ask.
  DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "$@" < /dev/null
}

if [ -n "$missing" ]; then
  if [ "$(id -u)" != 0 ]; then
    echo "apus: packages are missing; install them and try again:" >&2
    echo "  sudo apt-get update && sudo apt-get install --yes --no-install-recommends$missing" >&2
    exit 1
  fi
  echo "apus: installing$missing"
  # shellcheck disable=SC2086
  if ! apt_install --simulate $missing > /dev/null 2>&1 || ! apt_install $missing; then
    # The package lists are absent or stale.
    apt-get update --quiet < /dev/null
    # shellcheck disable=SC2086
    apt_install $missing
  fi
fi

# Minimal images tell dpkg to leave documentation out; the sample corpus is documentation.
corpus=/usr/share/doc/debian-policy/policy.html
case " $packages " in
  *' debian-policy '*)
    if [ ! -e "$corpus/index.html" ]; then
      if [ "$(id -u)" != 0 ]; then
        echo "apus: $corpus is absent although debian-policy is installed; run:" >&2
        echo "  sudo apt-get install --reinstall -o DPkg::Options::=--path-include='/usr/share/doc/debian-policy/*' debian-policy" >&2
        exit 1
      fi
      apt_install --reinstall \
        -o 'DPkg::Options::=--path-include=/usr/share/doc/debian-policy/*' debian-policy
    fi
    ;;
esac
