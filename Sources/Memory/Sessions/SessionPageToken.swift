internal import Foundation

/// Where a listing of sessions goes on: after this session in the order of last use.
struct SessionPageToken {
  let updatedAt: Int
  let id: String

  init(_ session: Session) {
    updatedAt = session.updatedAt
    id = session.id
  }

  init(text: String) throws(MemoryError) {
    guard let data = Data(base64Encoded: text),
      let plain = String(data: data, encoding: .utf8),
      let colon = plain.firstIndex(of: ":"), let updatedAt = Int(plain[..<colon]),
      !plain.utf8.contains(0)
    else {
      throw .invalid("page_token is not one that a listing returned; leave it empty to start")
    }
    self.updatedAt = updatedAt
    id = String(plain[plain.index(after: colon)...])
  }

  var text: String {
    Data("\(updatedAt):\(id)".utf8).base64EncodedString()
  }
}
