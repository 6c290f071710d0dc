// llama.cpp's side of the step benchmark: the times of passes over batches, through its C interface.
//
// usage: steps MODEL.gguf THREADS ROUNDS
//
// Prints one line for each measurement: `load <ms>`, `verify <rows> <ms>` (that many rows of one sequence,
// all of whose logits are wanted), `streams <sequences> <ms>` (one row of each), `first 512 <ms>` (a prompt of 512
// tokens, with the logits of the last one) and `memory <KiB>` (largest resident size). Times are medians.

#include <llama.h>
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <vector>

namespace {

constexpr int kContext = 64;
constexpr int kPrompt = 512;
constexpr int kSequences = 16;

double Milliseconds(const std::function<void()>& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

struct Bench {
  llama_context* context;
  llama_batch batch = llama_batch_init(kPrompt, 0, 1);
  int rounds;

  void Add(int token, int position, int sequence, bool wants_logits) {
    const int i = batch.n_tokens++;
    batch.token[i] = token;
    batch.pos[i] = position;
    batch.n_seq_id[i] = 1;
    batch.seq_id[i][0] = sequence;
    batch.logits[i] = wants_logits;
  }

  void Decode() {
    if (llama_decode(context, batch) != 0) {
      std::fprintf(stderr, "llama_decode failed for %d tokens\n", batch.n_tokens);
      std::exit(1);
    }
    llama_synchronize(context);
    batch.n_tokens = 0;
  }

  void Read(int count, int sequence, bool wants_logits) {
    for (int i = 0; i < count; i++) Add(i % 1000 + 100, i, sequence, wants_logits && i == count - 1);
    Decode();
  }

  // The median time of a pass over what `fill` adds, which is forgotten again.
  double Step(const std::function<void()>& fill) {
    std::vector<double> times;
    for (int round = 0; round < rounds; round++) {
      fill();
      times.push_back(Milliseconds([&] { Decode(); }));
      for (int s = 0; s < kSequences; s++) llama_memory_seq_rm(llama_get_memory(context), s, kContext, -1);
    }
    std::nth_element(times.begin(), times.begin() + times.size() / 2, times.end());
    return times[times.size() / 2];
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: %s MODEL.gguf THREADS ROUNDS\n", argv[0]);
    return 2;
  }
  std::setvbuf(stdout, nullptr, _IOLBF, 0);
  llama_log_set([](ggml_log_level, const char*, void*) {}, nullptr);
  llama_backend_init();
  llama_context_params params = llama_context_default_params();
  params.n_ctx = kSequences * kPrompt;
  params.n_batch = params.n_ubatch = kPrompt;
  params.n_seq_max = kSequences;
  params.n_threads = params.n_threads_batch = std::atoi(argv[2]);
  params.kv_unified = true;
  llama_model* model = nullptr;
  Bench bench;
  bench.rounds = std::atoi(argv[3]);
  std::printf("load %.3f\n", Milliseconds([&] {
    model = llama_model_load_from_file(argv[1], llama_model_default_params());
    bench.context = model ? llama_init_from_model(model, params) : nullptr;
  }));
  if (!bench.context) {
    std::fprintf(stderr, "%s: llama.cpp does not load it\n", argv[1]);
    return 1;
  }
  for (int s = 0; s < kSequences; s++) bench.Read(kContext, s, false);
  for (int rows = 1; rows <= 16; rows++) {
    const double time = bench.Step([&] {
      for (int row = 0; row < rows; row++) bench.Add(200 + row, kContext + row, 0, true);
    });
    std::printf("verify %d %.3f\n", rows, time);
  }
  for (int streams : {1, 2, 4, 8, 16}) {
    const double time = bench.Step([&] {
      for (int s = 0; s < streams; s++) bench.Add(200 + s, kContext, s, true);
    });
    std::printf("streams %d %.3f\n", streams, time);
  }
  std::vector<double> firsts;
  for (int round = 0; round < 3; round++) {
    llama_memory_clear(llama_get_memory(bench.context), true);
    firsts.push_back(Milliseconds([&] { bench.Read(kPrompt, 0, true); }));
  }
  std::sort(firsts.begin(), firsts.end());
  std::printf("first %d %.3f\n", kPrompt, firsts[1]);
  rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  std::printf("memory %ld\n", usage.ru_maxrss);
}
