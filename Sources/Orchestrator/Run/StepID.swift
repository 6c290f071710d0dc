/// Names one execution of a step: `plan`, or `search[1]` for the second element of a list.
package struct StepID: Sendable, Hashable, Codable, CustomStringConvertible {
  package let name: String
  package let index: Int?

  package init(_ name: String, _ index: Int? = nil) {
    self.name = name
    self.index = index
  }

  /// Reads what `description` writes; `nil` when the text is nothing of the kind.
  package init?(text: String) {
    guard let bracket = text.firstIndex(of: "[") else {
      self.init(text)
      return
    }
    guard text.last == "]", let index = Int(text[bracket...].dropFirst().dropLast()), index >= 0
    else { return nil }
    self.init(String(text[..<bracket]), index)
  }

  package var description: String { index.map { "\(name)[\($0)]" } ?? name }
}
