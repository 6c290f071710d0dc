#!/bin/sh
# Writes the Swift code of Protos/ (and of the generator's own .proto files) again.
#
#   scripts/generate-protos.sh           writes the files
#   scripts/generate-protos.sh --check   writes nothing; fails with a diff if a file is not current
set -eu
cd "$(dirname "$0")/.."

SWIFT=${SWIFT:-swift}
PROTOC=${PROTOC:-protoc}
# The well-known types come with protoc.
INCLUDE=${PROTOC_INCLUDE:-/usr/include}

check=no
case "${1:-}" in
  '') ;;
  --check) check=yes ;;
  *) echo "generate-protos: unknown argument '$1'; the only one is --check" >&2; exit 2 ;;
esac

if ! command -v "$PROTOC" >/dev/null 2>&1; then
  echo "generate-protos: $PROTOC is missing; install it with: apt-get install protobuf-compiler" >&2
  exit 1
fi

if [ -z "${PROTOC_GEN_APUS:-}" ]; then
  "$SWIFT" build -c release --product protoc-gen-apus >&2
  PROTOC_GEN_APUS=$("$SWIFT" build -c release --show-bin-path)/protoc-gen-apus
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0

# generate OUTPUT PARAMETERS ROOT FILE...: one run of the plugin into the folder OUTPUT.
generate() {
  output=$1 parameters=$2 root=$3
  shift 3
  new=$work/$output
  mkdir -p "$new"
  "$PROTOC" --plugin=protoc-gen-apus="$PROTOC_GEN_APUS" -I "$root" -I "$INCLUDE" \
    --apus_out="$parameters:$new" "$@"
  "$SWIFT" format --in-place --configuration .swift-format "$new"/*.pb.swift
  if [ $check = yes ]; then
    for file in "$new"/*.pb.swift "$output"/*.pb.swift; do
      name=$(basename "$file")
      diff -u "$output/$name" "$new/$name" 2>&1 >"$work/diff" || {
        echo "generate-protos: $output/$name is not current; run make protos" >&2
        head -n 40 "$work/diff" >&2
        status=1
      }
    done
    return
  fi
  mkdir -p "$output"
  rm -f "$output"/*.pb.swift
  mv "$new"/*.pb.swift "$output"/
}

generate Sources/Codegen/Descriptor visibility=package,services=false \
  Sources/Codegen/Descriptor protoc.proto

# What only benchmarks and interoperability programs speak stays out of the services.
# The comments of the well-known types stay with protoc.
files=$(cd Protos && find apus google grpc -name '*.proto' \
  ! -path 'apus/bench/*' ! -path 'grpc/testing/*' | LC_ALL=C sort)
for known in any duration empty field_mask struct timestamp wrappers; do
  files="$files google/protobuf/$known.proto"
done
# shellcheck disable=SC2086 # paths of ours, without spaces
generate Sources/Messages visibility=public,undocumented=google/protobuf Protos $files
files=$(cd Protos && find apus/bench grpc/testing -name '*.proto' | LC_ALL=C sort)
# shellcheck disable=SC2086
generate Sources/InteropMessages visibility=package Protos $files

generate Tests/ProtobufFixture visibility=package,services=false,import=Messages \
  Tests/ProtobufFixture everything.proto wellknown.proto
generate Tests/CodegenTests/Fixture visibility=package,import=Messages \
  Tests/CodegenTests/Fixture names.proto other.proto

exit $status
