import Gateway

await GatewayProgram.main()
