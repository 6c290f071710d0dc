// Written by protoc-gen-apus; `make protos` writes it again.

/// The package `apus`.
package enum Apus {
  /// The package `apus.bench`.
  package enum Bench {
    /// The package `apus.bench.v1`.
    package enum V1 {}
  }
}

/// The package `grpc`.
package enum Grpc {
  /// The package `grpc.testing`.
  package enum Testing {}
}
