// llama_tokens FILE PARSE: the tokens that llama.cpp makes of strings, for tokenizer_families.py.
// Standard input: for each string its number of bytes (int32, little endian) and the bytes.
// Standard output: a line of token numbers for each.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "llama.h"

int main(int argc, char ** argv) {
  if (argc != 3) return 2;
  llama_backend_init();
  llama_model_params params = llama_model_default_params();
  params.vocab_only = true;
  llama_model * model = llama_model_load_from_file(argv[1], params);
  if (model == nullptr) return 1;
  const llama_vocab * vocab = llama_model_get_vocab(model);
  const bool parse = atoi(argv[2]) != 0;
  int32_t byte_count;
  while (fread(&byte_count, sizeof byte_count, 1, stdin) == 1) {
    std::string text(byte_count, 0);
    if (byte_count > 0 && fread(text.data(), byte_count, 1, stdin) != 1) return 1;
    std::vector<llama_token> tokens(byte_count * 2 + 16);
    const int count = llama_tokenize(
        vocab, text.data(), byte_count, tokens.data(), (int) tokens.size(), false, parse);
    for (int i = 0; i < count; ++i) printf("%d ", tokens[i]);
    printf("\n");
  }
  return 0;
}
