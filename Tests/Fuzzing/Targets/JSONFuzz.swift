internal import Messages
internal import Protobuf
internal import ProtobufFixture

/// Messages from JSON. The first byte picks the type and whether unknown names are passed over.
enum JSONFuzz {
  private static let types: [any Message.Type] = [
    Fixture.V1.Everything.self, Fixture.V1.WellKnown.self,
  ]
  private static let inside = MessageTypes([
    Fixture.V1.Leaf.self, Fixture.V1.WellKnown.self, Google.Protobuf.AnyValue.self,
    Google.Protobuf.Duration.self, Google.Protobuf.StringValue.self,
  ])

  static func run(_ bytes: UnsafeRawBufferPointer) throws(BrokenProperty) {
    var input = InputBytes(bytes)
    let mode = input.byte()
    var options = JSONDecodingOptions()
    options.types = inside
    options.ignoresUnknownFields = mode & 2 != 0
    options.limits = DecodingLimits(
      byteCountMax: 64 << 10, depthMax: 20, memoryByteCountMax: 4 << 20)
    let type = types[Int(mode & 1)]
    try check(type, Array(input.rest), options)
  }

  /// What is read is written, read and written again as the same text, and its binary form is one: all of
  /// it within the same depth.
  private static func check<M: Message>(
    _ type: M.Type, _ bytes: [UInt8], _ options: JSONDecodingOptions
  ) throws(BrokenProperty) {
    guard let message = try? M(jsonBytes: bytes, options) else { return }
    let binary = message.serializedBytes()
    let limits = DecodingLimits(depthMax: options.limits.depthMax)
    guard (try? M(serializedBytes: binary, limits: limits))?.serializedBytes() == binary else {
      throw BrokenProperty("\(binary) was written and is not read back")
    }
    var encoding = JSONEncodingOptions()
    encoding.types = inside
    encoding.limits = limits
    // What a Value or a FieldMask may hold in JSON is less than in binary: only what was read from JSON
    // must be written.
    let written: String
    let again: String
    do throws(JSONError) {
      written = try message.jsonString(encoding)
      var decoding = options
      decoding.ignoresUnknownFields = false
      decoding.limits = limits
      again = try M(jsonString: written, decoding).jsonString(encoding)
    } catch {
      throw BrokenProperty("\(binary) came from JSON and does not go there and back: \(error)")
    }
    try require(written == again, "'\(written)' is read and written as '\(again)'")
  }
}
