package import Messages
package import RPC
internal import Transport

/// The message of these tests: text and bytes.
package typealias Note = Google.Protobuf.AnyValue

/// A service with one method of each kind and a few that misbehave on request.
package struct EchoService: RPCService {
  package static let name = "apus.test.Echo"
  package static func path(_ method: String) -> MethodPath {
    MethodPath(service: name, method: method)
  }

  /// What happens in handlers, for tests to wait for.
  package let events = EventLog()

  package init() {}

  package var definition: ServiceDefinition {
    ServiceDefinition(
      name: Self.name, fileDescriptor: nil,
      methods: [unary, expand, collect, chat, fail, hang, flood, drip, metadata, deadline, count])
  }

  /// Answers with the request.
  private var unary: MethodDefinition {
    .unary("Unary") { (note: Note, _: ServerContext) -> Note in note }
  }

  /// `typeUrl` copies of the request.
  private var expand: MethodDefinition {
    .serverStreaming("Expand") {
      (note: Note, writer: ResponseWriter<Note>, _: ServerContext) in
      for index in 0..<(Int(note.typeUrl) ?? 0) {
        try await writer.write(Note(typeUrl: "\(index)", value: note.value))
      }
    }
  }

  /// All texts joined, and the sum of the sizes as a decimal number.
  private var collect: MethodDefinition {
    .clientStreaming("Collect") { (notes: RequestStream<Note>, _: ServerContext) -> Note in
      var texts: [String] = []
      var byteCount = 0
      for try await note in notes {
        texts.append(note.typeUrl)
        byteCount += note.value.count
      }
      return Note(typeUrl: texts.joined(separator: ","), value: Array("\(byteCount)".utf8))
    }
  }

  private var chat: MethodDefinition {
    .bidirectionalStreaming("Chat") {
      (notes: RequestStream<Note>, writer: ResponseWriter<Note>, _: ServerContext) in
      for try await note in notes { try await writer.write(note) }
    }
  }

  /// Throws the status whose number is in `typeUrl`; `other` throws an error that is no status.
  private var fail: MethodDefinition {
    .unary("Fail") { (note: Note, context: ServerContext) -> Note in
      guard let code = Int(note.typeUrl) else { throw Secret() }
      context.addTrailingMetadata("x-trailing", "failed")
      throw RPCError(
        .init(rawValue: code), "wörter % und\nZeilen",
        details: [StatusDetail(Note(typeUrl: "detail", value: [1, 2, 3]))])
    }
  }

  struct Secret: Error, CustomStringConvertible {
    var description: String { "the password is swordfish" }
  }

  /// Never answers; says when it starts and when it is cancelled.
  private var hang: MethodDefinition {
    .unary("Hang") { [events] (note: Note, _: ServerContext) -> Note in
      events.record("hang started")
      defer { events.record(Task.isCancelled ? "hang cancelled" : "hang ended") }
      try await EventLoop.current!.sleep(for: .seconds(60))
      return note
    }
  }

  /// Writes messages of 16 KiB without end and counts them.
  private var flood: MethodDefinition {
    .serverStreaming("Flood") {
      [events] (_: Note, writer: ResponseWriter<Note>, _: ServerContext) in
      defer { events.record("flood ended") }
      let note = Note(value: Array(repeating: 7, count: 16 * 1024))
      while true {
        try await writer.write(note)
        events.record("flood wrote")
      }
    }
  }

  /// Reads one request each time the test allows it.
  private var drip: MethodDefinition {
    .clientStreaming("Drip") { [events] (notes: RequestStream<Note>, _: ServerContext) -> Note in
      await events.wait(for: "drip may read")
      var count = 0
      for try await _ in notes { count += 1 }
      return Note(typeUrl: "\(count)")
    }
  }

  /// Echoes the metadata it got.
  private var metadata: MethodDefinition {
    .unary("Metadata") { (note: Note, context: ServerContext) -> Note in
      for name in Set(context.metadata.map(\.name)).subtracting(["traceparent"]) {
        for value in context.metadata.values(name) where !name.hasSuffix("-bin") {
          context.addInitialMetadata("seen-\(name)", value)
          context.addTrailingMetadata("after-\(name)", value)
        }
        for value in context.metadata.binaryValues(name) where name.hasSuffix("-bin") {
          context.addInitialMetadata("seen-\(name)", value)
        }
      }
      return Note(typeUrl: CallScope.current?.trace.traceID ?? "", value: note.value)
    }
  }

  /// Answers with the seconds that are left, rounded up, and as bytes with the milliseconds; without a
  /// deadline with nothing.
  private var deadline: MethodDefinition {
    .unary("Deadline") { (_: Note, context: ServerContext) -> Note in
      guard let deadline = context.deadline else { return Note() }
      let (seconds, rest) = (deadline - .now).components
      let milliseconds = Int((deadline - .now) / .milliseconds(1))
      return Note(
        typeUrl: "\(seconds + (rest > 0 ? 1 : 0))", value: Array("\(milliseconds)".utf8))
    }
  }

  /// Answers with how often the event `typeUrl` has happened.
  private var count: MethodDefinition {
    .unary("Count") { [events] (note: Note, _: ServerContext) -> Note in
      Note(typeUrl: "\(events.count(note.typeUrl))")
    }
  }
}
