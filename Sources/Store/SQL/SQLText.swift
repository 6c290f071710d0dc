/// The text of a statement as a key for what was prepared of it.
///
/// Statements run for a microsecond or two, and hashing their few hundred bytes would be a good part of that. So the
/// hash takes in the length and 24 bytes from three places; equality compares all, which for one and the same
/// literal is a comparison of addresses.
struct SQLText: Hashable {
  let sql: String

  init(_ sql: String) { self.sql = sql }

  func hash(into hasher: inout Hasher) {
    let wasSampled: Void? = sql.utf8.withContiguousStorageIfAvailable { bytes in
      let buffer = UnsafeRawBufferPointer(bytes)
      hasher.combine(buffer.count)
      guard buffer.count >= 8 else { return hasher.combine(bytes: buffer) }
      for offset in [buffer.count / 3, buffer.count * 2 / 3, buffer.count] {
        hasher.combine(
          buffer.loadUnaligned(fromByteOffset: min(offset, buffer.count - 8), as: UInt64.self))
      }
    }
    // Only a text that came from elsewhere is not in one piece.
    if wasSampled == nil { hasher.combine(sql) }
  }
}
