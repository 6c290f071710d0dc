/// Where a sealed value stands: its table, and the columns that tell its row from others. A value opens
/// only where it was sealed, so rows cannot be exchanged or copied to other places.
package struct SealedPlace: Sendable, Hashable {
  private let table: String
  private let row: [SQLValue]

  package init(_ table: String, _ row: SQLValue...) {
    self.table = table
    self.row = row
  }

  /// What the value is bound to: kind, length and bytes of each part, so that no two places and tenants
  /// have the same bytes.
  func associatedData(tenant: String, keyNumber: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for value in [.text(table), .text(tenant), .int(keyNumber)] + row {
      switch value {
      case .null: Self.append(0, [], to: &bytes)
      case .int(let integer):
        Self.append(1, Self.bigEndian(UInt64(bitPattern: Int64(integer))), to: &bytes)
      case .double(let double): Self.append(2, Self.bigEndian(double.bitPattern), to: &bytes)
      case .text(let text): Self.append(3, Array(text.utf8), to: &bytes)
      case .blob(let blob): Self.append(4, blob, to: &bytes)
      }
    }
    return bytes
  }

  private static func append(_ kind: UInt8, _ part: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(kind)
    bytes += bigEndian(UInt64(part.count))
    bytes += part
  }

  private static func bigEndian(_ bits: UInt64) -> [UInt8] {
    withUnsafeBytes(of: bits.bigEndian) { Array($0) }
  }
}
