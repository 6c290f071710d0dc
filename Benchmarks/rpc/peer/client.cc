// The C++ peer as a client: unary calls of apus.bench.v1.Echo over one channel with gRPC's callback
// API, a fixed number of them in flight.
//
// usage: client HOST:PORT CONCURRENCY CALLS
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdlib>
#include <iostream>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "apus/bench/v1/echo.grpc.pb.h"

using apus::bench::v1::Echo;
using apus::bench::v1::Ping;
using apus::bench::v1::Pong;

namespace {

class Load {
 public:
  Load(std::shared_ptr<grpc::Channel> channel, std::size_t payload_byte_count)
      : stub_(Echo::NewStub(channel)), payload_(payload_byte_count, 'x') {}

  // Makes `call_count` calls, `concurrency` of them at a time.
  void Run(int concurrency, long call_count) {
    left_ = call_count;
    running_ = concurrency;
    for (int index = 0; index < concurrency; ++index) Next();
    std::unique_lock<std::mutex> lock(mutex_);
    ended_.wait(lock, [this] { return running_ == 0; });
  }

 private:
  struct Call {
    grpc::ClientContext context;
    Ping ping;
    Pong pong;
  };

  void Next() {
    if (left_.fetch_sub(1) <= 0) {
      std::lock_guard<std::mutex> lock(mutex_);
      if (--running_ == 0) ended_.notify_all();
      return;
    }
    auto call = std::make_shared<Call>();
    call->ping.set_payload(payload_);
    stub_->async()->Unary(&call->context, &call->ping, &call->pong,
                          [this, call](grpc::Status status) {
                            if (!status.ok() || call->pong.payload() != payload_) {
                              std::cerr << "a call failed: " << status.error_message() << "\n";
                              std::_Exit(1);
                            }
                            Next();
                          });
  }

  std::unique_ptr<Echo::Stub> stub_;
  std::string payload_;
  std::atomic<long> left_{0};
  int running_ = 0;
  std::mutex mutex_;
  std::condition_variable ended_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::cerr << "usage: " << argv[0] << " HOST:PORT CONCURRENCY CALLS\n";
    return 2;
  }
  const int concurrency = std::atoi(argv[2]);
  const long call_count = std::atol(argv[3]);
  Load load(grpc::CreateChannel(argv[1], grpc::InsecureChannelCredentials()), 64);
  load.Run(concurrency, call_count / 10);
  const auto start = std::chrono::steady_clock::now();
  load.Run(concurrency, call_count);
  const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
  std::cout << call_count / time.count() << std::endl;
}
