package import Service

/// What the service counts.
package struct RetrievalMetrics: Sendable {
  let documents: CounterFamily
  let chunks: CounterFamily
  let ingestSeconds: HistogramFamily
  let searchSeconds: HistogramFamily
  let emptySearches: CounterFamily

  package init(_ registry: MetricsRegistry) {
    documents = registry.counter(
      "apus_retrieval_documents_total", help: "Documents offered, by what became of them.",
      labels: ["outcome"])
    chunks = registry.counter(
      "apus_retrieval_chunks_total", help: "Chunks embedded and stored.")
    ingestSeconds = registry.histogram(
      "apus_retrieval_ingest_seconds", help: "Time to read, embed and store one document.")
    searchSeconds = registry.histogram(
      "apus_retrieval_search_seconds", help: "Time to answer one search.", labels: ["mode"])
    emptySearches = registry.counter(
      "apus_retrieval_empty_searches_total", help: "Searches that found nothing relevant.")
  }
}
