/// Workflow documents, good and bad.
enum WorkflowCorpus {
  struct Bad {
    let json: String
    /// The first problem that is reported.
    let problem: String
    /// Whether the JSON Schema finds it too: it knows shapes and bounds, not meanings.
    let isSchemaProblem: Bool
  }

  static func document(_ steps: String, _ more: String = "") -> String {
    """
    {"name": "w", "version": 1,
     "inputs": {"question": {"type": "string"}, "items": {"type": {"list": "string"}, "default": []}},
     "steps": [\(steps)]\(more)}
    """
  }

  private static let echo = #""agent": "echo", "inputs": {"text": "x"}"#

  static func step(_ fields: String, id: String = "a") -> String {
    #"{"id": "\#(id)", \#(echo), \#(fields)}"#
  }

  static let good: [String] =
    [TestWorkflows.diamond, RandomWorkflow.child]
    + [
      #"{"id": "a", "agent": "echo@1", "inputs": {"text": "$run.question"}}"#,
      #"{"id": "a-1_b", "agent": "echo", "inputs": {"text": "$$5"}, "parameters": {"k": [1, null]}}"#,
      #"{"id": "a", "agent": "join", "inputs": {"parts": [{"text": "$run.question"}]}}"#,
      step(
        #""when": {"and": [{"equals": ["$run.question", "x"]}, {"not": {"exists": "$run.items"}}]}"#
      ),
      step(#""when": {"or": [{"less": [1, 2]}, {"in": ["a", "$run.items"]}]}"#),
      step(#""when": {"exists": null}"#).replacing(
        "\"when\"", with: "\"completedEvent\": \"E\", \"when\""
      )
      .replacing(#"{"exists": null}"#, with: #"{"not": {"exists": null}}"#),
      step(#""forEach": "$run.items", "concurrency": 3, "deadlineMilliseconds": 5"#),
      step(#""fallback": {"value": {"text": "instead"}}, "retry": {}"#),
      step(#""priority": -100"#),
      step(#""fallback": {"agent": "echo", "inputs": {"text": "y"}, "timeoutMilliseconds": 9}"#),
      step(#""compensate": {"agent": "echo", "inputs": {"text": "$output.text"}}"#),
      step(#""retry": {"attemptCountMax": 100, "initialDelayMilliseconds": 0}"#),
      #"{"id": "a", "wait": {"event": {"name": "e", "match": {"id": "$run.question"}, "accepts": {"object": {"n": "number"}}}}}"#,
      #"{"id": "a", "wait": {"event": {"name": "e", "match": {"id": "$item"}}}, "forEach": "$run.items"}"#,
      #"{"id": "a", "wait": {"signal": {"name": "go"}}, "fallback": {"value": null}}"#,
      #"{"id": "a", "wait": {"person": {"question": "$run.question", "from": ["ann"], "accepts": "boolean"}}}"#,
      #"{"id": "a", "wait": {"timer": {"milliseconds": 5}}}, {"id": "b", "wait": {"timer": {"until": 0}}}"#,
      #"{"id": "a", "workflow": "child", "inputs": {"text": "x"}, "retry": {"attemptCountMax": 2}}"#,
      step(#""when": {"equals": ["$run.question", "x"]}"#) + ","
        + #"{"id": "b", "agent": "echo", "inputs": {"text": "$a.text"}, "join": "any", "defaults": {"a": {"text": "d"}}}"#,
    ].map { document($0) }
    + [
      document(
        step(#""after": []"#),
        #", "report": {"out": {"text": "$a.text", "n": [1]}}, "description": "d""#),
      document(step(#""after": []"#), #", "on": {"event": "e", "match": {"x": [1, null]}}"#),
      document(
        step(#""after": []"#),
        #", "on": {"schedule": {"cron": "*/5 6-8 * * mon,fri", "inputs": {"question": "q", "items": []}}}"#
      ),
    ]

  private static func bad(
    _ steps: String, _ problem: String, schema isSchemaProblem: Bool
  ) -> Bad {
    Bad(json: document(steps), problem: problem, isSchemaProblem: isSchemaProblem)
  }

  static let bad: [Bad] = shapes + bounds + meanings

  private static let shapes: [Bad] = [
    Bad(json: "{", problem: "it is not JSON", isSchemaProblem: true),
    Bad(json: "{}", problem: "the document has no 'name'; give one", isSchemaProblem: true),
    Bad(
      json: document("").replacing(#""version": 1"#, with: #""version": "1""#),
      problem: "'version' is not a whole number", isSchemaProblem: true),
    Bad(
      json: document("", #", "outputs": {}"#),
      problem: "the document has the unknown field 'outputs'; known are '$schema', 'description', "
        + "'inputs', 'name', 'on', 'report', 'steps', 'version'", isSchemaProblem: true),
    Bad(
      json: document("", #", "on": {"event": "e", "when": {}}"#),
      problem: "'on' has the unknown field 'when'; known are 'event', 'match', 'schedule'",
      isSchemaProblem: true),
    Bad(
      json: document("", #", "on": {"event": "e", "schedule": {"cron": "* * * * *"}}"#),
      problem: "'on' has a schedule and an event; give one of them", isSchemaProblem: true),
    Bad(
      json: document(step(#""after": []"#), #", "on": {"schedule": {"cron": "0 25 * * *"}}"#),
      problem: "the schedule of 'on': '25' is no hour of a cron expression", isSchemaProblem: false),
    Bad(
      json: document(
        step(#""after": []"#),
        #", "on": {"schedule": {"cron": "0 6 * * *", "timeZone": "Europe/Amsterdam"}}"#),
      problem: "the schedule of 'on' is in the time zone 'Europe/Amsterdam'; all times are UTC",
      isSchemaProblem: true),
    Bad(
      json: document(step(#""after": []"#), #", "on": {"schedule": {"cron": "0 6 * * *"}}"#),
      problem: "the schedule of 'on' cannot start it: its input 'question' is missing",
      isSchemaProblem: false),
    Bad(
      json: document(#"{"id": "a", \#(echo)}"#, #", "on": {"event": ""}"#),
      problem: "'on' names the event ''; give 1 to 128 bytes without control characters",
      isSchemaProblem: true),
    Bad(
      json: document("").replacing(#"{"list": "string"}"#, with: #""text""#),
      problem:
        "'inputs.items.type' is 'text', which is no type; there are 'any', 'boolean', 'number', "
        + #"'string', {"list": TYPE} and {"object": {NAME: TYPE}}"#, isSchemaProblem: true),
    bad(
      #"{"id": "a"}"#, "'steps[0]' needs exactly one of 'agent', 'wait', 'workflow'", schema: true),
    bad(
      step(#""workflow": "child""#),
      "'steps[0]' needs exactly one of 'agent', 'wait', 'workflow'", schema: true),
    bad(
      step(#""retry": {"atempts": 3}"#),
      "'steps[0].retry' has the unknown field 'atempts'; known are 'attemptCountMax', "
        + "'delayMillisecondsMax', 'initialDelayMilliseconds'", schema: true),
    bad(step(#""after": null"#), "'steps[0]' has null for 'after'; leave it out", schema: true),
    bad(
      step(#""when": {"equals": ["$run.question"]}"#),
      "'steps[0].when' compares 1 values; 'equals' takes 2", schema: true),
    bad(
      step(#""when": {"and": [], "or": []}"#),
      "'steps[0].when' needs exactly one of 'and', 'equals', 'exists', 'in', 'less', 'not', 'or'",
      schema: true),
    bad(step(#""join": "some""#), "'steps[0].join' ", schema: true),
    bad(
      step(#""fallback": {"value": 1, "agent": "echo"}"#),
      "'steps[0].fallback' has a 'value', and so takes nothing else", schema: true),
    bad(
      #"{"id": "a", "wait": {"timer": {"milliseconds": 5}}, "timeoutMilliseconds": 5}"#,
      "'steps[0]' has 'timeoutMilliseconds', which only an agent's step has; use "
        + "'deadlineMilliseconds'", schema: true),
  ]

  private static let bounds: [Bad] = [
    bad("", "it has 0 steps; 1 to 1000 are taken", schema: true),
    bad(
      step(#""timeoutMilliseconds": 0"#),
      "step 'a' has a timeout of 0 ms; 1 to 86400000 (a day) are taken", schema: true),
    bad(
      step(#""retry": {"attemptCountMax": 101}"#),
      "step 'a' allows 101 attempts; 1 to 100 are taken", schema: true),
    bad(
      step(
        #""compensate": {"agent": "echo", "inputs": {"text": "x"}, "retry": {"attemptCountMax": 0}}"#
      ),
      "the compensation of step 'a' allows 0 attempts; 1 to 100 are taken", schema: true),
    bad(
      step(#""concurrency": 2"#), "step 'a' has 'concurrency', which only a step with forEach has",
      schema: true),
    bad(
      step(#""forEach": "$run.items", "concurrency": 0"#),
      "step 'a' has a concurrency of 0; 1 to 10000 are taken", schema: true),
    bad(
      step(#""deadlineMilliseconds": 0"#),
      "step 'a' has a deadline of 0 ms; 1 to 31622400000 (366 days) are taken", schema: true),
    bad(
      step(#""priority": 101"#), "step 'a' has a priority of 101; -100 to 100 are taken",
      schema: true),
    bad(
      #"{"id": "a", "wait": {"timer": {"milliseconds": 1}}, "priority": 1}"#,
      "'steps[0]' has 'priority', which only an agent's step has", schema: true),
    bad(
      step(#""completedEvent": """#), "completedEvent of step 'a' has 0 bytes; 1 to 64 are taken",
      schema: true),
    bad(
      step(#""after": []"#, id: "output"),
      "'output' is no step id: begin with a letter, go on with letters, digits, '-' and '_', at most "
        + "64, and use neither run nor item nor output", schema: true),
    bad(
      #"{"id": "a", "agent": "echo@0", "inputs": {"text": "x"}}"#,
      "step 'a' names the agent 'echo@0': give a name, perhaps with a version: 'planner', 'planner@2'",
      schema: true),
    bad(
      #"{"id": "a", "agent": "echo", "inputs": {"text": "$run..x"}}"#,
      "input 'text' of step 'a' is '$run..x', which is no reference", schema: true),
    bad(
      step(#""forEach": "items""#), "forEach of step 'a' is 'items', which is no reference",
      schema: true),
    bad(
      #"{"id": "a", "wait": {"event": {"name": ""}}}"#,
      "step 'a' waits for an event without a name", schema: true),
  ]

  private static let meanings: [Bad] = [
    bad(
      step("\"after\": []") + "," + step("\"after\": []"),
      "the step ids 'a' are used more than once", schema: false),
    bad(
      #"{"id": "a", "workflow": "chld", "inputs": {}}"#,
      "step 'a' names the unknown workflow 'chld'; known are 'child', 'loop'", schema: false),
    bad(
      #"{"id": "a", "workflow": "child", "inputs": {}}"#,
      "step 'a' gives workflow 'child' no input 'text'", schema: false),
    bad(
      #"{"id": "a", "workflow": "child", "inputs": {"text": 1}}"#,
      "input 'text' of step 'a' is a number, but workflow 'child' takes a string", schema: false),
    bad(
      #"{"id": "a", "workflow": "loop"}"#,
      "in workflow 'loop' of step 'a': step 'again': workflows run each other: w -> loop -> loop",
      schema: false),
    bad(
      #"{"id": "a", "agent": "echo@2", "inputs": {"text": "x"}}"#,
      "step 'a' names the unknown agent 'echo@2'; known are 'count', 'echo', 'echo@1', 'join', 'split'",
      schema: false),
    bad(
      step(#""when": {"equals": ["$b.text", "x"]}"#),
      "when of step 'a' refers to the step 'b', which does not exist; there are 'a'", schema: false),
    bad(
      step(#""when": {"less": ["$run.question", 1]}"#),
      "when of step 'a' asks whether a string is less than a number; compare two numbers or two "
        + "strings", schema: false),
    bad(
      step(#""when": {"in": ["x", "$run.question"]}"#),
      "when of step 'a' asks whether something is in a string; give a list", schema: false),
    bad(
      step(#""forEach": "$run.items", "when": {"exists": "$item"}"#),
      "when of step 'a' uses $item, and is looked at once for the whole list", schema: false),
    bad(
      step(#""fallback": {"value": "text"}"#),
      "the fallback of step 'a' is a string, but the step gives an object with text", schema: false),
    bad(
      step(#""fallback": {"agent": "count", "inputs": {"list": []}}"#),
      "the fallback of step 'a' gives a number, but the step gives an object with text",
      schema: false),
    bad(
      #"{"id": "a", "agent": "echo", "inputs": {"text": "$output"}}"#,
      "input 'text' of step 'a' uses $output, which only a compensation has", schema: false),
    bad(
      step(#""compensate": {"agent": "echo", "inputs": {"text": "$a.text"}}"#),
      "compensate input 'text' of step 'a' refers to its own step; use $output", schema: false),
    bad(
      step(#""compensate": {"agent": "echo", "inputs": {"text": "$output.loud"}}"#),
      "compensate input 'text' of step 'a' is '$output.loud', but there is no 'loud' in an object with "
        + "text", schema: false),
    bad(
      step(#""defaults": {"b": 1}"#),
      "defaults of step 'a' names 'b', which the step does not wait for; it waits for nothing",
      schema: false),
    bad(
      step(#""when": {"exists": "$run.question"}"#) + ","
        + #"{"id": "b", "agent": "echo", "inputs": {"text": "$a.text"}, "join": "any"}"#,
      "step 'b' takes what step 'a' gives, and starts even when that was skipped (join: any): give a "
        + "value for it in 'defaults'", schema: false),
    bad(
      step(#""after": []"#) + ","
        + #"{"id": "b", "agent": "echo", "inputs": {"text": "$a.text"}, "defaults": {"a": "x"}}"#,
      "default 'a' of step 'b' is a string, but step 'a' gives an object with text", schema: false),
    bad(
      step(#""when": {"equals": [1, 2]}"#),
      "step 'a' is never performed: its condition refers to nothing and does not hold",
      schema: false),
    bad(
      step(#""when": {"exists": "$run.question"}"#) + ","
        + step(#""when": {"not": {"exists": "$run.question"}}"#, id: "b") + ","
        + step(#""after": ["a", "b"]"#, id: "c"),
      "step 'c' is never performed: it needs steps of which one is skipped when the other is not; join "
        + #"them with "join": "any", or give a value in 'defaults'"#, schema: false),
    bad(
      #"{"id": "a", "wait": {"timer": {"milliseconds": "$run.question"}}}"#,
      "milliseconds of step 'a' is a string; give a number", schema: false),
    bad(
      #"{"id": "a", "wait": {"signal": {"name": "go"}}, "forEach": "$run.items"}"#,
      "step 'a' waits for a signal for each element, and none says which it is for; wait for an event "
        + "with 'match'", schema: false),
  ]
}
