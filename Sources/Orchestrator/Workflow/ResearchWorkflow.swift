/// The Research workflow, as the document that ships with the program.
///
/// plan: the question becomes one to three sub-questions.
/// search: each sub-question, all at once, to the passages that answer it.
/// analysis: each search's passages, all at once, to what they say about its sub-question.
/// synthesis: everything to one answer that cites its passages; `ReportReady`.
/// remember: question and answer into the memory session, if there is one.
package enum ResearchWorkflow {
  package static let json = """
    {
      "name": "research",
      "version": 2,
      "inputs": {
        "question": { "type": "string" },
        "sessionID": { "type": "string", "default": "" }
      },
      "steps": [
        {
          "id": "plan",
          "agent": "planner",
          "inputs": { "question": "$run.question" },
          "parameters": {
            "subQuestionCountMax": 3,
            "subQuestionByteCountMax": 200,
            "maxTokens": 48
          },
          "timeoutMilliseconds": 30000,
          "completedEvent": "PlanCompleted"
        },
        {
          "id": "search",
          "agent": "search",
          "forEach": "$plan.subQuestions",
          "inputs": { "question": "$item" },
          "parameters": { "topK": 4 },
          "timeoutMilliseconds": 30000,
          "completedEvent": "SearchCompleted"
        },
        {
          "id": "analysis",
          "agent": "analyst",
          "forEach": "$search",
          "inputs": { "question": "$item.question", "passages": "$item.passages" },
          "parameters": { "passageCountMax": 2, "passageByteCountMax": 600, "maxTokens": 64 },
          "timeoutMilliseconds": 60000,
          "completedEvent": "AnalysisCompleted"
        },
        {
          "id": "synthesis",
          "agent": "synthesist",
          "inputs": {
            "question": "$run.question",
            "searches": "$search",
            "analyses": "$analysis"
          },
          "parameters": { "passageCountMax": 2, "passageByteCountMax": 900, "maxTokens": 96 },
          "timeoutMilliseconds": 120000,
          "completedEvent": "ReportReady"
        },
        {
          "id": "remember",
          "agent": "memory",
          "inputs": {
            "sessionID": "$run.sessionID",
            "question": "$run.question",
            "answer": "$synthesis.answer"
          },
          "timeoutMilliseconds": 10000,
          "completedEvent": "ConversationRemembered"
        }
      ],
      "report": {
        "answer": "$synthesis.answer",
        "sources": "$synthesis.sources",
        "usage": "$synthesis.usage",
        "model": "$synthesis.model",
        "subQuestions": "$plan.subQuestions"
      }
    }
    """
}
