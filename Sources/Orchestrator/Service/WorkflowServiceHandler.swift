package import Messages
package import RPC
internal import Store

/// `apus.orchestrator.v1.WorkflowService` over an `Orchestrator`.
package struct WorkflowServiceHandler: Apus.Orchestrator.V1.WorkflowService {
  private let orchestrator: Orchestrator

  package init(orchestrator: Orchestrator) {
    self.orchestrator = orchestrator
  }

  package func checkWorkflow(
    _ request: Apus.Orchestrator.V1.CheckWorkflowRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.CheckWorkflowResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.check(request.document, "document", RequestBounds.documentByteCountMax)
    return try await OrchestratorStatus.translating {
      .init(problems: try await orchestrator.check(request.document, tenant: tenant))
    }
  }

  package func registerWorkflow(
    _ request: Apus.Orchestrator.V1.RegisterWorkflowRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.RegisterWorkflowResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.check(request.document, "document", RequestBounds.documentByteCountMax)
    return try await OrchestratorStatus.translating {
      let definition = try await orchestrator.register(request.document, tenant: tenant)
      return .init(workflow: message(definition))
    }
  }

  package func listWorkflows(
    _ request: Apus.Orchestrator.V1.ListWorkflowsRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.ListWorkflowsResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    return try await OrchestratorStatus.translating {
      let workflows = try await orchestrator.workflows(tenant: tenant)
      return .init(
        workflows: workflows.map { registered in
          switch registered.definition {
          case .success(let definition): message(definition)
          // Said where people look: it is among what they can register anew.
          case .failure(let error):
            .init(
              name: registered.name, version: UInt32(clamping: registered.version),
              description: "cannot be read: \(error.message)")
          }
        })
    }
  }

  package func getWorkflow(
    _ request: Apus.Orchestrator.V1.GetWorkflowRequest, context: ServerContext
  ) async throws -> Apus.Orchestrator.V1.GetWorkflowResponse {
    let tenant = try RequestBounds.tenant(request.tenantID)
    try RequestBounds.check(request.name, "name")
    return try await OrchestratorStatus.translating {
      do {
        let definition = try await orchestrator.workflow(request.name, tenant: tenant)
        var workflow = message(definition)
        workflow.document = definition.json
        return .init(workflow: workflow)
      } catch Orchestrator.Refusal.unknownWorkflow(let name, let known) {
        throw RPCError(
          .notFound, "there is no workflow '\(name)'; there are \(known.quotedList)")
      }
    }
  }

  private func message(_ definition: WorkflowDefinition) -> Apus.Orchestrator.V1.Workflow {
    .init(
      name: definition.name, version: UInt32(clamping: definition.version),
      description: definition.description, builtIn: orchestrator.isBuiltIn(definition.name))
  }
}
