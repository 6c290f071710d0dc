import Foundation
import Inference
import Testing

/// Templates against what jinja2 makes of them: `scripts/references/chat_templates.py` asks it.
@Suite struct JinjaReferenceTests {
  /// The templates of the fixtures, each written with the constructs of a family's published ones.
  static let names = [
    "chatml", "headers", "tagged-tools", "thinking", "alternating", "macros",
  ]

  @Test(arguments: names)
  func `A family's template gives every conversation the reference's text`(
    _ name: String
  ) throws {
    let source = try ChatFixture.text(name, "jinja")
    try check(JinjaTemplate(source), ChatFixture.lines(name))
  }

  @Test func `So does the template of the default model's file`() throws {
    let source = try GGUFFile(path: RealModel.path).string("tokenizer.chat_template")
    try check(JinjaTemplate(source), ChatFixture.lines("smollm2"))
  }

  private func check(_ template: JinjaTemplate, _ answers: [JinjaValue]) throws {
    let conversations = try ChatFixture.lines("variables")
    #expect(conversations.count == answers.count && answers.count >= 60)
    for (variables, answer) in zip(conversations, answers) {
      let rendered = Result { try template.render(variables.fields) }
      guard let expected = answer.fields["text"]?.string else {
        #expect(throws: JinjaError.self, "\(variables)") { try rendered.get() }
        continue
      }
      #expect(throws: Never.self) {
        let text = try rendered.get().string
        #expect(
          text.utf8.elementsEqual(expected.utf8),
          "\(text.debugDescription), not \(expected.debugDescription)")
      }
    }
  }

  @Test func `Small templates give the reference's text, or fail as they do there`() throws {
    let values = try JinjaValue(json: ChatFixture.text("expressions", "json")).fields
    let cases = try ChatFixture.lines("expressions")
    #expect(cases.count > 2_000)
    for item in cases {
      let source = try #require(item.fields["template"]?.string)
      let rendered = Result { try JinjaTemplate(source).render(values).string }
      if let expected = item.fields["text"]?.string {
        #expect(throws: Never.self, "\(source)") {
          let text = try rendered.get()
          #expect(
            text.utf8.elementsEqual(expected.utf8),
            "\(source.debugDescription): \(text.debugDescription), not \(expected.debugDescription)"
          )
        }
      } else {
        #expect(throws: JinjaError.self, "\(source)") { try rendered.get() }
      }
    }
  }
}

enum ChatFixture {
  static func text(_ name: String, _ fileExtension: String) throws -> String {
    let url = try #require(
      Bundle.module.url(
        forResource: name, withExtension: fileExtension, subdirectory: "Fixtures/chat"))
    return String(decoding: try Data(contentsOf: url), as: UTF8.self)
  }

  static func lines(_ name: String) throws -> [JinjaValue] {
    try text(name, "jsonl").split(separator: "\n").map { try JinjaValue(json: String($0)) }
  }
}

extension JinjaValue {
  /// The entries of a mapping.
  var fields: [String: JinjaValue] {
    guard case .dictionary(let dictionary) = self else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: dictionary.entries.map { ($0.key.string, $0.value) })
  }

  var string: String? {
    guard case .text(let text) = self else { return nil }
    return text.string
  }
}
