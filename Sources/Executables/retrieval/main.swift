import Retrieval

await RetrievalProgram.main()
