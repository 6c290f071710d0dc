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
    for case (3, .bytes(let any)) in WireFields.parse(bytes[...]) ?? [] {
      guard let fields = WireFields.parse(any) else { return [] }
      var detail = StatusDetail(typeURL: "", value: [])
      for case (let number, .bytes(let value)) in fields {
        if number == 1 { detail.typeURL = String(decoding: value, as: UTF8.self) }
        if number == 2 { detail.value = Array(value) }
      }
      details.append(detail)
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
}
