// Written by protoc-gen-apus; `make protos` writes it again.

/// The package `fixture`.
package enum Fixture {
  /// The package `fixture.names`.
  package enum Names {
    /// The package `fixture.names.v1`.
    package enum V1 {}
  }

  /// The package `fixture.other`.
  package enum Other {
    /// The package `fixture.other.v1`.
    package enum V1 {}
  }
}
