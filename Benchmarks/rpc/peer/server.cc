// The C++ peer: gRPC's callback server for apus.bench.v1.Echo.
//
// usage: server HOST:PORT
#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <iostream>
#include <memory>

#include "apus/bench/v1/echo.grpc.pb.h"

using apus::bench::v1::Echo;
using apus::bench::v1::Ping;
using apus::bench::v1::Pong;

namespace {

// Writes the payload `count` times; deletes itself at the end of the call.
class Repeater final : public grpc::ServerWriteReactor<Pong> {
 public:
  explicit Repeater(const Ping& ping) : left_(ping.count()) {
    pong_.set_payload(ping.payload());
    Next();
  }

  void OnWriteDone(bool ok) override {
    if (ok) {
      Next();
    } else {
      Finish(grpc::Status(grpc::StatusCode::CANCELLED, "the client went away"));
    }
  }

  void OnDone() override { delete this; }

 private:
  // The last message leaves together with the status.
  void Next() {
    if (left_ == 0) return Finish(grpc::Status::OK);
    if (--left_ == 0) {
      StartWriteAndFinish(&pong_, grpc::WriteOptions(), grpc::Status::OK);
    } else {
      StartWrite(&pong_);
    }
  }

  std::uint32_t left_;
  Pong pong_;
};

class EchoService final : public Echo::CallbackService {
  grpc::ServerUnaryReactor* Unary(grpc::CallbackServerContext* context, const Ping* ping,
                                  Pong* pong) override {
    pong->set_payload(ping->payload());
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }

  grpc::ServerWriteReactor<Pong>* ServerStream(grpc::CallbackServerContext*,
                                               const Ping* ping) override {
    return new Repeater(*ping);
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: " << argv[0] << " HOST:PORT\n";
    return 2;
  }
  EchoService service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(argv[1], grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (!server) return 1;
  std::cout << "port " << port << std::endl;
  server->Wait();
}
