#!/usr/bin/env python3
"""Writes what reference tokenizers make of many strings with the vocabularies of several model families.

    .cache/references/bin/python scripts/references/tokenizer_families.py [--gemma MODEL.gguf] [--llama-cpp FOLDER]

Into Tests/InferenceTests/Fixtures/tokenizers go: `strings.jsonl`, a string a line; for each family a small
vocabulary that is trained here, `FAMILY.gguf`; and `FAMILY.jsonl`, whose lines answer those of the strings with
[ids] or, where control tokens written in the text change the result when parsed, [ids, ids_parsed].

- `llama-bpe`, `qwen2`: byte-level BPE with the published split expressions. Reference: Hugging Face `tokenizers`.
- `sentencepiece`: BPE with byte fallback and user-defined tokens, without a space prefix as in Gemma. Reference:
  `sentencepiece`. `sentencepiece-prefix.jsonl` is the same vocabulary with the prefix, as in Llama 2.
- `gemma3`, with --gemma: the model's own vocabulary, whose file is not checked in.

--llama-cpp names a build of llama.cpp (its folder `bin` and its sources beside it), whose answers must then be the
same, except where it is known to do otherwise: it does not compose text for Qwen2, matches user-defined tokens
before it turns space marks into spaces, and takes `<unk>` and Gemma's `</s>` for control tokens.

    python3 -m venv .cache/references
    .cache/references/bin/pip install tokenizers==0.23.3 gguf==0.19.0 sentencepiece==0.2.3 protobuf==7.36.2
"""

import argparse
import io
import json
import pathlib
import random
import struct
import subprocess
import tempfile
import unicodedata

import gguf
import sentencepiece
import tokenizer_reference
from sentencepiece import sentencepiece_model_pb2 as sentencepiece_model
from tokenizers import (AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers)

SEED = 20261121
FIXTURES = pathlib.Path("Tests/InferenceTests/Fixtures/tokenizers")
HERE = pathlib.Path(__file__).parent
NORMAL, UNKNOWN, CONTROL, USER_DEFINED, UNUSED, BYTE = range(1, 7)
# Every so many strings are answered with the prefix: it changes little else.
PREFIX_STRIDE = 6
SPACE_MARK = "\u2581"

SPLIT = (r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}%s| ?[^\s\p{L}\p{N}]+[\r\n]*|"
         r"\s*[\r\n]+|\s+(?!\S)|\s+")
BYTE_PAIR = {
    "llama-bpe": (SPLIT % "{1,3}", ["<|begin_of_text|>", "<|end_of_text|>", "<|start_header_id|>",
                                    "<|end_header_id|>", "<|eot_id|>"]),
    "qwen2": (SPLIT % "", ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]),
}
# Words that are tokens although no merges lead to them.
UNREACHABLE = [" unreachable", "日本語", "ＡＢＣ"]
CONTROLS = ["<start_of_turn>", "<end_of_turn>"]
USER_DEFINED_TOKENS = ["\n", "\n\n", "\n\n\n", "\t", "\t\t", "  ", "   ", "    ", "<table>", "</table>", "[x]"]
PIECES = ["'S", "'ſ", "'LL", "'Ve", "'rE", "'", "\n", "\r\n", " \n ", "\t\n\n", "!!\n\n", "...\r", "123", "1234567",
          "٣٤٥٦", "Ⅷ½", "\u0301", "e\u0301", "\u1100\u1161\u11a8", "Å", "\u212b", "Å", "한", "\u0915\u093c", "\u2581",
          "\u2581\u2581", "<0x41>", "<0xZZ>", "<s>", "</s>", "<unk>", "<table>", "[x]", "\x00", "\x01\x02", "\x1b[0m",
          "\x7f", "\u200d", "\ufeff", "\ufffd", "\ufffe", "\U0010ffff", "👩‍🚀", "🏽", "naïve", "STRASSE", "ß", " ", "  ",
          "     ", "\u00a0", "\u3000", "a", "Zq", "word", "日本語", " unreachable", "ＡＢＣ", "_", "#", "{", "}}"]


def strings():
    generator = random.Random(SEED)
    seen = []
    seen += [text for text in tokenizer_reference.strings(generator) if len(text) < 250]
    for control in sum((names for _, names in BYTE_PAIR.values()), []) + CONTROLS:
        seen += [control, f"a{control}b", f" {control} ", control * 2, control[:-1], f"<{control}"]
    for _ in range(700):
        seen.append("".join(generator.choices(PIECES, k=generator.randint(1, 9))))
    for _ in range(150):  # whatever is a character
        seen.append("".join(chr(c) for c in (generator.randrange(0x10ffff) for _ in range(12))
                            if unicodedata.category(chr(c)) not in ("Cs", "Cn")))
    for path in [pathlib.Path("README.md"), *sorted(pathlib.Path("docs").rglob("*.md"))]:
        text = path.read_text()
        seen.append(text[:200])
        seen += generator.sample(text.splitlines(), 3)
    # The reference composes by an older Unicode than Python and Swift: U+0EBA has another order there.
    composer = normalizers.NFC()
    return [text for text in dict.fromkeys(seen)
            if composer.normalize_str(text) == unicodedata.normalize("NFC", text)]


