import InferenceWorker

await InferenceWorkerProgram.main()
