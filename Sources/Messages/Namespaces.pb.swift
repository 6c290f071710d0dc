// Written by protoc-gen-apus; `make protos` writes it again.

/// The package `apus`.
public enum Apus {
  /// The package `apus.gateway`.
  public enum Gateway {
    /// The package `apus.gateway.v1`.
    public enum V1 {}
  }

  /// The package `apus.inference`.
  public enum Inference {
    /// The package `apus.inference.v1`.
    public enum V1 {}
  }

  /// The package `apus.keys`.
  public enum Keys {
    /// The package `apus.keys.v1`.
    public enum V1 {}
  }

  /// The package `apus.memory`.
  public enum Memory {
    /// The package `apus.memory.v1`.
    public enum V1 {}
  }

  /// The package `apus.orchestrator`.
  public enum Orchestrator {
    /// The package `apus.orchestrator.v1`.
    public enum V1 {}
  }

  /// The package `apus.retrieval`.
  public enum Retrieval {
    /// The package `apus.retrieval.v1`.
    public enum V1 {}
  }

  /// The package `apus.status`.
  public enum Status {
    /// The package `apus.status.v1`.
    public enum V1 {}
  }
}

/// The package `google`.
public enum Google {
  /// The package `google.protobuf`.
  public enum Protobuf {}

  /// The package `google.rpc`.
  public enum Rpc {}
}

/// The package `grpc`.
public enum Grpc {
  /// The package `grpc.channelz`.
  public enum Channelz {
    /// The package `grpc.channelz.v1`.
    public enum V1 {}
  }

  /// The package `grpc.health`.
  public enum Health {
    /// The package `grpc.health.v1`.
    public enum V1 {}
  }

  /// The package `grpc.reflection`.
  public enum Reflection {
    /// The package `grpc.reflection.v1`.
    public enum V1 {}

    /// The package `grpc.reflection.v1alpha`.
    public enum V1alpha {}
  }
}