def sentences():
    """What the vocabularies are trained on: the samples of many scripts, and prose."""
    prose = [line for path in sorted(pathlib.Path("docs").rglob("*.md")) for line in path.read_text().splitlines()]
    return [s.replace("\\n", "\n").replace("\\t", "\t") for s in tokenizer_reference.SENTENCES] * 4 + prose


class BytePair:
    def __init__(self, family):
        self.family, (self.split, self.controls) = family, BYTE_PAIR[family]
        trained = self._tokenizer(models.BPE())
        trained.train_from_iterator(sentences(), trainers.BpeTrainer(
            vocab_size=1400, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
        model = json.loads(trained.to_str())["model"]
        alphabet = tokenizer_reference.byte_alphabet()
        spelled = ["".join(alphabet[b] for b in word.encode()) for word in UNREACHABLE]
        self.tokens = sorted(model["vocab"], key=model["vocab"].get)
        self.tokens += [word for word in spelled if word not in self.tokens]
        self.merges = [tuple(merge) for merge in model["merges"]]
        self.kinds = [NORMAL] * len(self.tokens) + [CONTROL] * len(self.controls)
        self.tokens += self.controls

    def _tokenizer(self, model):
        tokenizer = Tokenizer(model)
        if self.family == "qwen2":
            tokenizer.normalizer = normalizers.NFC()
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Split(Regex(self.split), "isolated"),
             pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)])
        tokenizer.decoder = decoders.ByteLevel()
        return tokenizer

    def references(self):
        tokenizers = []
        for parse in (False, True):
            tokenizer = self._tokenizer(models.BPE(
                vocab={t: i for i, t in enumerate(self.tokens)}, merges=self.merges,
                ignore_merges=self.family == "llama-bpe"))
            if parse:
                tokenizer.add_special_tokens(
                    [AddedToken(name, special=True, normalized=False) for name in self.controls])
            tokenizers.append(lambda text, t=tokenizer: t.encode(text).ids)
        return tokenizers

    def write(self, path):
        writer = gguf.GGUFWriter(path, "llama")
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre(self.family)
        writer.add_token_list(self.tokens)
        writer.add_token_types(self.kinds)
        writer.add_token_merges([" ".join(merge) for merge in self.merges])
        writer.add_bos_token_id(self.tokens.index(self.controls[0]))
        writer.add_eos_token_id(self.tokens.index(self.controls[-1]))
        writer.write_header_to_file()
        writer.write_kv_data_to_file()
        writer.close()


def trained_sentencepiece():
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(sentences()), model_writer=model, model_type="bpe", vocab_size=1500,
        byte_fallback=True, character_coverage=0.995, normalization_rule_name="identity", add_dummy_prefix=False,
        remove_extra_whitespaces=False, allow_whitespace_only_pieces=True, control_symbols=CONTROLS,
        user_defined_symbols=[token.replace(" ", SPACE_MARK) for token in USER_DEFINED_TOKENS],
        num_threads=1, minloglevel=2)
    return sentencepiece_model.ModelProto.FromString(model.getvalue())


def write_sentencepiece(model, path):
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_tokenizer_model("llama")
    writer.add_tokenizer_pre("default")
    writer.add_token_list([
        piece.piece.replace(SPACE_MARK, " ") if piece.type == USER_DEFINED else piece.piece for piece in model.pieces])
    writer.add_token_scores([piece.score for piece in model.pieces])
    writer.add_token_types([piece.type for piece in model.pieces])
    writer.add_bos_token_id(1)
    writer.add_eos_token_id(2)
    writer.add_unk_token_id(0)
    writer.add_add_space_prefix(False)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.close()


def sentencepiece_of(path):
    """The model that a GGUF file's vocabulary was made of, and the file's control tokens."""
    fields = gguf.GGUFReader(path).fields
    read = lambda key: fields[f"tokenizer.ggml.{key}"].contents()
    model, controls = sentencepiece_model.ModelProto(), []
    model.trainer_spec.model_type = sentencepiece_model.TrainerSpec.BPE
    model.trainer_spec.byte_fallback = True
    model.trainer_spec.unk_id = read("unknown_token_id")
    model.normalizer_spec.name = "identity"
    model.normalizer_spec.add_dummy_prefix = read("add_space_prefix")
    model.normalizer_spec.remove_extra_whitespaces = False
    for index, (token, score, kind) in enumerate(zip(read("tokens"), read("scores"), read("token_type"))):
        controls += [token] * (kind == CONTROL)
        kind = UNKNOWN if index == model.trainer_spec.unk_id else kind
        text = token.replace(" ", SPACE_MARK) if kind == USER_DEFINED else token
        model.pieces.add(piece=text, score=score, type=kind)
    return model, controls


