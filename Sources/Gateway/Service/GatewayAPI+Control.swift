package import Messages
package import RPC

/// Control of runs, and workflows: requests are passed on as they are, in the name of the key's tenant.
extension GatewayAPI {
  static func named<Request>(
    _ request: Request, _ tenant: WritableKeyPath<Request, String>, _ context: ServerContext
  ) throws -> Request {
    var request = request
    request[keyPath: tenant] = try context.tenantID
    return request
  }

  package func pauseRun(
    _ request: Apus.Gateway.V1.PauseRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.PauseRunResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.pauseRun(named, options: .forward)
      })
  }

  package func resumeRun(
    _ request: Apus.Gateway.V1.ResumeRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ResumeRunResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.resumeRun(named, options: .forward)
      })
  }

  package func signalRun(
    _ request: Apus.Gateway.V1.SignalRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.SignalRunResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.signalRun(named, options: .forward)
      })
  }

  package func answerStep(
    _ request: Apus.Gateway.V1.AnswerStepRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.AnswerStepResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.answerStep(named, options: .forward)
      })
  }

  package func publishEvent(
    _ request: Apus.Gateway.V1.PublishEventRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.PublishEventResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.publishEvent(named, options: .forward)
      })
  }

  package func retryRun(
    _ request: Apus.Gateway.V1.RetryRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.RetryRunResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.retryRun(named, options: .forward)
      })
  }

  package func forkRun(
    _ request: Apus.Gateway.V1.ForkRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ForkRunResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.forkRun(named, options: .forward)
      })
  }

  package func explainRun(
    _ request: Apus.Gateway.V1.ExplainRunRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ExplainRunResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.orchestrator {
        try await $0.explainRun(named, options: .forward)
      })
  }

  package func checkWorkflow(
    _ request: Apus.Gateway.V1.CheckWorkflowRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.CheckWorkflowResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.workflows {
        try await $0.checkWorkflow(named, options: .forward)
      })
  }

  package func registerWorkflow(
    _ request: Apus.Gateway.V1.RegisterWorkflowRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.RegisterWorkflowResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.workflows {
        try await $0.registerWorkflow(named, options: .forward)
      })
  }

  package func listWorkflows(
    _ request: Apus.Gateway.V1.ListWorkflowsRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.ListWorkflowsResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.workflows {
        try await $0.listWorkflows(named, options: .forward)
      })
  }

  package func getWorkflow(
    _ request: Apus.Gateway.V1.GetWorkflowRequest, context: ServerContext
  ) async throws -> Apus.Gateway.V1.GetWorkflowResponse {
    let named = try Self.named(request.request ?? .init(), \.tenantID, context)
    return .init(
      response: try await backends.workflows {
        try await $0.getWorkflow(named, options: .forward)
      })
  }
}
