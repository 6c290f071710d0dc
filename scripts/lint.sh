#!/bin/sh
# Checks formatting and the API's rules; changes nothing.
set -eu
cd "$(dirname "$0")/.."
swift format lint --strict --parallel --recursive Package.swift Sources Tests
if [ -f Protos/buf.yaml ]; then
  .cache/venv/bin/buf lint Protos
fi
