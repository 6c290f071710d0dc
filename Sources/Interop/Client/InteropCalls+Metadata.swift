internal import InteropMessages
internal import RPC
internal import Synchronization

extension InteropCalls {
  private static let initialValue = "test_initial_metadata_value"
  private static let trailingValue: [UInt8] = [0xAB, 0xAB, 0xAB]

  func customMetadata() async throws {
    var metadata: Metadata = [EchoedMetadata.initialName: Self.initialValue]
    metadata.appendBinary(EchoedMetadata.trailingName, Self.trailingValue)

    let (initial, trailing) = (MetadataBox(), MetadataBox())
    let options = CallOptions(
      metadata: metadata, onInitialMetadata: { initial.value = $0 },
      onTrailingMetadata: { trailing.value = $0 })
    let response = try await service.unaryCall(Self.request(Self.large), options: options)
    try Self.check(response.payload, byteCount: Self.large.response)
    try Self.checkEchoed(initial.value, trailing.value)

    try await service.fullDuplexCall(options: CallOptions(metadata: metadata)) {
      writer, responses in
      try await writer.write(Self.streamedRequest(Self.large))
      try await writer.finish()
      let initial = try await responses.initialMetadata()
      for try await response in responses {
        try Self.check(response.payload, byteCount: Self.large.response)
      }
      try Self.checkEchoed(initial, responses.trailingMetadata)
    }
  }

  private static func checkEchoed(_ initial: Metadata, _ trailing: Metadata) throws {
    try expectEqual(
      initial.values(EchoedMetadata.initialName), [initialValue],
      "\(EchoedMetadata.initialName) in the initial metadata")
    try expectEqual(
      trailing.binaryValues(EchoedMetadata.trailingName), [trailingValue],
      "\(EchoedMetadata.trailingName) in the trailing metadata")
  }
}

/// Metadata as a callback heard it.
private final class MetadataBox: Sendable {
  private let stored = Mutex(Metadata())

  var value: Metadata {
    get { stored.withLock { $0 } }
    set { stored.withLock { $0 = newValue } }
  }
}
