import Orchestrator

await OrchestratorProgram.main()
