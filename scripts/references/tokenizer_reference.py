#!/usr/bin/env python3
"""Writes Tests/InferenceTests/Fixtures/tokenizer_smollm2.jsonl: what the reference tokenizer makes of many strings.

The reference is Hugging Face `tokenizers`, assembled from the vocabulary and the merges inside the GGUF file:
digits split one by one, then GPT-2's byte-level expression, then BPE. One JSON array per line:
[text, ids] or, where control tokens written in the text change the result when parsed, [text, ids, ids_parsed].

Run from the repository root:
    python3 -m venv .cache/venv && .cache/venv/bin/pip install tokenizers==0.23.3 gguf==0.19.0
    .cache/venv/bin/python scripts/references/tokenizer_reference.py MODEL.gguf
"""

import json
import pathlib
import random
import sys
import unicodedata

from gguf import GGUFReader
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

SEED = 20240611
OUTPUT = pathlib.Path("Tests/InferenceTests/Fixtures/tokenizer_smollm2.jsonl")
CONTROL = 3

SENTENCES = """\
All human beings are born free and equal in dignity and rights.
They're sure we've won; I'd say he'll come, she's late, it isn't 'llama's fault, I'm 'done'.
Tous les êtres humains naissent libres et égaux en dignité et en droits.
Alle Menschen sind frei und gleich an Würde und Rechten geboren. Größe, Fuß, Übermut.
Todos los seres humanos nacen libres e iguales: ¿verdad?, ¡claro!
Все люди рождаются свободными и равными в своем достоинстве и правах.
Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια.
すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。
人人生而自由，在尊嚴和權利上一律平等。
모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.
يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق.
כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם.
सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता प्राप्त है।
মানুষ স্বাধীনভাবে সমান মর্যাদা এবং অধিকার নিয়ে জন্মগ্রহণ করে।
மனிதப் பிறிவியினர் சகலரும் சுதந்திரமாகவே பிறக்கின்றனர்.
มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ
Mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và các quyền.
Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. İstanbul'da ığdır.
ყველა ადამიანი იბადება თავისუფალი და თანასწორი.
Բոլոր մարդիկ ծնվում են ազատ ու հավասար։
የሰው ልጅ ሁሉ ሲወለድ ነጻና በክብርና በመብትም እኩልነት ያለው ነው።
👋🏽 Hello 🌍! Family: 👨‍👩‍👧‍👦, flag: 🇨🇭🇯🇵, heart: ❤️ vs ❤, keycap 1️⃣, woman 🧑🏿‍🚀.
x₁² + y₂³ ≤ √(a·b) ⇒ ∑_{i=0}^{∞} 2⁻ⁱ = 2; Ⅷ, ½, ①, ㊿, 〇, ٣٤٥, १२३, ๔๕๖
def f(x: int) -> int:\\n    \\"\\"\\"Doc.\\"\\"\\"\\n    return x ** 2 if x else -1  # 100%\\n
for (int i = 0; i < n; ++i) { a[i] += 0x1F * b[i]; }\\t// done\\r\\n
{"key": [1, 2.5e-3, null, true], "nested": {"a\\\\b": "\\u00e9"}}
SELECT * FROM t WHERE id IN (1,22,333) AND name LIKE '%x_%' ORDER BY 1 DESC;
<div class="a b" id='c'>&nbsp;&lt;tag/&gt;</div><!-- c -->
https://example.org/path/to?q=a+b%20c&id=1234567890#frag user@example.com
$ cat /etc/os-release | grep -E '^(ID|VERSION)=' && echo "ok: $?"
let s = "a\\\\n"; guard let x = y?.z ?? 3.14159 else { throw E.bad(code: 404) }
<|im_start|>system\\nYou are helpful<|im_end|>\\n<|im_start|>user\\nHi<|im_end|>\\n
<|im_start|><|im_end|><|endoftext|><repo_name>x<file_sep><filename>a.py<|im_start
Almost <|im_end|  > <| im_end|> <|im_end||> <<|im_end|>> <reponame>123<jupyter_code>
""".splitlines()

