/// An expression of a template.
struct JinjaExpression: Sendable {
  indirect enum Kind: Sendable {
    case literal(JinjaValue)
    case name(String)
    case list([JinjaExpression], isTuple: Bool)
    case dictionary([(key: JinjaExpression, value: JinjaExpression)])
    case attribute(JinjaExpression, String)
    case item(JinjaExpression, JinjaExpression)
    case slice(JinjaExpression, JinjaSlice)
    case call(JinjaExpression, JinjaArguments)
    case filter(JinjaExpression, String, JinjaArguments)
    case test(JinjaExpression, String, JinjaArguments, isNegated: Bool)
    case negative(JinjaExpression)
    case not(JinjaExpression)
    case arithmetic(JinjaExpression, JinjaOperator, JinjaExpression)
    case concatenation([JinjaExpression])
    case comparison(JinjaExpression, [(comparison: JinjaComparison, value: JinjaExpression)])
    case and(JinjaExpression, JinjaExpression)
    case or(JinjaExpression, JinjaExpression)
    case conditional(JinjaExpression, condition: JinjaExpression, otherwise: JinjaExpression?)
  }

  /// Expressions may lie this deep within each other, so that nothing recurses further.
  static let depthMax = 100

  let kind: Kind
  let line: Int
  let depth: Int

  init(_ kind: Kind, line: Int) throws(JinjaError) {
    self.kind = kind
    self.line = line
    depth = 1 + kind.parts.reduce(0) { max($0, $1.depth) }
    guard depth <= Self.depthMax else {
      throw JinjaError(
        .invalid, line: line, "an expression is nested more than \(Self.depthMax) levels deep")
    }
  }
}

extension JinjaExpression.Kind {
  /// The expressions that this one is made of.
  fileprivate var parts: [JinjaExpression] {
    switch self {
    case .literal, .name: []
    case .list(let elements, _), .concatenation(let elements): elements
    case .dictionary(let entries): entries.flatMap { [$0.key, $0.value] }
    case .attribute(let value, _), .negative(let value), .not(let value): [value]
    case .item(let left, let right), .arithmetic(let left, _, let right), .and(let left, let right),
      .or(let left, let right):
      [left, right]
    case .slice(let value, let slice):
      [value] + [slice.start, slice.stop, slice.step].compactMap(\.self)
    case .call(let value, let arguments), .filter(let value, _, let arguments),
      .test(let value, _, let arguments, _):
      [value] + arguments.positional + arguments.named.map(\.value)
    case .comparison(let value, let comparisons): [value] + comparisons.map(\.value)
    case .conditional(let value, let condition, let otherwise):
      [value, condition] + [otherwise].compactMap(\.self)
    }
  }
}

struct JinjaSlice: Sendable {
  var start: JinjaExpression?
  var stop: JinjaExpression?
  var step: JinjaExpression?
}

struct JinjaArguments: Sendable {
  var positional: [JinjaExpression] = []
  var named: [(name: String, value: JinjaExpression)] = []
}

enum JinjaOperator: String, Sendable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case divideDown = "//"
  case remainder = "%"
  case power = "**"
}

enum JinjaComparison: String, Sendable {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case contained = "in"
  case notContained = "not in"
}

/// A statement of a template.
struct JinjaStatement: Sendable {
  indirect enum Kind: Sendable {
    case output(JinjaText)
    case print(JinjaExpression)
    case condition(
      [(condition: JinjaExpression, body: [JinjaStatement])], otherwise: [JinjaStatement])
    case loop(JinjaLoop)
    case set(JinjaTarget, JinjaExpression)
    case capture(JinjaTarget, [JinjaStatement])
    case macro(JinjaMacro)
    case leaveLoop
    case nextRound
  }

  let kind: Kind
  let line: Int
}

/// What a value is given to.
enum JinjaTarget: Sendable {
  case names([String])
  /// A field of a namespace.
  case field(String, String)
}

struct JinjaLoop: Sendable {
  let names: [String]
  let values: JinjaExpression
  /// Which of the values are taken.
  let filter: JinjaExpression?
  let body: [JinjaStatement]
  /// Run where there were no values.
  let otherwise: [JinjaStatement]
}

package struct JinjaMacro: Sendable {
  let name: String
  let parameters: [(name: String, value: JinjaExpression?)]
  let body: [JinjaStatement]
}
