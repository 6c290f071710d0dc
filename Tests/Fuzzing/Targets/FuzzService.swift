internal import ProtobufFixture
internal import RPC

/// A method of each kind, that ends as soon as its requests do.
struct FuzzService: RPCService {
  typealias Leaf = Fixture.V1.Leaf
  /// Responses of a call, at most: what is tested is what comes in.
  private static let responseCountMax = 8

  var definition: ServiceDefinition {
    ServiceDefinition(
      name: "fuzz.S", fileDescriptor: nil, methods: [unary, collect, expand, chat])
  }

  private var unary: MethodDefinition {
    .unary("U") { (leaf: Leaf, context: ServerContext) -> Leaf in
      context.addInitialMetadata("x-count", "\(context.metadata.count)")
      guard leaf.count >= 0 else {
        throw RPCError(.init(rawValue: Int(leaf.count.magnitude)), leaf.name)
      }
      return leaf
    }
  }

  private var collect: MethodDefinition {
    .clientStreaming("C") { (leaves: RequestStream<Leaf>, _: ServerContext) -> Leaf in
      var count: Int64 = 0
      for try await _ in leaves { count &+= 1 }
      return Leaf(count: count)
    }
  }

  private var expand: MethodDefinition {
    .serverStreaming("E") { (leaf: Leaf, writer: ResponseWriter<Leaf>, _: ServerContext) in
      for _ in 0..<min(Self.responseCountMax, Int(leaf.count)) { try await writer.write(leaf) }
    }
  }

  private var chat: MethodDefinition {
    .bidirectionalStreaming("B") {
      (leaves: RequestStream<Leaf>, writer: ResponseWriter<Leaf>, _: ServerContext) in
      for try await leaf in leaves { try await writer.write(leaf) }
    }
  }
}
