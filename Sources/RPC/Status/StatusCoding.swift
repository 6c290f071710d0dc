/// `google.rpc.Status` on the wire: `int32 code = 1; string message = 2; repeated Any details = 3;`
/// with `Any` being `string type_url = 1; bytes value = 2;`. Written by hand because the generated
/// messages stand above this target; three fields that never change do not need a table.
enum StatusCoding {
  static func encode(code: RPCError.Code, message: String, details: [StatusDetail]) -> [UInt8] {
    var output: [UInt8] = []
    if code.rawValue != 0 {
      output.append(0x08)
      appendVarint(UInt64(bitPattern: Int64(code.rawValue)), to: &output)
    }
    if !message.isEmpty { appendField(2, Array(message.utf8), to: &output) }
    for detail in details {
      var any: [UInt8] = []
      if !detail.typeURL.isEmpty { appendField(1, Array(detail.typeURL.utf8), to: &any) }
      if !detail.value.isEmpty { appendField(2, detail.value, to: &any) }
      appendField(3, any, to: &output)
    }
    return output
  }

  /// The details in a `google.rpc.Status`; empty when it is malformed.
  static func decodeDetails(_ bytes: [UInt8]) -> [StatusDetail] {
    var details: [StatusDetail] = []
    for (number, any) in fields(of: bytes[...]) ?? [] where number == 3 {
      guard let parts = fields(of: any) else { return [] }
      let typeURL = parts.last { $0.number == 1 }.map { String(decoding: $0.bytes, as: UTF8.self) }
      let value = parts.last { $0.number == 2 }.map { Array($0.bytes) }
      details.append(StatusDetail(typeURL: typeURL ?? "", value: value ?? []))
    }
    return details
  }

  private static func appendField(_ number: UInt8, _ bytes: [UInt8], to output: inout [UInt8]) {
    output.append(number << 3 | 2)
    appendVarint(UInt64(bytes.count), to: &output)
    output.append(contentsOf: bytes)
  }

  private static func appendVarint(_ value: UInt64, to output: inout [UInt8]) {
    var value = value
    while value >= 0x80 {
      output.append(UInt8(truncatingIfNeeded: value) | 0x80)
      value >>= 7
    }
    output.append(UInt8(value))
  }

  /// The length-delimited fields; nil when the bytes are not a message. Others are skipped.
  private static func fields(
    of bytes: ArraySlice<UInt8>
  ) -> [(number: UInt64, bytes: ArraySlice<UInt8>)]? {
    var rest = bytes
    var found: [(number: UInt64, bytes: ArraySlice<UInt8>)] = []
    while !rest.isEmpty {
      guard let tag = varint(&rest) else { return nil }
      switch tag & 7 {
      case 0: guard varint(&rest) != nil else { return nil }
      case 1, 5:
        let count = tag & 7 == 1 ? 8 : 4
        guard rest.count >= count else { return nil }
        rest = rest.dropFirst(count)
      case 2:
        guard let length = varint(&rest), length <= UInt64(rest.count) else { return nil }
        found.append((tag >> 3, rest.prefix(Int(length))))
        rest = rest.dropFirst(Int(length))
      default: return nil
      }
    }
    return found
  }

  private static func varint(_ bytes: inout ArraySlice<UInt8>) -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while let byte = bytes.popFirst(), shift < 64 {
      value |= UInt64(byte & 0x7F) << shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    return nil
  }
}
