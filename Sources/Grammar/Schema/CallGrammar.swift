internal import Protobuf

/// How calls of tools are written into an answer, and which may be.
///
/// A call is `opening`, a line feed, `{"name": "NAME", "arguments": {...}}`, a line feed and `closing`; a
/// line feed stands between calls.
package struct CallGrammar: Sendable {
  /// A tool that may be called.
  package struct Callee: Sendable {
    package var name: String
    /// The JSON Schema of its arguments.
    package var parameters: String

    package init(name: String, parameters: String) {
      self.name = name
      self.parameters = parameters
    }
  }

  /// The most calls in one answer.
  package static let callCountMax = 16

  package var opening: String
  package var closing: String
  package var callees: [Callee]

  package init(opening: String, closing: String, callees: [Callee]) {
    self.opening = opening
    self.closing = closing
    self.callees = callees
  }

  /// From one to `countMax` calls, and nothing else.
  package func calls(countMax: Int) throws(GrammarError) -> Grammar {
    var builder = NetworkBuilder()
    let start = try builder.repeatedCalls(self, countMax: countMax, NetworkBuilder.end)
    return try Grammar(builder, start: start)
  }

  /// Any text; where `opening` is written in it, a call follows, perhaps others, and the end.
  package func textOrCalls() throws(GrammarError) -> Grammar {
    var builder = NetworkBuilder()
    let others = try builder.optional(NetworkBuilder.end) { (builder, next) throws(GrammarError) in
      try builder.literal(
        "\n", try builder.repeatedCalls(self, countMax: Self.callCountMax - 1, next))
    }
    let start = try builder.text(until: Array(opening.utf8), try builder.call(self, others))
    return try Grammar(builder, start: start)
  }
}

extension NetworkBuilder {
  fileprivate mutating func repeatedCalls(
    _ grammar: CallGrammar, countMax: Int, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    // A rule, so that the schemas' nodes are there once.
    let call = try literal(grammar.opening, try self.call(grammar, Self.end))
    let others = try repeated(0, countMax - 1, next) { (builder, next) throws(GrammarError) in
      try builder.literal("\n", try builder.add(.call(rule: call, next: next, nests: false)))
    }
    return try add(.call(rule: call, next: others, nests: false))
  }

  /// A call behind its opening.
  fileprivate mutating func call(
    _ grammar: CallGrammar, _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    let close = try literal("}\n" + grammar.closing, next)
    var ways: [NodeID] = []
    for callee in grammar.callees {
      let root = try SchemaCompiler.parse(callee.parameters)
      var compiler = SchemaCompiler(root: root, builder: self)
      let arguments = try compiler.arguments(close)
      self = compiler.builder
      ways.append(
        try literal(JSONValue.quoted(callee.name) + ", \"arguments\": ", arguments))
    }
    return try literal("\n{\"name\": ", try choice(ways))
  }

  /// Any text, which may end anywhere; where `mark` is complete, it goes on at `next`.
  ///
  /// State `i` is where the longest end of the text that begins `mark` has `i` bytes (Knuth, Morris and
  /// Pratt).
  fileprivate mutating func text(
    until mark: [UInt8], _ next: NodeID
  ) throws(GrammarError) -> NodeID {
    var states: [NodeID] = []
    for _ in mark { states.append(try placeholder()) }
    states.append(next)
    for matched in mark.indices {
      var followers: [Int: ByteSet] = [:]
      for byte in UInt8.min...UInt8.max {
        let text = mark[..<matched] + [byte]
        let longest = (0...text.count).last { mark.starts(with: text.suffix($0)) }!
        followers[longest, default: ByteSet()].insert(byte)
      }
      var ways = [Self.end]
      for (longest, bytes) in followers.sorted(by: { $0.key < $1.key }) {
        ways.append(try self.bytes(bytes, states[longest]))
      }
      decide(states[matched], ways)
    }
    return states[0]
  }
}