def sentencepiece_references(model, controls, prefix):
    """Without and with parsing: sentencepiece never parses control tokens, so they are cut out here."""
    model.normalizer_spec.add_dummy_prefix = prefix
    plain = sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())
    cut = Tokenizer(models.BPE())
    ids = {piece.piece: index for index, piece in enumerate(model.pieces)}
    cut.add_special_tokens([AddedToken(name, special=True, normalized=False) for name in controls])

    def parsed(text):
        result, start = [], 0
        for (begin, end), name in ((e, text[e[0]:e[1]]) for e in cut.encode(text).offsets):
            result += plain.encode(text[start:begin]) + [ids[name]]
            start = end
        return result + plain.encode(text[start:])

    return [plain.encode, parsed]


class LlamaCpp:
    """The program llama_tokens.cpp, built against a build of llama.cpp."""

    def __init__(self, build):
        self.program = pathlib.Path(tempfile.mkdtemp()) / "llama_tokens"
        source = build.parent
        subprocess.run(
            ["c++", "-O1", "-std=c++17", f"-I{source}/include", f"-I{source}/ggml/include",
             HERE / "llama_tokens.cpp", f"-L{build}/bin", "-lllama", f"-Wl,-rpath,{build}/bin", "-o", self.program],
            check=True)

    def encode(self, path, parse, texts):
        data = b"".join(struct.pack("<i", len(t.encode())) + t.encode() for t in texts)
        output = subprocess.run([self.program, path, str(int(parse))], input=data, check=True,
                                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout
        return [[int(id) for id in line.split()] for line in output.decode().splitlines()]


def write_answers(name, texts, references, vocabulary, llama_cpp):
    plain = [references[0](text) for text in texts]
    parsed = [references[1](text) for text in texts]
    with (FIXTURES / f"{name}.jsonl").open("w") as file:
        for ids, other in zip(plain, parsed):
            file.write(json.dumps([ids] if ids == other else [ids, other], separators=(",", ":")) + "\n")
    print(f"{name}: {len(texts)} strings, {sum(map(len, plain))} tokens, "
          f"{sum(a != b for a, b in zip(plain, parsed))} with control tokens")
    if llama_cpp and vocabulary:
        for parse, answers in ((False, plain), (True, parsed)):
            theirs = llama_cpp.encode(vocabulary, parse, texts)
            compared = [i for i, text in enumerate(texts) if is_comparable(name, text)]
            differing = [i for i in compared if theirs[i] != answers[i]]
            print(f"  llama.cpp, control tokens {'parsed' if parse else 'plain'}: "
                  f"{len(compared)} compared, {len(differing)} differ")
            for i in differing:
                print(f"    {texts[i]!r}\n      {theirs[i]}\n      {answers[i]}")


def is_comparable(name, text):
    if name == "qwen2":
        return unicodedata.is_normalized("NFC", text)
    return name in BYTE_PAIR or not any(mark in text for mark in (SPACE_MARK, "<unk>", "</s>"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--gemma", type=pathlib.Path, help="a GGUF file of Gemma 3")
    parser.add_argument("--llama-cpp", type=pathlib.Path, help="a build of llama.cpp to compare with")
    options = parser.parse_args()
    FIXTURES.mkdir(exist_ok=True)
    llama_cpp = LlamaCpp(options.llama_cpp.resolve()) if options.llama_cpp else None
    texts = strings()
    print(f"seed {SEED}: {len(texts)} strings")
    (FIXTURES / "strings.jsonl").write_text("".join(json.dumps(text) + "\n" for text in texts))
    for family in BYTE_PAIR:
        byte_pair, path = BytePair(family), FIXTURES / f"{family}.gguf"
        byte_pair.write(path)
        write_answers(family, texts, byte_pair.references(), path, llama_cpp)
    model, path = trained_sentencepiece(), FIXTURES / "sentencepiece.gguf"
    write_sentencepiece(model, path)
    controls = [piece.piece for piece in model.pieces if piece.type == CONTROL]
    write_answers("sentencepiece", texts, sentencepiece_references(model, controls, prefix=False), path, llama_cpp)
    write_answers("sentencepiece-prefix", texts[::PREFIX_STRIDE],
                  sentencepiece_references(model, controls, prefix=True), None, llama_cpp)
    if options.gemma:
        write_answers("gemma3", texts, sentencepiece_references(*sentencepiece_of(options.gemma), prefix=False),
                      options.gemma, llama_cpp)


if __name__ == "__main__":
    main()
