import Foundation
import ReflectionClient
import TestSupport
import Testing

/// Python's gRPC, which knows nothing but an address, calls everything that runs.
@Suite(.timeLimit(.minutes(10))) struct ReflectionTests {
  @Test func pythonCallsEveryMethodOfEveryService() async throws {
    let installation = try await Installation(pages: ["ap-pkg-diversions.html"])
    defer { installation.destroy() }
    let key = try installation.apiKey()
    for service in Executable.services {
      var calls = Calls.of(service) + Calls.ofEvery(service)
      if service == "gateway" {
        for index in calls.indices { calls[index]["metadata"] = ["authorization": "Bearer \(key)"] }
      }
      let script = String(
        decoding: try JSONSerialization.data(withJSONObject: calls), as: UTF8.self)
      let outcome = try await ReflectionClient.run(
        target: try installation.addresses(of: service).rpc, script: script,
        arguments: ["--cover"])
      #expect(outcome.status == 0, "\(service): \(outcome.errors)")
      // Guards the guard: what was covered is really the service's own API.
      #expect(outcome.output.contains(Calls.apis[service] ?? "?"), "\(outcome.output)")
    }
    #expect(try await installation.stop() == 0, "\(installation.transcript)")
  }
}

/// One call of each method, with what must come back.
private enum Calls {
  typealias Call = [String: Any]

  static let apis = [
    "gateway": "apus.gateway.v1.GatewayService",
    "orchestrator": "apus.orchestrator.v1.OrchestratorService",
    "memory": "apus.memory.v1.MemoryService",
    "retrieval": "apus.retrieval.v1.RetrievalService",
    "inference-worker": "apus.inference.v1.InferenceService",
  ]

  /// Health and, except at the gateway, which has its own, the status.
  static func ofEvery(_ service: String) -> [Call] {
    let health: [Call] = [
      [
        "method": "grpc.health.v1.Health/Check", "request": ["service": apis[service] ?? ""],
        "expect": ["equal": ["responses.0.status": "SERVING"]],
      ],
      ["method": "grpc.health.v1.Health/List", "expect": ["responses_min": 1]],
      [
        "method": "grpc.health.v1.Health/Watch", "cancel_after": 1,
        "expect": [
          "code": "CANCELLED", "responses_min": 1, "equal": ["responses.0.status": "SERVING"],
        ],
      ],
    ]
    let own =
      switch service {
      case "memory": keys
      case "orchestrator": keys + agents + steering(service) + events(service)
      case "gateway": steering(service) + events(service) + deadTasks(service)
      default: [Call]()
      }
    return health + own + [
      [
        "method": "apus.status.v1.StatusService/GetServiceStatus",
        "expect": ["equal": ["responses.0.name": service, "responses.0.ready": true]],
      ]
    ]
  }

  /// Of the services with a store; it has no master key here.
  static var keys: [Call] {
    let refused = ["ReloadMasterKeys", "RewrapDataKeys", "RetireDataKeys"].map { method -> Call in
      [
        "method": "apus.keys.v1.KeyService/\(method)",
        "expect": ["code": "FAILED_PRECONDITION"],
      ]
    }
    return refused + [
      ["method": "apus.keys.v1.KeyService/GetKeys", "expect": ["responses_min": 1]]
    ]
  }

  /// Who performs steps.
  static var agents: [Call] {
    let api = "apus.orchestrator.v1.AgentService"
    let hello: [String: Any] = [
      "name": "python",
      "agents": [["name": "nobody", "inputs_json": "{}", "output_json": "\"any\""]],
    ]
    return [
      ["method": "\(api)/Work", "requests": [["hello": hello]], "expect": ["responses_min": 1]],
      [
        "method": "\(api)/ListAgents",
        "expect": ["equal": ["responses.0.agents.0.name": "analyst"]],
      ],
      ["method": "\(api)/PauseAgent", "request": ["agent": "nobody"]],
      ["method": "\(api)/ResumeAgent", "request": ["agent": "nobody"]],
    ] + deadTasks("orchestrator")
  }

