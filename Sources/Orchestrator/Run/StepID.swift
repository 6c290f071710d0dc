/// Names one execution of a step: `plan`, or `search[1]` for the second element of a list.
package struct StepID: Sendable, Hashable, Codable, CustomStringConvertible {
  package let name: String
  package let index: Int?

  package init(_ name: String, _ index: Int? = nil) {
    self.name = name
    self.index = index
  }

  package var description: String { index.map { "\(name)[\($0)]" } ?? name }
}
