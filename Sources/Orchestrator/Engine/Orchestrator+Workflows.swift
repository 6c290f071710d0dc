/// The workflows that runs are submitted of: those that come with the program, and those that tenants
/// register.
extension Orchestrator {
  /// What is wrong with a document; nothing when it could be registered.
  package func check(_ document: String, tenant: String) async throws -> [String] {
    do {
      try await validate(WorkflowDefinition(json: document), tenant: tenant)
      return []
    } catch let error as WorkflowProblems {
      return error.problems
    }
  }

  /// Makes a workflow the one that the tenant's runs of its name are submitted of. Throws
  /// `WorkflowProblems` for one that cannot run.
  package func register(_ document: String, tenant: String) async throws -> WorkflowDefinition {
    let definition = try WorkflowDefinition(json: document)
    guard builtInWorkflows[definition.name] == nil else {
      throw Refusal.refused(
        "the workflow '\(definition.name)' comes with the program; choose another name")
    }
    try await validate(definition, tenant: tenant)
    try await store.register(definition, tenant: tenant)
    return definition
  }

  private func validate(_ definition: WorkflowDefinition, tenant: String) async throws {
    var known = builtInWorkflows
    // One that cannot be read is no step of this one, and keeps nobody from registering it anew.
    for registered in try await store.workflows(tenant: tenant) {
      known[registered.name] = try? registered.definition.get()
    }
    // What runs itself is found by its name.
    known[definition.name] = definition
    let agents = try await signatures()
    try WorkflowValidator.validate(definition, agents: agents, workflows: known)
  }

  /// The newest version of each workflow that a tenant can submit runs of, or why it cannot be read here, in the order
  /// of their names.
  func workflows(tenant: String) async throws -> [RegisteredWorkflows.Registered] {
    let builtIn = builtInWorkflows.values.map { definition in
      RegisteredWorkflows.Registered(
        name: definition.name, version: definition.version, definition: .success(definition))
    }
    return (builtIn + (try await store.workflows(tenant: tenant))).sorted { $0.name < $1.name }
  }

  /// The newest version of a workflow.
  package func workflow(_ name: String, tenant: String) async throws -> WorkflowDefinition {
    if let definition = builtInWorkflows[name] { return definition }
    if let definition = try await store.workflow(name, tenant: tenant) { return definition }
    let registered = try await store.workflows(tenant: tenant).map(\.name)
    throw Refusal.unknownWorkflow(name, known: (Array(builtInWorkflows.keys) + registered).sorted())
  }

  /// Whether it comes with the program.
  package func isBuiltIn(_ name: String) -> Bool { builtInWorkflows[name] != nil }

  /// The workflows that the steps of one run, and theirs, by name.
  func library(of definition: WorkflowDefinition, tenant: String) async throws
    -> [String: WorkflowDefinition]
  {
    var library: [String: WorkflowDefinition] = [:]
    var open = [definition]
    while let next = open.popLast() {
      for case .workflow(let call) in next.steps.map(\.work) where library[call.workflow] == nil {
        let workflow = try await workflow(call.workflow, tenant: tenant)
        library[call.workflow] = workflow
        open.append(workflow)
      }
    }
    return library
  }
}