  /// Tasks that nobody is given any more, of which there are none.
  static func deadTasks(_ service: String) -> [Call] {
    let isGateway = service == "gateway"
    let api =
      isGateway ? "apus.gateway.v1.GatewayService" : "apus.orchestrator.v1.AgentService"
    func wrapped(_ request: Call) -> Call { isGateway ? ["request": request] : request }
    return [
      [
        "method": "\(api)/ListDeadTasks", "request": wrapped(["agent": "analyst"]),
        "expect": ["responses_min": 1],
      ],
      [
        "method": "\(api)/RedriveDeadTasks", "request": wrapped(["agent": "analyst"]),
        "expect": ["responses_min": 1],
      ],
      [
        "method": "\(api)/RemoveDeadTask",
        "request": wrapped(["agent": "analyst", "task_id": "1"]), "expect": ["code": "NOT_FOUND"],
      ],
    ]
  }

  /// A workflow of one's own, and a run of it that people steer: at the orchestrator, and through the gateway, which
  /// wraps what it passes on.
  static func steering(_ service: String) -> [Call] {
    let isGateway = service == "gateway"
    func call(_ api: String, _ method: String, _ request: Call) -> Call {
      let name = isGateway ? "apus.gateway.v1.GatewayService" : "apus.orchestrator.v1.\(api)"
      let body: Call = isGateway ? ["request": request] : request
      return ["method": "\(name)/\(method)", "request": body]
    }
    func run(_ method: String, _ request: Call = [:]) -> Call {
      call("OrchestratorService", method, request.merging(["run_id": "${steered}"]) { $1 })
    }
    func workflow(_ method: String, _ request: Call = [:]) -> Call {
      call("WorkflowService", method, request)
    }
    let document = """
      {"name": "steered", "version": 1, "inputs": {"text": {"type": "string"}},
       "steps": [{"id": "go", "wait": {"signal": {"name": "go"}}},
        {"id": "ask", "after": ["go"], "wait": {"person": {"question": "$run.text"}}},
        {"id": "news", "after": ["ask"], "wait": {"event": {"name": "news"}}}],
       "report": {"answer": "$ask.answer"}}
      """
    var submit: Call = ["request": ["workflow": "steered", "inputs": ["text": "Well?"]]]
    submit["method"] = "\(apis[service] ?? "")/SubmitRun"
    submit["save"] = ["steered": "responses.0.run.run_id"]
    var retry = run("RetryRun")
    retry["expect"] = ["code": "FAILED_PRECONDITION"]
    // Also the fork that the other door has made waits for it.
    let published = call("OrchestratorService", "PublishEvent", ["name": "news"])
    let watch: Call = [
      "method": "\(apis[service] ?? "")/WatchRun", "request": ["run_id": "${steered}"],
      "expect": ["responses_min": 8],
    ]
    return [
      workflow("CheckWorkflow", ["document": document]),
      workflow("RegisterWorkflow", ["document": document]), workflow("ListWorkflows"),
      workflow("GetWorkflow", ["name": "steered"]), submit, run("PauseRun"), run("ResumeRun"),
      run("SignalRun", ["name": "go", "by": "ann"]),
      run("AnswerStep", ["step_id": "ask", "answer": true, "by": "ann"]), published, watch,
      run("ForkRun", ["step_id": "news"]), run("ExplainRun"), retry,
    ]
  }

