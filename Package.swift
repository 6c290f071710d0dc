// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

/// A C library that the system provides: a module map and nothing else.
func system(_ name: String, pkgConfig: String, apt: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/\(name)", pkgConfig: pkgConfig, providers: [.apt([apt])])
}

/// A library of ours; `Sources/<name>` holds it.
func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// A library that every call runs through. The release build leaves out the run-time check that no two
/// accesses to a property overlap: it cost a tenth of a call's instructions, because the C callbacks
/// of a session hide from the compiler what it could prove. Debug builds keep it.
func hotLibrary(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: strict + [
      .unsafeFlags(["-enforce-exclusivity=unchecked"], .when(configuration: .release))
    ])
}

/// An executable's main: it only calls into the library of the same service.
func main(_ name: String, folder: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(
    name: name, dependencies: dependencies, path: "Sources/Executables/\(folder)",
    swiftSettings: strict)
}

/// A test target; `Tests/<name>` holds it. It sees `package` declarations, never `@testable` ones,
/// so that the release build which ships is the build that is tested.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], resources: [Resource]? = nil
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(name)",
    exclude: [], resources: resources, swiftSettings: strict)
}

let package = Package(
  name: "apus",
  products: [
    .executable(name: "gateway", targets: ["GatewayMain"]),
    .executable(name: "orchestrator", targets: ["OrchestratorMain"]),
    .executable(name: "memory", targets: ["MemoryMain"]),
    .executable(name: "retrieval", targets: ["RetrievalMain"]),
    .executable(name: "inference-worker", targets: ["InferenceWorkerMain"]),
    .executable(name: "apus", targets: ["ApusMain"]),
    .executable(name: "interop-server", targets: ["InteropServerMain"]),
    .executable(name: "interop-client", targets: ["InteropClientMain"]),
    .executable(name: "protoc-gen-apus", targets: ["ProtocGenApusMain"]),
    // Only tests load it.
    .library(name: "FaultShim", type: .dynamic, targets: ["FaultShim"]),
  ],
  targets: [
    // C libraries of the system.
    system("CNghttp2", pkgConfig: "libnghttp2", apt: "libnghttp2-dev"),
    system("COpenSSL", pkgConfig: "openssl", apt: "libssl-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),
    system("CProtobufC", pkgConfig: "libprotobuf-c", apt: "libprotobuf-c-dev"),
    system("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev"),
    system("CPostgres", pkgConfig: "libpq", apt: "libpq-dev"),
    .systemLibrary(
      name: "CHTTPParser", path: "Sources/CHTTPParser", providers: [.apt(["libhttp-parser-dev"])]),
    .systemLibrary(name: "CLinux", path: "Sources/CLinux", providers: [.apt(["libc6-dev"])]),

    // Foundations: each wraps one thing and knows nothing of services.
    .target(
      name: "Kernels", cSettings: [.unsafeFlags(["-O3", "-Wall", "-Wextra", "-Werror"])]),
    library("Crypto", ["COpenSSL"]),
    library("Compression", ["CZlib"]),
    hotLibrary("Protobuf", ["CProtobufC"]),

    // The RPC stack, bottom up.
    hotLibrary("Transport", ["CLinux", "CNghttp2", "COpenSSL", "CHTTPParser"]),
    hotLibrary("RPC", ["Transport", "Protobuf", "Compression"]),
    library("Messages", ["RPC", "Protobuf"]),
    library("RPCServices", ["RPC", "Messages", "Transport"]),
    // What only interoperability programs and benchmarks speak; no service links it.
    library("InteropMessages", ["RPC", "Protobuf"]),
    .target(
      name: "Codegen", dependencies: ["Protobuf"], exclude: ["Descriptor/protoc.proto"],
      swiftSettings: strict),

    // What every executable shares.
    library("Service", ["RPC", "RPCServices", "Transport", "Messages", "Protobuf"]),
    library("Store", ["CSQLite", "CPostgres", "Compression", "Crypto"]),
    // What services that keep state in a store share.
    library("StoreService", ["Store", "Service", "RPC", "Messages"]),

    // gRPC's interoperability tests, both sides.
    library("Interop", ["InteropMessages", "RPC", "RPCServices", "Service", "Transport"]),

    // Models.
    library("Compute", ["Kernels"]),
    library("Grammar", ["Protobuf"]),
    library("Inference", ["Compute", "Crypto", "Grammar"]),
    library("Embedding", ["Compute", "Crypto"]),

    // One library per service, and the command line.
    library("InferenceWorker", ["Compute", "Inference", "Service", "RPC", "Messages"]),
    library(
      "Retrieval",
      [
        "Embedding", "Compute", "Store", "StoreService", "Compression", "Service", "RPC",
        "Messages", "Crypto",
      ]),
    library(
      "Memory", ["Store", "StoreService", "Service", "RPC", "Messages", "Transport", "Crypto"]),
    library(
      "Orchestrator",
      ["Store", "StoreService", "Service", "RPC", "Messages", "Transport", "Crypto"]),
    library("Gateway", ["Service", "RPC", "Messages", "Crypto"]),
    library(
      "CommandLineTool",
      [
        "Memory", "Orchestrator", "Inference", "Compute", "Store", "Service", "RPC", "Messages",
        "Transport", "Crypto", "CLinux",
      ]),

    main("GatewayMain", folder: "gateway", ["Gateway"]),
    main("OrchestratorMain", folder: "orchestrator", ["Orchestrator"]),
    main("MemoryMain", folder: "memory", ["Memory"]),
    main("RetrievalMain", folder: "retrieval", ["Retrieval"]),
    main("InferenceWorkerMain", folder: "inference-worker", ["InferenceWorker"]),
    main("InteropServerMain", folder: "interop-server", ["Interop"]),
    main("InteropClientMain", folder: "interop-client", ["Interop"]),
    main("ApusMain", folder: "apus", ["CommandLineTool"]),
    main("ProtocGenApusMain", folder: "protoc-gen-apus", ["Codegen"]),
    .executableTarget(
      name: "example-agent", dependencies: ["Messages", "RPC"], path: "docs/examples/agents/swift",
      swiftSettings: strict),
    .executableTarget(
      name: "embedding-benchmark", dependencies: ["Embedding"],
      path: "Benchmarks/embedding/program", swiftSettings: strict),
    .executableTarget(
      name: "logits-benchmark", dependencies: ["Inference", "Compute"],
      path: "Benchmarks/inference/logits", swiftSettings: strict),
    .executableTarget(
      name: "speculation-benchmark", dependencies: ["Inference"],
      path: "Benchmarks/inference/speculation", swiftSettings: strict),
    .executableTarget(
      name: "serving-benchmark", dependencies: ["RPC", "Messages"],
      path: "Benchmarks/inference/serving", swiftSettings: strict),
    .executableTarget(
      name: "state-benchmark", dependencies: ["RPC", "Messages", "Store", "Memory"],
      path: "Benchmarks/state/program", swiftSettings: strict),
    .executableTarget(
      name: "state-orchestrator", dependencies: ["Orchestrator"],
      path: "Benchmarks/state/orchestrator", swiftSettings: strict),
    .executableTarget(
      name: "kernel-benchmark", dependencies: ["Kernels"], path: "Benchmarks/kernels",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])],
      linkerSettings: [.linkedLibrary("m")]),
    .executableTarget(
      name: "rpc-benchmark", dependencies: ["RPC", "Interop", "InteropMessages", "Transport"],
      path: "Benchmarks/rpc/program", swiftSettings: strict),

    // Waiting for conditions, and threads for tests that hold theirs.
    .target(
      name: "TestSupport", dependencies: ["CLinux"], path: "Tests/TestSupport",
      swiftSettings: strict),
    // Checks in C, so that they also run cross-compiled under an emulator.
    .target(
      name: "KernelChecks", dependencies: ["Kernels"], path: "Tests/KernelChecks",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    tests(
      "ComputeTests", ["Compute", "KernelChecks", "TestSupport"],
      resources: [.copy("Fixtures")]),
    // Messages with everything that proto3 has.
    .target(
      name: "ProtobufFixture", dependencies: ["Protobuf", "Messages"],
      path: "Tests/ProtobufFixture", exclude: ["everything.proto", "wellknown.proto"],
      swiftSettings: strict),
    .testTarget(
      name: "ProtobufTests",
      dependencies: ["Protobuf", "ProtobufFixture", "Messages", "Fuzzing", "TestSupport"],
      path: "Tests/ProtobufTests", exclude: ["Python"], swiftSettings: strict),
    // What must hold for bytes from strangers: `make fuzz` and `FuzzTests` run it.
    .target(
      name: "Fuzzing",
      dependencies: [
        "RPC", "Messages", "Protobuf", "ProtobufFixture", "Transport", "Grammar", "Inference",
        "Embedding",
      ],
      path: "Tests/Fuzzing", exclude: ["Corpus"], swiftSettings: strict),
    tests("FuzzTests", ["Fuzzing", "TestSupport"]),
    .testTarget(
      name: "CodegenTests",
      dependencies: ["Codegen", "Messages", "RPC", "Protobuf", "TestSupport"],
      path: "Tests/CodegenTests", exclude: ["Fixture/names.proto", "Fixture/other.proto"],
      swiftSettings: strict),
    tests("CryptoTests", ["Crypto"]),
    // A place for a database of either engine.
    .target(
      name: "StoreFixture", dependencies: ["Store", "TestSupport"], path: "Tests/StoreFixture",
      swiftSettings: strict),
    tests("StoreTests", ["Crypto", "Store", "StoreFixture", "TLSFixture", "TestSupport"]),
    tests(
      "MemoryTests",
      [
        "Memory", "Store", "StoreFixture", "StoreService", "Service", "RPC", "Messages",
        "TestSupport",
      ]),
    tests(
      "OrchestratorTests",
      [
        "Orchestrator", "Memory", "Store", "StoreFixture", "Service", "RPC", "Messages", "Crypto",
        "TestSupport",
        // They run it.
        "example-agent",
      ]),
    // Writes frames, right or wrong, and keeps what comes back.
    .target(
      name: "HostilePeer", dependencies: ["Transport"], path: "Tests/HostilePeer",
      swiftSettings: strict),
    // Certificates made for one test.
    .target(
      name: "TLSFixture", dependencies: ["Transport", "TestSupport"], path: "Tests/TLSFixture",
      swiftSettings: strict),
    tests("TransportTests", ["Transport", "HostilePeer", "TLSFixture", "TestSupport"]),
    // An echo service that misbehaves on request, for both of the next two.
    .target(
      name: "RPCFixture", dependencies: ["RPC", "Messages", "Transport"],
      path: "Tests/RPCFixture", swiftSettings: strict),
    tests(
      "RPCTests",
      [
        "RPC", "RPCServices", "Protobuf", "RPCFixture", "HostilePeer", "TLSFixture", "Messages",
        "Transport", "Compression", "TestSupport",
      ]),
    // HTTP/2 and gRPC, rule by rule, against peers that write frames.
    tests(
      "ConformanceTests",
      ["RPC", "RPCFixture", "HostilePeer", "Messages", "Transport", "TestSupport"]),
    // Python's gRPC, which knows a server by its reflection alone.
    .target(
      name: "ReflectionClient", dependencies: ["TestSupport"], path: "Tests/ReflectionClient",
      exclude: ["reflection_client.py"], swiftSettings: strict),
    // Counts the allocations of one thread, for the program below it.
    .target(
      name: "AllocationCount", path: "Tests/AllocationCount",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    .executableTarget(
      name: "AllocationGate",
      dependencies: ["AllocationCount", "RPC", "InteropMessages", "Transport"],
      path: "Tests/AllocationGate", swiftSettings: strict),
    .testTarget(
      name: "InteropTests",
      dependencies: [
        "AllocationGate",
        "RPC", "RPCFixture", "RPCServices", "Messages", "InteropMessages", "Interop", "Transport",
        "ReflectionClient", "TLSFixture", "TestSupport",
      ],
      path: "Tests/InteropTests", exclude: ["Peers"], swiftSettings: strict),
    tests(
      "GatewayTests", ["Gateway", "Service", "RPC", "RPCServices", "Messages", "TestSupport"]),
    tests(
      "CommandLineTests",
      [
        "CommandLineTool", "Gateway", "Memory", "Orchestrator", "Service", "RPC", "Messages",
        "Store",
        "TestSupport",
      ]),
    tests("RepositoryTests", []),
    tests(
      "FaultTests",
      ["FaultLedger", "Memory", "Messages", "RPC", "Store", "Crypto", "TestSupport"]),
    // What agents did and which leases processes had, outside of the services, and the audits of both.
    .target(name: "FaultLedger", path: "Tests/FaultLedger", swiftSettings: strict),
    // What stands between a service and the C library in those tests, and the orchestrator that they torment.
    .target(
      name: "FaultShim", path: "Tests/FaultShim",
      cSettings: [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-Werror"])]),
    .executableTarget(
      name: "fault-orchestrator", dependencies: ["FaultLedger", "Orchestrator", "Service"],
      path: "Tests/FaultOrchestrator",
      swiftSettings: strict),
    tests("SystemTests", ["ReflectionClient", "RPC", "Messages", "TestSupport"]),
    .executableTarget(
      name: "ServiceFixture", dependencies: ["Service", "RPCFixture", "Transport"],
      path: "Tests/ServiceFixture", swiftSettings: strict),
    tests(
      "ServiceTests",
      [
        "Service", "Transport", "Compression", "RPC", "RPCFixture", "Messages", "HostilePeer",
        "TLSFixture", "ServiceFixture", "TestSupport",
      ]),
    tests("EmbeddingTests", ["Embedding", "TestSupport"], resources: [.copy("Fixtures")]),
    tests(
      "RetrievalTests",
      ["Retrieval", "Embedding", "Compression", "Service", "RPC", "Messages", "TestSupport"]),
    tests(
      "InferenceWorkerTests",
      ["InferenceWorker", "Inference", "Service", "RPC", "Messages", "TestSupport"]),
    .testTarget(
      name: "GrammarTests", dependencies: ["Grammar", "TestSupport"], path: "Tests/GrammarTests",
      exclude: ["Python"], swiftSettings: strict),
    tests(
      "InferenceTests", ["Inference", "Compute", "Grammar", "TestSupport"],
      resources: [.copy("Fixtures")]),
  ],
  cLanguageStandard: .gnu11
)

// APUS_TARGETS="RPCTests ..." keeps only those targets and what they need: the builds with sanitizers
// and for fuzzing are of a part. `Fuzzers` is there only by name, because libFuzzer is its `main`.
if let selection = Context.environment["APUS_TARGETS"] {
  package.targets.append(
    .executableTarget(
      name: "Fuzzers", dependencies: ["Fuzzing"], path: "Tests/Fuzzers", swiftSettings: strict))
  var open = selection.split(separator: " ").map(String.init)
  var kept: Set<String> = []
  while let name = open.popLast() {
    guard let target = package.targets.first(where: { $0.name == name }) else {
      fatalError("APUS_TARGETS names \(name), which is no target")
    }
    guard kept.insert(name).inserted else { continue }
    for case .byNameItem(let name, _) in target.dependencies { open.append(name) }
  }
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll { product in
    !((product as? Product.Executable)?.targets.allSatisfy(kept.contains) ?? false)
  }
}
