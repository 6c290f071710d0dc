import Orchestrator
import Testing

@Suite("Workflow validation")
struct WorkflowValidatorTests {
  private func problems(_ json: String) throws -> [String] {
    do {
      try WorkflowValidator.validate(
        WorkflowDefinition(json: json), agents: TestWorkflows.signatures)
      return []
    } catch {
      return error.problems
    }
  }

  private func workflow(_ steps: String, report: String = "{}") -> String {
    """
    {"name": "w", "version": 1, "inputs": {"question": {"type": "string"}}, "steps": [\(steps)],
     "report": \(report)}
    """
  }

  @Test("A sound workflow has no problems")
  func sound() throws {
    #expect(try problems(TestWorkflows.diamond) == [])
  }

  @Test(
    "Each mistake is named precisely",
    arguments: [
      (
        #"{"id": "a", "agent": "ech", "inputs": {}}"#,
        "step 'a' names the unknown agent 'ech'; known are 'count', 'echo', 'join', 'split'"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "$b.text"}}"#,
        "input 'text' of step 'a' refers to the step 'b', which does not exist; there are 'a'"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "$run.answer"}}"#,
        "input 'text' of step 'a' is '$run.answer', but there is no 'answer' in an object with "
          + "question"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "$item"}}"#,
        "input 'text' of step 'a' uses $item, which only a step with forEach has"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": 7}}"#,
        "input 'text' of step 'a' is a number, but agent 'echo' takes a string"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "x", "loud": true}}"#,
        "step 'a' gives agent 'echo' an input 'loud' that it does not take; it takes 'text'"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {}}"#,
        "step 'a' gives agent 'echo' no input 'text'"
      ),
      (
        #"{"id": "a", "agent": "echo", "forEach": "$run.question", "inputs": {"text": "x"}}"#,
        "forEach of step 'a' is a string, but a list is needed"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "$a.text"}}"#,
        "steps wait for each other: a -> a"
      ),
      (
        #"""
        {"id": "a", "agent": "echo", "inputs": {"text": "$c.text"}},
        {"id": "b", "agent": "echo", "inputs": {"text": "$a.text"}},
        {"id": "c", "agent": "echo", "inputs": {"text": "x"}, "after": ["b"]}
        """#,
        "steps wait for each other: a -> c -> b -> a"
      ),
      (
        #"""
        {"id": "a", "agent": "split", "inputs": {"text": "x"}},
        {"id": "b", "agent": "echo", "forEach": "$a.parts", "inputs": {"text": "$item"}},
        {"id": "c", "agent": "echo", "inputs": {"text": "$b.text"}}
        """#,
        "input 'text' of step 'c' is '$b.text', but a list, each element an object with text has "
          + "no field 'text'"
      ),
      (
        #"""
        {"id": "a", "agent": "echo", "inputs": {"text": "x"}},
        {"id": "a", "agent": "echo", "inputs": {"text": "y"}}
        """#,
        "the step ids 'a' are used more than once"
      ),
      (
        #"{"id": "item", "agent": "echo", "inputs": {"text": "x"}}"#,
        "'item' is no step id: begin with a letter, go on with letters, digits, '-' and '_', at most 64, "
          + "and use neither run nor item nor output"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "x"}, "timeoutMilliseconds": 0}"#,
        "step 'a' has a timeout of 0 ms; 1 to 86400000 (a day) are taken"
      ),
      (
        #"{"id": "a", "agent": "echo", "inputs": {"text": "$run..x"}}"#,
        "input 'text' of step 'a' is '$run..x', which is no reference"
      ),
      ("", "it has 0 steps; 1 to 1000 are taken"),
    ])
  func mistakes(steps: String, problem: String) throws {
    #expect(try problems(workflow(steps)) == [problem])
  }

  @Test("The report's references are checked too")
  func reportIsChecked() throws {
    let steps = #"{"id": "a", "agent": "echo", "inputs": {"text": "x"}}"#
    #expect(
      try problems(workflow(steps, report: #"{"out": "$a.sound"}"#)) == [
        "report 'out' is '$a.sound', but there is no 'sound' in an object with text"
      ])
  }
}
