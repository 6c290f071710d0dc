internal import Glibc

/// What every process tells about itself.
package enum ProcessMetrics {
  /// Declares build information, start time, uptime, memory, processor time and open descriptors.
  package static func register(in metrics: MetricsRegistry, service: String) {
    metrics.gauge(
      "apus_build_info", help: "Constant 1, labelled with what is running.",
      labels: ["service", "version", "swift"]
    ).with(service, BuildInfo.version, BuildInfo.compiler).set(1)
    let startTime = unixTime()
    metrics.gauge(
      "process_start_time_seconds", help: "When the process started, in seconds since 1970."
    ) { startTime }
    let start = ContinuousClock.now
    metrics.gauge("apus_uptime_seconds", help: "Seconds since the process started.") {
      (ContinuousClock.now - start) / .seconds(1)
    }
    metrics.gauge(
      "process_resident_memory_bytes", help: "Physical memory the process uses, in bytes."
    ) { residentByteCount() }
    metrics.counter(
      "process_cpu_seconds_total", help: "Processor time used, user and system, in seconds."
    ) { processorSeconds() }
    metrics.gauge("process_open_fds", help: "Open file descriptors.") { openDescriptorCount() }
  }

  private static func unixTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The second number of `/proc/self/statm` is the resident size in pages.
  private static func residentByteCount() -> Double {
    let descriptor = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return .nan }
    defer { close(descriptor) }
    let text = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { buffer in
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
    }
    let numbers = text.split(separator: " ")
    guard numbers.count > 1, let pages = Double(numbers[1]) else { return .nan }
    return pages * Double(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static func openDescriptorCount() -> Double {
    guard let directory = opendir("/proc/self/fd") else { return .nan }
    defer { closedir(directory) }
    // Not counted: ".", ".." and the descriptor of this listing.
    var count = -3.0
    while readdir(directory) != nil { count += 1 }
    return count
  }
}

/// What was built.
package enum BuildInfo {
  /// The product's version.
  package static let version = "0.1.0"

  static let compiler: String = {
    #if swift(>=6.4)
      "6.4 or later"
    #elseif swift(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }()
}
