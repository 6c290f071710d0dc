// Written by protoc-gen-apus; `make protos` writes it again.

/// The package `fixture`.
package enum Fixture {
  /// The package `fixture.v1`.
  package enum V1 {}
}