  /// A group of consumers of what was published before.
  static func events(_ service: String) -> [Call] {
    let isGateway = service == "gateway"
    let api = isGateway ? "apus.gateway.v1.GatewayService" : "apus.orchestrator.v1.EventService"
    func wrapped(_ request: Call) -> Call { isGateway ? ["request": request] : request }
    let answer = isGateway ? "responses.0.response" : "responses.0"
    let group: Call = ["group": "python-\(service)"]
    return [
      [
        "method": "\(api)/\(isGateway ? "SubscribeEvents" : "Subscribe")",
        "requests": [wrapped(["hello": group])],
        "expect": ["equal": ["\(answer).standing.is_active": true], "responses_min": 1],
      ],
      [
        "method": "\(api)/ListConsumerGroups", "request": wrapped([:]),
        "expect": ["equal": ["\(answer).groups.0.cursor": "0"]],
      ],
      [
        "method": "\(api)/SeekConsumerGroup",
        "request": wrapped(group.merging(["after_sequence": "1"]) { $1 }),
        "expect": ["equal": ["\(answer).group.cursor": "1"]],
      ],
      ["method": "\(api)/DeleteConsumerGroup", "request": wrapped(group)],
    ]
  }

  static func of(_ service: String) -> [Call] {
    let calls =
      switch service {
      case "gateway": gateway
      case "orchestrator": orchestrator
      case "memory": memory
      case "retrieval": retrieval
      default: inference
      }
    return calls.map { call in
      var call = call
      call["method"] = "\(apis[service] ?? "")/\(call["method"] ?? "")"
      return call
    }
  }

  static let question = "What is a diversion?"
  /// "A diversion moves a file aside." in base64, as protobuf's JSON form has bytes.
  static let text = Data("A diversion moves a file aside.".utf8).base64EncodedString()

  static func document(_ uri: String) -> [[String: Any]] {
    [["header": ["uri": uri, "content_type": "CONTENT_TYPE_TEXT"]], ["data": text]]
  }

  static var retrieval: [Call] {
    [
      [
        "method": "Ingest", "requests": document("/note.txt"),
        "save": ["document": "responses.0.document.document_id"],
        "expect": ["equal": ["responses.0.outcome": "INGEST_OUTCOME_ADDED"]],
      ],
      [
        "method": "Search",
        "request": ["query": question, "top_k": 1, "document_ids": ["${document}"]],
        "expect": ["equal": ["responses.0.passages.0.document_uri": "/note.txt"]],
      ],
      [
        "method": "ListDocuments", "request": ["page_size": 1],
        "expect": ["equal": ["responses.0.documents.0.uri": "/note.txt"]],
      ],
      [
        "method": "GetStatistics", "expect": ["equal": ["responses.0.embedding_dimensions": 384]],
      ],
      [
        "method": "WatchDocuments", "cancel_after": 1,
        "expect": ["code": "CANCELLED", "equal": ["responses.0.change.position": "1"]],
      ],
      ["method": "DeleteDocument", "request": ["document_id": "${document}"]],
    ]
  }

  static var inference: [Call] {
    [
      [
        "method": "Tokenize", "request": ["text": "Hello world"],
        "expect": ["equal": ["responses.0.token_ids": [19556, 905]]],
      ],
      [
        "method": "ListModels", "expect": ["equal": ["responses.0.models.0.architecture": "llama"]],
      ],
      [
        "method": "Generate", "request": ["prompt": "One, two, three,", "max_tokens": 4],
        "expect": ["responses_min": 1],
      ],
      [
        "method": "Score", "request": ["prompt": "One, two, three,", "continuation": " four"],
        "expect": ["equal": ["responses.0.tokens.0.bytes.end": 5]],
      ],
    ]
  }

  static var promptKey: Call { ["prompt": ["model": "m", "prompt": "why?"]] }

