// llama.cpp's side of agreement.py: the likeliest token after each token of some prompts.
//
// usage: top MODEL.gguf THREADS < PROMPTS
//
// Prompts end with a 0 byte. For each, two lines: its tokens, and as many likeliest next tokens.

#include <llama.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string>
#include <vector>

namespace {

constexpr int kContext = 4096;

void Print(const std::vector<llama_token>& tokens) {
  for (size_t i = 0; i < tokens.size(); i++) std::printf(i == 0 ? "%d" : " %d", tokens[i]);
  std::printf("\n");
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: %s MODEL.gguf THREADS < PROMPTS\n", argv[0]);
    return 2;
  }
  llama_log_set([](ggml_log_level, const char*, void*) {}, nullptr);
  llama_backend_init();
  llama_model* model = llama_model_load_from_file(argv[1], llama_model_default_params());
  if (!model) {
    std::fprintf(stderr, "%s: llama.cpp does not load it\n", argv[1]);
    return 1;
  }
  const llama_vocab* vocabulary = llama_model_get_vocab(model);
  const int size = llama_vocab_n_tokens(vocabulary);
  llama_context_params params = llama_context_default_params();
  params.n_ctx = params.n_batch = kContext;
  params.n_threads = params.n_threads_batch = std::atoi(argv[2]);
  llama_context* context = llama_init_from_model(model, params);
  llama_batch batch = llama_batch_init(kContext, 0, 1);
  for (std::string text; std::getline(std::cin, text, '\0');) {
    std::vector<llama_token> tokens(kContext);
    const int count = llama_tokenize(vocabulary, text.data(), static_cast<int>(text.size()),
                                     tokens.data(), kContext, true, true);
    if (count < 0) {
      std::fprintf(stderr, "a prompt of more than %d tokens\n", kContext);
      return 1;
    }
    tokens.resize(static_cast<size_t>(count));
    batch.n_tokens = count;
    for (int i = 0; i < count; i++) {
      batch.token[i] = tokens[static_cast<size_t>(i)];
      batch.pos[i] = i;
      batch.n_seq_id[i] = 1;
      batch.seq_id[i][0] = 0;
      batch.logits[i] = true;
    }
    llama_memory_clear(llama_get_memory(context), true);
    if (llama_decode(context, batch) != 0) {
      std::fprintf(stderr, "llama_decode failed for %d tokens\n", count);
      return 1;
    }
    std::vector<llama_token> top;
    for (int i = 0; i < count; i++) {
      const float* logits = llama_get_logits_ith(context, i);
      top.push_back(static_cast<llama_token>(std::max_element(logits, logits + size) - logits));
    }
    Print(tokens);
    Print(top);
  }
}