SCRIPTS = {
    "latin": (0x41, 0x24F), "ipa": (0x250, 0x2AF), "combining": (0x300, 0x36F), "greek": (0x370, 0x3FF),
    "cyrillic": (0x400, 0x52F), "armenian": (0x531, 0x58F), "hebrew": (0x591, 0x5F4), "arabic": (0x600, 0x6FF),
    "syriac": (0x700, 0x74F), "thaana": (0x780, 0x7B1), "nko": (0x7C0, 0x7FF), "devanagari": (0x900, 0x97F),
    "bengali": (0x980, 0x9FF), "gurmukhi": (0xA00, 0xA7F), "gujarati": (0xA80, 0xAFF), "oriya": (0xB00, 0xB7F),
    "tamil": (0xB80, 0xBFF), "telugu": (0xC00, 0xC7F), "kannada": (0xC80, 0xCFF), "malayalam": (0xD00, 0xD7F),
    "sinhala": (0xD80, 0xDFF), "thai": (0xE00, 0xE5B), "lao": (0xE80, 0xEDF), "tibetan": (0xF00, 0xFDA),
    "myanmar": (0x1000, 0x109F), "georgian": (0x10A0, 0x10FF), "hangul-jamo": (0x1100, 0x11FF),
    "ethiopic": (0x1200, 0x137F), "cherokee": (0x13A0, 0x13FD), "canadian": (0x1400, 0x167F), "ogham": (0x1680, 0x169C),
    "runic": (0x16A0, 0x16F8), "khmer": (0x1780, 0x17F9), "mongolian": (0x1800, 0x18AA), "punctuation": (0x2000, 0x206F),
    "super": (0x2070, 0x209C), "currency": (0x20A0, 0x20C0), "letterlike": (0x2100, 0x218B), "arrows": (0x2190, 0x22FF),
    "technical": (0x2300, 0x23FF), "enclosed": (0x2460, 0x24FF), "box": (0x2500, 0x27BF), "braille": (0x2800, 0x28FF),
    "cjk-symbols": (0x3000, 0x303F), "hiragana": (0x3041, 0x309F), "katakana": (0x30A0, 0x30FF),
    "bopomofo": (0x3105, 0x312F), "cjk": (0x4E00, 0x9FFF), "yi": (0xA000, 0xA48C), "hangul": (0xAC00, 0xD7A3),
    "private": (0xE000, 0xE0FF), "cjk-compat": (0xF900, 0xFAD9), "presentation": (0xFB00, 0xFDFF),
    "half-full": (0xFF01, 0xFFEF), "specials": (0xFFF9, 0xFFFD), "linear-b": (0x10000, 0x100FA),
    "gothic": (0x10330, 0x1034A), "cuneiform": (0x12000, 0x12399), "hieroglyphs": (0x13000, 0x1342E),
    "maths": (0x1D400, 0x1D7FF), "emoji": (0x1F300, 0x1FAFF), "cjk-b": (0x20000, 0x2A6DF), "tags": (0xE0020, 0xE007F),
}
SPACES = [" ", "  ", "   ", "\t", "\n", "\n\n", "\r\n", " \n", "\n ", "\u00a0", "\u3000", "\u2009", "\u200b", "\u2028",
          "\u0085", "\x0b", "\x0c", "\x1c", "\u1680", "\ufeff", "        ", "\n\n\n   "]
GLUE = ["", " ", " ", " ", "-", "_", "'", "’", ", ", ".", "/", "  ", "\n", "\t", ": ", "=", "'s ", "'LL ", "#"]


def byte_alphabet():
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    others = [b for b in range(256) if b not in printable]
    return {b: chr(b) for b in printable} | {b: chr(256 + i) for i, b in enumerate(others)}


def reference(path):
    fields = GGUFReader(path).fields
    read = lambda key: fields[f"tokenizer.ggml.{key}"].contents()
    assert (read("model"), read("pre")) == ("gpt2", "smollm"), "not SmolLM's tokenizer"
    tokens, kinds = read("tokens"), read("token_type")
    merges = [tuple(merge.split(" ")) for merge in read("merges")]
    tokenizers = []
    for parse in (False, True):
        model = models.BPE(vocab={t: i for i, t in enumerate(tokens)}, merges=merges)
        tokenizer = Tokenizer(model)
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(add_prefix_space=False)])
        tokenizer.decoder = decoders.ByteLevel()
        if parse:
            tokenizer.add_special_tokens(
                [AddedToken(t, special=True, normalized=False) for t, k in zip(tokens, kinds) if k == CONTROL])
        tokenizers.append(tokenizer)
    return tokenizers


def assigned(first, last):
    return [chr(c) for c in range(first, last + 1) if unicodedata.category(chr(c)) not in ("Cn", "Cs")]


def strings(random):
    sentences = [s.replace("\\n", "\n").replace("\\t", "\t").replace("\\r", "\r") for s in SENTENCES]
    yield ""
    yield from sentences
    yield from SPACES
    yield from (chr(c) for c in range(128))
    for a in SPACES:  # white space before words, digits and punctuation, and between them
        b = random.choice(SPACES)
        yield from (f"{a}word{b}next", f"{a}42{b}7", f"{a}!{b}?{a}", f"x{a}{b}", f"{a}{b}y", f"'s{a}'t{b}'re")
    words = [word for sentence in sentences for word in sentence.split()]
    for sentence in sentences:  # cuts at every kind of boundary
        for _ in range(8):
            start = random.randrange(len(sentence))
            yield sentence[start:start + random.randint(1, 40)]
    for first, last in SCRIPTS.values():
        letters = assigned(first, last)
        for _ in range(12):
            parts = ["".join(random.choices(letters, k=random.randint(1, 8))) for _ in range(random.randint(1, 5))]
            yield "".join(part + random.choice(GLUE) for part in parts)
    for _ in range(700):
        count = random.randint(1, 8)
        yield "".join(random.choice(words) + random.choice(GLUE) for _ in range(count))
    for _ in range(200):
        yield "".join(random.choice([random.choice(SPACES), random.choice(words), str(random.randrange(10**6))])
                      for _ in range(random.randint(1, 8)))
    everything = [c for first, last in SCRIPTS.values() for c in assigned(first, last)]
    for _ in range(200):
        yield "".join(random.choices(everything, k=random.randint(1, 20)))
    yield "a" * 3000
    yield "ab" * 1500
    yield " " * 1000 + "x"
    yield "".join(random.choices("abcdefghijklmnopqrstuvwxyz", k=2000))


def main():
    plain, parsing = reference(sys.argv[1])
    seen = set()
    lines = []
    for text in strings(random.Random(SEED)):
        if text in seen:
            continue
        seen.add(text)
        ids, parsed = plain.encode(text).ids, parsing.encode(text).ids
        lines.append([text, ids] if ids == parsed else [text, ids, parsed])
    with OUTPUT.open("w", encoding="utf-8") as file:
        for line in lines:
            # Some JSON readers drop a raw byte order mark.
            text = json.dumps(line, ensure_ascii=False, separators=(",", ":"))
            file.write(text.replace("\ufeff", "\\ufeff") + "\n")
    print(f"{len(lines)} strings, {OUTPUT.stat().st_size} bytes, {sum(len(l) == 3 for l in lines)} with control tokens")


if __name__ == "__main__":
    main()
