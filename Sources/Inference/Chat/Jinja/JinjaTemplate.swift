/// A template in the part of Jinja that chat templates are written in, ready to run.
///
/// What it knows is what the published templates of chat models use; see "Chat templates" in the
/// reference. Anything else is refused when the template is read, with its line, or when it is run.
/// A template computes with values and changes nothing; it has no clock and no file. How long it may
/// run and how much it may write is bounded.
///
/// Sources: Jinja 3.1's "Template Designer Documentation"; the settings are those of the transformers
/// library (`trim_blocks`, `lstrip_blocks`, JSON that is not escaped for HTML).
package struct JinjaTemplate: Sendable {
  /// The longest template that is read; those in use have about 10,000 bytes.
  package static let byteCountMax = 1 << 18

  private let statements: [JinjaStatement]

  package init(_ template: String) throws(JinjaError) {
    guard template.utf8.count <= Self.byteCountMax else {
      throw JinjaError(
        .invalid, line: 1,
        "the template has \(template.utf8.count) bytes, more than \(Self.byteCountMax)")
    }
    statements = try JinjaParser.statements(of: template)
  }

  /// What the template writes, given values for its names.
  package func render(
    _ variables: [String: JinjaValue], limits: JinjaLimits = JinjaLimits()
  ) throws(JinjaError) -> JinjaText {
    if let (name, _) = variables.first(where: { $1.depth > JinjaValue.depthMax }) {
      throw JinjaError(
        .exceeded, line: 1, "'\(name)' is nested more than \(JinjaValue.depthMax) levels deep")
    }
    var interpreter = JinjaInterpreter(variables, limits)
    _ = try interpreter.run(statements)
    return interpreter.output
  }
}

/// How much a template may do.
package struct JinjaLimits: Sendable {
  /// Steps, and characters and elements that a step makes.
  package var workMax: Int
  /// How deep statements, expressions and macros may lie within each other while they run.
  package var depthMax: Int

  package init(workMax: Int = 1 << 26, depthMax: Int = 250) {
    self.workMax = workMax
    self.depthMax = depthMax
  }
}
