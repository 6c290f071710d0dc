import Foundation
import Orchestrator
import TestSupport
import Testing

/// The JSON Schema that editors use, beside the program that decides.
@Suite("Workflow schema", .blocksItsThread)
struct WorkflowSchemaTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  private static let agents = TestWorkflows.signatures.merging(
    ["echo@1": TestWorkflows.signatures["echo"]!], uniquingKeysWith: { $1 })

  private func workflows() throws -> [String: WorkflowDefinition] {
    let loop = """
      {"name": "loop", "version": 1, "steps": [{"id": "again", "workflow": "loop"}]}
      """
    return try RandomWorkflow.library().merging(
      ["loop": WorkflowDefinition(json: loop)], uniquingKeysWith: { $1 })
  }

  private func problems(_ json: String) throws -> [String] {
    let workflows = try workflows()
    do {
      try WorkflowValidator.validate(
        WorkflowDefinition(json: json), agents: Self.agents, workflows: workflows)
      return []
    } catch {
      return error.problems
    }
  }

  /// What Python's jsonschema finds wrong with each document; nil where nothing is.
  private func faults(_ documents: [String]) throws -> [String?] {
    struct Question: Encodable {
      let schema: String
      let texts: [String]
    }
    let schema = try String(
      contentsOf: Self.root.appending(path: "docs/reference/workflow.schema.json"), encoding: .utf8)
    let python =
      ProcessInfo.processInfo.environment["APUS_TEST_PYTHON"]
      ?? Self.root.appending(path: ".cache/venv/bin/python").path
    let question = try JSONEncoder().encode(Question(schema: schema, texts: documents))
    let outcome = try ProgramOutcome(
      blockingOn: python, [Self.root.appending(path: "Tests/GrammarTests/Python/peer.py").path],
      input: question + [0x0A])
    try #require(outcome.status == 0, "\(outcome.errors)")
    return try JSONDecoder().decode([String?].self, from: Data(outcome.outputBytes))
  }

  @Test("Program and schema accept what is good")
  func good() throws {
    let documents = WorkflowCorpus.good + [ResearchWorkflow.json]
    for (document, fault) in zip(documents, try faults(documents)) {
      #expect(fault == nil, "\(document)")
      guard document != ResearchWorkflow.json else { continue }
      #expect(try problems(document) == [], "\(document)")
      let definition = try WorkflowDefinition(json: document)
      #expect(try WorkflowDefinition(json: definition.json) == definition)
    }
  }

  @Test("The example in the documentation is what it says")
  func example() throws {
    let page = try String(
      contentsOf: Self.root.appending(path: "docs/reference/workflows.md"), encoding: .utf8)
    let block = try #require(page.firstRange(of: "```json\n"))
    let end = try #require(page[block.upperBound...].firstRange(of: "```"))
    let example = String(page[block.upperBound..<end.lowerBound])
    #expect(try faults([example]) == [nil])
    let definition = try WorkflowDefinition(json: example)
    #expect(definition.steps.count == 4 && WorkflowGraph(definition.steps).cycle == nil)
  }

  @Test("The program names each mistake; the schema finds those of shape and bounds")
  func bad() throws {
    let faults = try faults(WorkflowCorpus.bad.map(\.json))
    for (document, fault) in zip(WorkflowCorpus.bad, faults) {
      let problems = try problems(document.json)
      #expect(
        problems.first?.hasPrefix(document.problem) == true, "\(problems) for \(document.json)")
      #expect(
        (fault != nil) == document.isSchemaProblem, "\(fault ?? "nothing") in \(document.json)")
    }
  }

  @Test(
    "What the schema refuses the program refuses, and what it cannot even read the schema refuses")
  func mutations() throws {
    let seed = SeededGenerator.freshSeed()
    var random = SeededGenerator(seed: seed)
    let documents = try (0..<300).map { _ in
      let json = WorkflowCorpus.good.randomElement(using: &random)!
      var value = try JSONDecoder().decode(Value.self, from: Data(json.utf8))
      Self.mutate(&value, &random)
      return String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
    for (document, fault) in zip(documents, try faults(documents)) {
      if fault != nil {
        #expect(try problems(document) != [], "seed \(seed): \(fault ?? "") in \(document)")
      } else {
        #expect(throws: Never.self, "seed \(seed): \(document)") {
          try WorkflowDefinition(json: document)
        }
      }
    }
  }

  /// Changes one place somewhere in the value.
  private static func mutate(_ value: inout Value, _ random: inout SeededGenerator) {
    let isHere = Int.random(in: 0..<4, using: &random) == 0
    switch value {
    case .object(var fields) where !fields.isEmpty:
      let name = fields.keys.sorted().randomElement(using: &random)!
      if isHere {
        switch Int.random(in: 0..<3, using: &random) {
        case 0: fields[name] = nil
        case 1: fields["odd"] = 1
        default: fields[name] = wrong(&random)
        }
      } else {
        mutate(&fields[name]!, &random)
      }
      value = .object(fields)
    case .list(var list) where !list.isEmpty && !isHere:
      mutate(&list[Int.random(in: list.indices, using: &random)], &random)
      value = .list(list)
    default: value = wrong(&random)
    }
  }

  private static func wrong(_ random: inout SeededGenerator) -> Value {
    let values: [Value] = [
      .null, true, -1, 0, 7, .number(1.5), "", "text", "$run.question", "$", "$a..b", [], [1], [:],
      ["list": "string"],
    ]
    return values.randomElement(using: &random)!
  }
}
