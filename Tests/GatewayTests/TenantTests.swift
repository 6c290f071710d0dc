import Gateway
import Messages
import RPC
import Testing

@Suite("The tenant that the gateway acts for")
struct TenantTests {
  @Test("A tenant that the client claims is replaced by that of its key")
  func claimsAreReplaced() async throws {
    try await RunningGateway.with { gateway in
      let options = RunningGateway.admitted
      _ = try await gateway.client.search(
        .init(search: .init(tenantID: "victim", query: "x")), options: options)
      try await gateway.client.generate(
        .init(generation: .init(tenantID: "victim")), options: options
      ) { for try await _ in $0 {} }
      let uris = try await gateway.client.ingest(options: options) { parts, results in
        for uri in ["a", "b"] {
          try await parts.write(
            .init(part: .init(part: .header(.init(tenantID: "victim", uri: uri)))))
          try await parts.write(.init(part: .init(part: .data([1]))))
        }
        try await parts.finish()
        var uris: [String] = []
        for try await result in results { uris.append(result.result?.uri ?? "") }
        return uris
      }
      #expect(uris == ["a", "b"])
      #expect(
        gateway.record.tenantOfMethod == [
          "retrieval.v1.RetrievalService.Search": "acme",
          "inference.v1.InferenceService.Generate": "acme",
          "retrieval.v1.RetrievalService.Ingest": "acme",
        ])
    }
  }

  @Test("Runs, sessions and documents are asked for in the name of the key's tenant alone")
  func everythingElseNamesTheKeysTenant() async throws {
    try await RunningGateway.with { gateway in
      var options = RunningGateway.admitted
      // Nor does metadata name a tenant.
      options.metadata.append("tenant-id", "victim")
      options.metadata.append("x-tenant-id", "victim")
      let client = gateway.client
      try await client.ask(.init(question: "Why?"), options: options) {
        for try await _ in $0 {}
      }
      #expect(gateway.record.tenantOfMethod.count == 3)
      let submitted = try await client.submitRun(
        .init(question: "Why?", priority: -5), options: options)
      #expect(submitted.run?.runID == "r of -5")
      try await client.watchRun(.init(runID: "r"), options: options) { for try await _ in $0 {} }
      _ = try await client.getRun(.init(runID: "r"), options: options)
      _ = try await client.listRuns(.init(), options: options)
      _ = try await client.cancelRun(.init(runID: "r"), options: options)
      _ = try await client.createSession(.init(), options: options)
      _ = try await client.getSession(.init(sessionID: "s"), options: options)
      _ = try await client.listSessions(.init(), options: options)
      _ = try await client.listTurns(.init(sessionID: "s"), options: options)
      _ = try await client.searchTurns(.init(query: "x"), options: options)
      _ = try await client.listDocuments(.init(), options: options)
      _ = try await client.deleteDocument(.init(documentID: "d"), options: options)
      let record = gateway.record.tenantOfMethod
      #expect(record.count == 12)
      #expect(record.values.allSatisfy { $0 == "acme" }, "\(record)")
    }
  }

  @Test("Runs are controlled and workflows kept in the name of the key's tenant alone")
  func controlNamesTheKeysTenant() async throws {
    try await RunningGateway.with { gateway in
      let (client, options) = (gateway.client, RunningGateway.admitted)
      _ = try await client.pauseRun(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.resumeRun(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.signalRun(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.answerStep(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.publishEvent(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.retryRun(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.forkRun(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.explainRun(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.checkWorkflow(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.registerWorkflow(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.listWorkflows(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.getWorkflow(
        .init(request: .init(tenantID: "victim")), options: options)
      let record = gateway.record.tenantOfMethod
      #expect(record.count == 12)
      #expect(record.values.allSatisfy { $0 == "acme" }, "\(record)")
    }
  }

  @Test("Events are subscribed to, and groups moved, in the name of the key's tenant alone")
  func eventsNameTheKeysTenant() async throws {
    try await RunningGateway.with { gateway in
      let (client, options) = (gateway.client, RunningGateway.admitted)
      let answers = try await client.subscribeEvents(options: options) { requests, responses in
        try await requests.write(
          .init(request: .init(message: .hello(.init(tenantID: "victim", group: "g")))))
        try await requests.write(
          .init(request: .init(message: .acknowledgement(.init(sequence: 7)))))
        try await requests.finish()
        var answers: [Apus.Orchestrator.V1.SubscribeResponse.Message?] = []
        for try await response in responses { answers.append(response.response?.message) }
        return answers
      }
      #expect(
        answers == [.standing(.init(activeMember: "g")), .event(.init(sequence: 7))])
      _ = try await client.listConsumerGroups(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.seekConsumerGroup(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.deleteConsumerGroup(
        .init(request: .init(tenantID: "victim")), options: options)
      let record = gateway.record.tenantOfMethod
      #expect(record.count == 4)
      #expect(record.values.allSatisfy { $0 == "acme" }, "\(record)")
    }
  }

  @Test("Dead tasks are listed, redriven and removed in the name of the key's tenant alone")
  func deadTasksNameTheKeysTenant() async throws {
    try await RunningGateway.with { gateway in
      let (client, options) = (gateway.client, RunningGateway.admitted)
      _ = try await client.listDeadTasks(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.redriveDeadTasks(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.removeDeadTask(
        .init(request: .init(tenantID: "victim")), options: options)
      let record = gateway.record.tenantOfMethod
      #expect(record.count == 3)
      #expect(record.values.allSatisfy { $0 == "acme" }, "\(record)")
    }
  }

  @Test("Memory is asked in the name of the key's tenant; exporting and erasing take an owner")
  func memoryNamesTheKeysTenant() async throws {
    try await RunningGateway.with { gateway in
      let (client, options) = (gateway.client, RunningGateway.admitted)
      _ = try await client.recordFacts(.init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.listFacts(.init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.setPreferences(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.getPreferences(
        .init(request: .init(tenantID: "victim")), options: options)
      _ = try await client.addAttachment(options: options) { parts in
        try await parts.write(
          .init(request: .init(content: .header(.init(tenantID: "victim", sessionID: "s")))))
        try await parts.write(.init(request: .init(content: .data([1, 2]))))
      }
      try await client.getAttachment(
        .init(request: .init(tenantID: "victim")), options: options
      ) { for try await _ in $0 {} }
      #expect(gateway.record.tenantOfMethod.count == 6)
      let refusedExport = await #expect(throws: RPCError.self) {
        try await client.exportMemory(
          .init(request: .init(tenantID: "acme")), options: options
        ) { for try await _ in $0 {} }
      }
      let refusedErasure = await #expect(throws: RPCError.self) {
        try await client.eraseMemory(.init(request: .init(tenantID: "acme")), options: options)
      }
      for error in [refusedExport, refusedErasure] {
        #expect(error?.code == .permissionDenied)
        #expect(error?.message.contains("write 'owner' behind the tenant") == true)
      }
      #expect(gateway.record.tenantOfMethod.count == 6)
      let owner = RunningGateway.owner
      try await client.exportMemory(
        .init(request: .init(tenantID: "victim")), options: owner
      ) { for try await _ in $0 {} }
      _ = try await client.eraseMemory(.init(request: .init(tenantID: "victim")), options: owner)
      let record = gateway.record.tenantOfMethod
      #expect(record.count == 8)
      #expect(record.values.allSatisfy { $0 == "acme" }, "\(record)")
    }
  }
}
