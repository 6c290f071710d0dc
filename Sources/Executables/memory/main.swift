import Memory

await MemoryProgram.main()
