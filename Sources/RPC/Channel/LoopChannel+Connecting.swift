internal import Transport

/// From the target to connections.
extension LoopChannel {
  /// Looks the name up if that is due, and tries what may be tried now.
  func connect() {
    switch target.place {
    case .addresses(let addresses):
      if endpoints.isEmpty { take(addresses) }
    case .host(let host, let port):
      if resolution.lookUpWanted(now: .now) { lookUp(host, port) }
      // What the name meant before may have changed; the first look-up must be awaited.
      guard resolution.hasSucceeded else { return }
    }
    connectEndpoints()
  }

  private func lookUp(_ host: String, _ port: Int) {
    let resolve = configuration.resolve
    // Ends with the look-up, which cannot be cancelled; its result is dropped after a shutdown.
    Task.immediate(executorPreference: loop) { [self] in
      do {
        let addresses = try await resolve(host, port)
        loop.execute { self.resolutionSucceeded(addresses) }
      } catch {
        let reason = "\(error)"
        loop.execute { self.resolutionFailed(reason) }
      }
    }
  }

  /// Tries every endpoint, or with `pickFirst` one after another until one is ready. Not when the channel
  /// became idle while its name was looked up.
  func connectEndpoints() {
    guard use.isActive else { return }
    guard configuration.loadBalancing == .pickFirst else {
      for endpoint in endpoints { endpoint.connect() }
      return
    }
    guard race == nil, !picker.hasUsable, !endpoints.isEmpty else { return }
    let fresh = ConnectionRace(endpoints: endpoints, loop: loop)
    race = fresh
    fresh.advance()
    if fresh.isLost { race = nil }
  }

  /// The addresses of the target are these from now on. Endpoints that stay keep their connections;
  /// those that go finish their calls. Another order of the same addresses, as DNS servers rotate them, only
  /// counts for the next search of ``LoadBalancing/pickFirst``.
  func take(_ addresses: [SocketAddress]) {
    let used = AddressSubset.of(
      addresses, countMax: Self.endpointCountMax, seed: addressSeed)
    let fresh = AddressRace.interleaved(used).map { address in
      endpoints.first { $0.address == address }
        ?? Endpoint(address: address, owner: self, configuration: configuration)
    }
    let gone = endpoints.filter { old in !fresh.contains { $0 === old } }
    let isChanged = !gone.isEmpty || fresh.count != endpoints.count
    endpoints = fresh
    guard isChanged else { return connectEndpoints() }
    // A race over former addresses begins anew.
    race?.end(winner: nil)
    race = nil
    for endpoint in gone { endpoint.abandonAttempt() }
    picker.endpointsChanged(fresh)
    connectEndpoints()
  }
}