  static var memory: [Call] {
    [
      ["method": "CreateSession", "request": ["session_id": "python", "title": "From Python"]],
      [
        "method": "GetSession", "request": ["session_id": "python"],
        "expect": ["equal": ["responses.0.session.title": "From Python"]],
      ],
      [
        "method": "ListSessions",
        "expect": ["equal": ["responses.0.sessions.0.session_id": "python"]],
      ],
      [
        "method": "AppendTurns",
        "request": [
          "session_id": "python", "turns": [["speaker": "SPEAKER_USER", "text": "a kestrel"]],
        ],
      ],
      [
        "method": "ListTurns", "request": ["session_id": "python"],
        "expect": ["equal": ["responses.0.turns.0.text": "a kestrel"]],
      ],
      [
        "method": "SearchTurns", "request": ["query": "kestrel"],
        "expect": ["equal": ["responses.0.matches.0.session_id": "python"]],
      ],
      [
        "method": "RecordFacts",
        "request": [
          "person_id": "p",
          "facts": [["subject": "a kestrel", "predicate": "is", "value": "a bird"]],
        ],
        "expect": ["equal": ["responses.0.facts.0.number": "1"]],
      ],
      [
        "method": "ListFacts", "request": ["person_id": "p", "subject": "a kestrel"],
        "expect": ["equal": ["responses.0.facts.0.value": "a bird"]],
      ],
      [
        "method": "SetPreferences",
        "request": ["person_id": "p", "preferences": ["tone": "dry"]],
        "expect": ["equal": ["responses.0.preferences.0.value": "dry"]],
      ],
      [
        "method": "GetPreferences", "request": ["person_id": "p"],
        "expect": ["equal": ["responses.0.preferences.0.name": "tone"]],
      ],
      [
        "method": "GetCached", "request": ["key": promptKey],
        "expect": ["equal": ["responses.0.hit": false]],
      ],
      [
        "method": "PutCached",
        "request": ["key": promptKey, "value": text, "document_ids": ["d"]],
        "expect": ["equal": ["responses.0.stored": true]],
      ],
      [
        "method": "InvalidateCached", "request": ["document_ids": ["d"]],
        "expect": ["equal": ["responses.0.removed_count": "1"]],
      ],
      [
        "method": "AddAttachment",
        "requests": [
          ["header": ["session_id": "python", "attachment_id": "a", "media_type": "text/plain"]],
          ["data": text],
        ],
        "expect": ["equal": ["responses.0.attachment.byte_count": "31"]],
      ],
      [
        "method": "GetAttachment",
        "request": ["session_id": "python", "attachment_id": "a"],
        "expect": ["equal": ["responses.1.data": text]],
      ],
      ["method": "Export", "expect": ["responses_min": 1]],
      [
        "method": "Erase", "request": ["person_id": "p"],
        "expect": ["equal": ["responses.0.event_count": "2"]],
      ],
    ]
  }

  static var orchestrator: [Call] {
    [
      [
        "method": "SubmitRun", "request": ["workflow": "research", "question": question],
        "save": ["run": "responses.0.run.run_id"],
      ],
      [
        "method": "WatchRun", "request": ["run_id": "${run}"], "timeout_s": 300,
        "expect": ["responses_min": 3],
      ],
      [
        "method": "GetRun", "request": ["run_id": "${run}"],
        "expect": ["equal": ["responses.0.run.state": "RUN_STATE_SUCCEEDED"]],
      ],
      [
        "method": "ListRuns", "expect": ["equal": ["responses.0.runs.0.question": question]],
      ],
      [
        "method": "SubmitRun", "request": ["workflow": "research", "question": question],
        "save": ["second": "responses.0.run.run_id"],
      ],
      [
        "method": "CancelRun", "request": ["run_id": "${second}", "reason": "enough"],
        "expect": [
          "equal": [
            "responses.0.run.state": "RUN_STATE_CANCELLED", "responses.0.run.reason": "enough",
          ]
        ],
      ],
    ]
  }

