/// A statement in PostgreSQL's own words: parameters are `$1`, `$2` where ours are `?` or `?1`.
///
/// Quoted text and names keep their question marks; comments to the end of a line are left out.
struct PostgresStatement {
  let text: String
  let parameterCount: Int

  init(_ sql: String) {
    var text: [UInt8] = []
    text.reserveCapacity(sql.utf8.count + 16)
    var highest = 0
    let bytes = Array(sql.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
        let end = bytes[(index + 1)...].firstIndex(of: byte) ?? bytes.count - 1
        text += bytes[index...end]
        index = end + 1
      } else if byte == UInt8(ascii: "-"), index + 1 < bytes.count, bytes[index + 1] == byte {
        let end = bytes[index...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        index = end
      } else if byte == UInt8(ascii: "?") {
        index += 1
        let digits = bytes[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        let number = Int(String(decoding: digits, as: UTF8.self)) ?? highest + 1
        highest = max(highest, number)
        text += "$\(number)".utf8
        index += digits.count
      } else {
        text.append(byte)
        index += 1
      }
    }
    self.text = String(decoding: text, as: UTF8.self)
    parameterCount = highest
  }
}
