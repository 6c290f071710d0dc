// Written by protoc-gen-apus; `make protos` writes it again.

/// The package `protoc`.
package enum Protoc {}