  static var gateway: [Call] {
    [
      [
        "method": "Ingest", "requests": document("/gate.txt").map { ["part": $0] },
        "save": ["document": "responses.0.result.document.document_id"],
        "expect": ["equal": ["responses.0.result.outcome": "INGEST_OUTCOME_ADDED"]],
      ],
      [
        "method": "Search",
        "request": ["search": ["query": question, "document_ids": ["${document}"]]],
        "expect": ["equal": ["responses.0.passages.0.document_uri": "/gate.txt"]],
      ],
      [
        "method": "ListDocuments",
        "expect": ["equal": ["responses.0.documents.0.uri": "/gate.txt"]],
      ],
      ["method": "DeleteDocument", "request": ["document_id": "${document}"]],
      ["method": "ListModels", "expect": ["responses_min": 1]],
      [
        "method": "Generate",
        "request": ["generation": ["prompt": "One, two, three,", "max_tokens": 4]],
        "expect": ["responses_min": 1],
      ],
      ["method": "CreateSession", "request": ["session_id": "door", "title": "At the door"]],
      [
        "method": "GetSession", "request": ["session_id": "door"],
        "expect": ["equal": ["responses.0.session.title": "At the door"]],
      ],
      [
        "method": "Ask", "request": ["question": question, "session_id": "door"], "timeout_s": 300,
        "save": ["run": "responses.0.started.run_id"],
        "expect": ["responses_min": 3, "equal": ["responses.0.started.session_id": "door"]],
      ],
      [
        "method": "GetRun", "request": ["run_id": "${run}"],
        "expect": ["equal": ["responses.0.run.state": "RUN_STATE_SUCCEEDED"]],
      ],
      [
        "method": "WatchRun", "request": ["run_id": "${run}"], "expect": ["responses_min": 3],
      ],
      ["method": "ListRuns", "expect": ["equal": ["responses.0.runs.0.question": question]]],
      ["method": "ListSessions", "expect": ["responses_min": 1]],
      [
        "method": "ListTurns", "request": ["session_id": "door"],
        "expect": ["equal": ["responses.0.turns.0.text": question]],
      ],
      [
        "method": "SearchTurns", "request": ["session_id": "door", "query": "diversion"],
        "expect": ["equal": ["responses.0.matches.0.session_id": "door"]],
      ],
      [
        "method": "SubmitRun", "request": ["workflow": "research", "question": question],
        "save": ["second": "responses.0.run.run_id"],
      ],
      [
        "method": "CancelRun", "request": ["run_id": "${second}", "reason": "enough"],
        "expect": ["equal": ["responses.0.run.state": "RUN_STATE_CANCELLED"]],
      ],
      [
        "method": "RecordFacts",
        "request": [
          "request": [
            "person_id": "q",
            "facts": [["subject": "a swift", "predicate": "is", "value": "a bird"]],
          ]
        ], "expect": ["equal": ["responses.0.response.facts.0.number": "1"]],
      ],
      [
        "method": "ListFacts", "request": ["request": ["person_id": "q"]],
        "expect": ["equal": ["responses.0.response.facts.0.value": "a bird"]],
      ],
      [
        "method": "SetPreferences",
        "request": ["request": ["person_id": "q", "preferences": ["tone": "dry"]]],
        "expect": ["equal": ["responses.0.response.preferences.0.value": "dry"]],
      ],
      [
        "method": "GetPreferences", "request": ["request": ["person_id": "q"]],
        "expect": ["equal": ["responses.0.response.preferences.0.name": "tone"]],
      ],
      [
        "method": "AddAttachment",
        "requests": [
          [
            "request": [
              "header": [
                "session_id": "door", "attachment_id": "a", "media_type": "text/plain",
              ]
            ]
          ], ["request": ["data": text]],
        ], "expect": ["equal": ["responses.0.response.attachment.byte_count": "31"]],
      ],
      [
        "method": "GetAttachment",
        "request": ["request": ["session_id": "door", "attachment_id": "a"]],
        "expect": ["equal": ["responses.1.response.data": text]],
      ],
      // The key that the gateway made is none of an owner.
      ["method": "ExportMemory", "expect": ["code": "PERMISSION_DENIED"]],
      ["method": "EraseMemory", "expect": ["code": "PERMISSION_DENIED"]],
      ["method": "GetStatus", "expect": ["equal": ["responses.0.services.0.ready": true]]],
    ]
  }
}
