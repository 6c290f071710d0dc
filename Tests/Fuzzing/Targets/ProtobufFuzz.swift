internal import Protobuf
internal import ProtobufFixture

/// Messages through the generated code. The first byte picks the type.
enum ProtobufFuzz {
  private static let types: [any Message.Type] = [
    Fixture.V1.Everything.self, Fixture.V1.Leaf.self, Fixture.V1.Empty.self,
  ]
  private static let limits = DecodingLimits(
    byteCountMax: 64 << 10, depthMax: 20, memoryByteCountMax: 4 << 20)

  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let type = types[Int(input.byte()) % types.count]
    try check(type, input.rest)
  }

  /// What is read is written, read and written again as the same bytes, and is the same message.
  private static func check<M: Message>(
    _ type: M.Type, _ bytes: UnsafeRawBufferPointer
  ) throws(BrokenProperty) {
    guard let message = try? M(serializedBytes: bytes, limits: limits) else { return }
    let written = message.serializedBytes()
    let again: M
    let oneMore: M
    do throws(DecodingError) {
      again = try M(serializedBytes: written)
      oneMore = try M(serializedBytes: written)
    } catch {
      throw BrokenProperty("\(written) was written and is refused: \(error)")
    }
    let writtenAgain = again.serializedBytes()
    try require(writtenAgain == written, "\(written) is read and written as \(writtenAgain)")
    // A NaN differs from itself: only what equals its like, read apart, can be compared.
    guard again == oneMore else { return }
    try require(again == message, "\(written) is read as another message")
  }
}
