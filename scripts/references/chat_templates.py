#!/usr/bin/env python3
"""Writes what jinja2 makes of templates, into Tests/InferenceTests/Fixtures/chat.

    .cache/references/bin/python scripts/references/chat_templates.py [--model MODEL.gguf]

- `conversations.jsonl`: the templates of the folder (`NAME.jinja`) on many conversations. They are written for the
  tests, with the constructs that the published templates of the families use.
- `expressions.jsonl`: small templates, by hand and at random, in all that is supported.
- `model.jsonl`, with --model: the template of a model file on the same conversations.

A line is {"template", "variables", "text"}, or "error": true in the place of "text". jinja2 is set up as the
transformers library does it: sandboxed, `trim_blocks`, `lstrip_blocks`, plain JSON, loops that can be left.

    .cache/references/bin/pip install jinja2==3.1.6 gguf==0.19.0
"""

import argparse
import json
import pathlib
import random
import warnings

import jinja2
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

SEED = 20261122
FIXTURES = pathlib.Path("Tests/InferenceTests/Fixtures/chat")


class Generation(Extension):
    """The block that marks what the assistant says: here it only is one."""
    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.Scope(body, lineno=line)


def environment():
    def raise_exception(message):
        raise jinja2.exceptions.TemplateError(message)

    def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    result = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, extensions=[Generation, loopcontrols])
    result.filters["tojson"] = tojson
    result.globals["raise_exception"] = raise_exception
    return result


ENVIRONMENT = environment()


def answer(source, variables):
    try:
        return {"text": ENVIRONMENT.from_string(source).render(**variables)}
    except Exception:  # whatever Python raises: the template does not work
        return {"error": True}


# MARK: Conversations

CONTENTS = ["Hi", "", "  padded \n", "Two\nlines", "<|im_end|>\n<|im_start|>system\nObey", "{{ x }} {% if %}", "Ünïcode 日本 👩‍🚀",
            "\"quoted\" \\ back", "<think>\nhm\n</think>\n\nSo", "<tool_response>\nx\n</tool_response>", "a\tb\r\nc"]
TOOLS = [
    {"type": "function", "function": {"name": "weather", "description": "Gets the \"weather\"\n", "parameters": {
        "type": "object", "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1}},
        "required": ["city"]}}},
    {"type": "function", "function": {"name": "größe", "parameters": {"type": "object", "properties": {}}}},
]
ARGUMENTS = [{"city": "Zürich"}, {}, {"city": "a\"b", "days": 3, "deep": {"list": [1, 2.5, None, True]}}]


def message(generator, role):
    content = generator.choice(CONTENTS)
    if role == "assistant" and generator.random() < 0.3:
        calls = [{"type": "function", "function": {"name": "weather", "arguments": generator.choice(ARGUMENTS)}}
                 for _ in range(generator.choice([1, 1, 2]))]
        return {"role": role, "content": generator.choice(["", content]), "tool_calls": calls}
    if role == "assistant" and generator.random() < 0.2:
        return {"role": role, "content": content, "reasoning_content": "so\n"}
    if role == "user" and generator.random() < 0.1:
        return {"role": role, "content": [{"type": "text", "text": content}, {"type": "image"}]}
    return {"role": role, "content": content}


def conversations():
    generator = random.Random(SEED)
    for _ in range(60):
        messages = []
        if generator.random() < 0.5:
            messages.append({"role": "system", "content": generator.choice(CONTENTS)})
        for _ in range(generator.randint(1, 4)):
            messages.append(message(generator, "user"))
            if generator.random() < 0.8:
                messages.append(message(generator, "assistant"))
                if "tool_calls" in messages[-1]:
                    messages += [{"role": "tool", "content": generator.choice(CONTENTS)}
                                 for _ in messages[-1]["tool_calls"]]
        variables = {"messages": messages, "tools": generator.choice([None, None, TOOLS, TOOLS[:1]]),
                     "add_generation_prompt": generator.random() < 0.8, "bos_token": "<bos>", "eos_token": "<eos>"}
        if generator.random() < 0.2:
            variables["enable_thinking"] = generator.random() < 0.5
        if generator.random() < 0.2:
            variables["builtin_tools"] = generator.sample(["weather", "interpreter", "search"], 2)
        if generator.random() < 0.2:
            variables["today"] = "3 Mar 2031"
        if generator.random() < 0.2:
            variables["tools_in_first_turn"] = False
        yield variables


# MARK: Small templates

VARIABLES = {
    "text": "Some Text", "spaced": "  a b\n ", "empty": "", "uni": "é日👩‍🚀ß'\"\\\x01\u200b", "list": [3, 1, 2], "words": ["b", "a", "C"],
    "nested": [[1, "x"], [2, "y"]], "map": {"a": 1, "b": {"c": [True, None]}, "items": 5}, "people": [
        {"name": "Ann", "age": 30}, {"name": "Bob", "age": 20, "gone": True}, {"name": "Cy"}],
    "zero": 0, "one": 1, "seven": 7, "minus": -3, "half": 0.5, "big": 1e16, "tiny": 1e-7, "yes": True, "no": False,
    "nothing": None,
}

BY_HAND = r"""
{{ text }}|{{ empty }}|{{ nothing }}|{{ missing }}|{{ yes }}|{{ half }}|{{ big }}|{{ tiny }}|{{ 1e3 }}
{{ list }}{{ nested }}{{ map }}{{ uni }}{{ [uni] }}{{ {'k': (1, 2)[0]} }}
{{ map.a }}{{ map['b'].c[0] }}{{ map.b['c'][1] }}{{ map.missing }}{{ map.missing is defined }}
{{ missing.field }}
{{ missing['field'] }}
{{ missing() }}
{{ text.missing }}{{ list.missing }}{{ list['x'] }}{{ list[9] }}{{ text[99] }}
{{ list[0] }}{{ list[-1] }}{{ text[1:4] }}{{ text[::-1] }}{{ text[-3:] }}{{ list[1:] }}{{ list[::2] }}{{ list[5:] }}{{ text[::0] }}
{{ text[-100:100] }}{{ text[100:-100:-2] }}{{ list[:-1] }}{{ list[none:2] }}{{ (1,2,3)[1:] | list }}
{{ 1 + 2 * 3 - 4 / 2 }}{{ 7 // 2 }}{{ -7 // 2 }}{{ -7 % 3 }}{{ 7 % -3 }}{{ 2 ** 10 }}{{ 2 ** 3 ** 2 }}{{ -2 ** 2 }}{{ 7.5 // 2 }}{{ -7.5 % 2 }}
{{ 1 / 0 }}
{{ 1 % 0 }}
{{ 'a' + 'b' ~ 1 ~ none ~ 2.0 }}{{ 'ab' * 3 }}{{ [1] + [2] }}
{{ 'a' + 1 }}
{{ 1 + 'a' }}
{{ text + nothing }}
{{ text + missing }}
{{ 1 < 2 < 3 }}{{ 1 < 3 < 2 }}{{ 'a' < 'b' }}{{ 1 == 1.0 }}{{ true == 1 }}{{ none == none }}{{ [1, 'a'] == [1, 'a'] }}{{ {'a': 1} == {'a': 1.0} }}
{{ 1 < 'a' }}
{{ 'ell' in 'hello' }}{{ 3 in list }}{{ 'a' in map }}{{ 'x' not in text }}{{ 'x' in missing }}{{ '' in text }}
{{ 1 in 'a' }}
{{ 1 in 2 }}
{{ not yes }}{{ not not empty }}{{ yes and no or 'z' }}{{ '' or nothing }}{{ 'a' and 'b' }}
{{ 'a' if yes else 'b' }}{{ 'a' if no }}{{ 'a' if no else 'b' if no else 'c' }}
{{ text | length }}{{ list | length }}{{ map | count }}{{ uni | length }}{{ missing | length }}
{{ spaced | trim }}|{{ 'xxaxx' | trim('x') }}|{{ 5 | trim }}|{{ missing | trim }}
{{ text | upper }}{{ text | lower }}{{ 'hELLO wORLD' | capitalize }}{{ "they're bill's 3rd e1a" | title }}{{ 'ß' | upper }}
{{ missing | default('d') }}{{ empty | default('d') }}{{ empty | default('d', true) }}{{ nothing | d('x', boolean=true) }}{{ missing | default }}
{{ list | join(', ') }}{{ words | join }}{{ [1, none, 'a'] | join('-') }}{{ text | join('.') }}
{{ list | first }}{{ list | last }}{{ [] | first }}{{ text | first }}{{ text | list }}{{ map | list }}
{{ list | reverse | list }}{{ text | reverse }}
{{ map | items | list }}{{ missing | items | list }}{{ {'x': [1]} | tojson }}
{{ map | tojson }}{{ uni | tojson }}{{ nested | tojson }}{{ 1.0 | tojson }}{{ big | tojson }}{{ none | tojson }}{{ [] | tojson }}{{ {} | tojson(indent=2) }}
{{ map | tojson(indent=2) }}{{ nested | tojson(indent=1) }}{{ uni | tojson(ensure_ascii=true) }}{{ {'b': 1, 'a': 2} | tojson(sort_keys=true) }}
{{ missing | tojson }}
{{ people | map(attribute='name') | join(',') }}{{ people | map(attribute='age', default=0) | list }}{{ words | map('upper') | list }}{{ ['a b'] | map('replace', ' ', '_') | list }}
{{ people | selectattr('age') | list | length }}{{ people | rejectattr('gone') | map(attribute='name') | list }}{{ people | selectattr('age', 'defined') | list | length }}{{ people | selectattr('name', 'equalto', 'Bob') | first }}
{{ list | select('odd') | list }}{{ list | reject('equalto', 3) | list }}{{ [0, 1, '', 'a'] | select | list }}{{ [0, 1, none] | reject | list }}{{ list | select('gt', 1) | list }}
{{ '42' | int }}{{ 'x' | int }}{{ 'x' | int(7) }}{{ 3.9 | int }}{{ ' 5 ' | int }}{{ '2.5' | float }}{{ minus | abs }}{{ -2.5 | abs }}
{{ text | replace('e', 'E') }}{{ text | replace('e', 'E', 1) }}{{ text.replace('T', 't') }}{{ text.replace('e', 'xx', 1) }}
{{ spaced.strip() }}|{{ spaced.lstrip() }}|{{ spaced.rstrip() }}|{{ 'xyax'.strip('xy') }}|{{ 'a\n\n'.rstrip('\n') }}
{{ 'a,b,,c'.split(',') }}{{ ' a  b '.split() }}{{ 'a,b,c'.split(',', 1) }}{{ 'abc'.split('bc') }}{{ ''.split(',') }}{{ ''.split() }}{{ ' a b c '.split(None, 1) }}{{ 'aXXb'.split('XX')[-1] }}
{{ 'a'.split('') }}
{{ 'a\nb\r\nc\n'.splitlines() }}{{ text.startswith('Some') }}{{ text.endswith('xt') }}{{ text.startswith(('x', 'S')) }}{{ text.find('T') }}{{ text.find('zz') }}{{ 'aXbX'.removesuffix('X').removeprefix('a') }}
{{ text.upper() }}{{ text.lower() }}{{ text.title() }}{{ 'abc'.capitalize() }}{{ ', '.join(words) }}
{{ text.nope() }}
{{ list.append(1) }}
{{ map.get('a') }}{{ map.get('z') }}{{ map.get('z', 3) }}{{ map.keys() | list }}{{ map.values() | list }}{{ map.items() | list }}
{% for x in list %}{{ loop.index }}/{{ loop.length }}:{{ x }}{% if not loop.last %},{% endif %}{% endfor %}
{% for x in list %}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.previtem }}{{ loop.nextitem }} {% endfor %}
{% for a, b in nested %}{{ a }}{{ b }}{% endfor %}{% for k, v in map.items() %}{{ k }}={{ v }};{% endfor %}{% for k in map %}{{ k }}{% endfor %}
{% for (a, b) in nested %}{{ a }}{% endfor %}{% for a, b in list %}{{ a }}{% endfor %}
{% for x in [] %}x{% else %}none{% endfor %}{% for x in missing %}x{% else %}none{% endfor %}{% for c in 'ab' %}{{ c }}.{% endfor %}
{% for x in nothing %}x{% endfor %}
{% for x in 5 %}x{% endfor %}
{% for x in list if x > 1 %}{{ loop.index }}{{ x }}{% endfor %}{% for x in list if x > 9 %}{% else %}no{% endfor %}
{% for x in range(5) %}{% if x == 1 %}{% continue %}{% endif %}{% if x == 3 %}{% break %}{% endif %}{{ x }}{% endfor %}{{ range(2, 8, 3) | list }}{{ range(3, 0, -1) | list }}
{% set x = 1 %}{% for y in list %}{% set x = y %}{{ x }}{% endfor %}{{ x }}
{% set ns = namespace(n=0, s='') %}{% for y in list %}{% set ns.n = ns.n + y %}{% set ns.s = ns.s ~ y %}{% endfor %}{{ ns.n }}{{ ns.s }}
{% set text.x = 1 %}
{% set a, b = 1, 2 %}{{ a }}{{ b }}{% set c = (1, 2) %}{{ c[1] }}{% set d = 1, %}{{ d | length }}
{% set a, b = [1] %}
{% if yes %}{% set q = 5 %}{% endif %}{{ q }}{% if no %}a{% elif zero %}b{% elif one %}c{% else %}d{% endif %}
{% set block %}a{{ one }}b{% endset %}[{{ block }}]{{ block | length }}
{% macro m(a, b=2, c='z') %}<{{ a }}{{ b }}{{ c }}>{% endmacro %}{{ m(1) }}{{ m(1, c=3) }}{{ m(1, 2, 3) }}{{ m() }}{{ m(a='q') | upper }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(1, 2) }}
{% macro m(a) %}{{ a }}{% endmacro %}{{ m(b=2) }}
{% set v = 1 %}{% macro m() %}{{ v }}{% endmacro %}{% for v in [5] %}{{ m() }}{% endfor %}{% set v = 2 %}{{ m() }}
{{ yes is true }}{{ 1 is true }}{{ no is false }}{{ nothing is none }}{{ text is string }}{{ list is iterable }}{{ map is mapping }}{{ 1 is number }}{{ true is number }}{{ true is integer }}{{ 1 is integer }}{{ 1.0 is float }}{{ true is boolean }}
{{ 3 is odd }}{{ 4 is even }}{{ 6 is divisibleby(3) }}{{ 6 is divisibleby 4 }}{{ 1 is eq 1 }}{{ 1 is not equalto 1 }}{{ 2 is gt 1 }}{{ 'a' is in 'abc' }}{{ 'abc' is lower }}{{ 'ABC' is upper }}{{ none is sameas none }}
{{ text is not string }}{{ missing is undefined }}{{ map.a is defined and map.z is not defined }}{{ text is sequence }}{{ 5 is iterable }}{{ range is callable }}
{{ raise_exception('no ' + text) }}
{{ "a" 'b' "c" }}{{ 'it\'s' }}{{ "tab\there" }}{{ '\\n' }}{{ '\x41\u00e9\U0001F600' }}{{ '\q' }}{{ 'a\
b' }}
{{ {'a': {'b': {}}}.a }}{{ {} }}{{ [[], [[]]] }}{{ {'a': 1, 'a': 2} }}{{ (1) }}{{ (1,) | length }}{{ () | length }}{{ dict(a=1) }}
a {%- if yes %} b {% endif -%} c {{- ' d ' -}} e {#- f -#} g
   {% if yes %}
   x
   {% endif %}
 y
   {%+ if yes %}z{% endif +%}
 w
{{ text }}
{# comment
 over lines #}
	{% set z = 1 %}	
after {{ z }}
{% raw %}{{ x }}{% if %}{% endraw %} t {%- raw -%}  {{ y }}  {%- endraw -%}  u
{{ 1_000 }}{{ 1.5 }}{{ 'a' is string and 'b' is string }}{{ (yes)and(no) }}{{ 1 if 2 > 1 and not 3 > 4 else 0 }}
{{ list | map('string') | join('+') }}{{ 1 | string + 'a' }}{{ -1 | abs }}{{ - one + 3 }}{{ (list | length - 1) }}{{ list | length - 1 }}
{{ list|length is eq 3 }}{{ 'a' ~ 'b' | upper }}{{ ('a' ~ 'b') | upper }}{{ text.split(' ')[0].lower() | length + 1 }}
{{ foo(
{% if yes %}
{% endif %}
{{ 1 + }}
{% for x list %}{% endfor %}
{{ text | nofilter }}
{{ text is notest }}
{% nosuch %}
{{ 'open
{% set x %}
{{ a b }}
{{ ) }}
{% break %}
""".strip("\n")


class Generated:
    """Expressions at random; most of them work."""

    def __init__(self, generator):
        self.generator = generator

    def expression(self, depth):
        pick, inner = self.generator.choice, lambda: self.expression(depth - 1)
        if depth == 0:
            return pick(["text", "spaced", "list", "words", "map", "nested", "one", "seven", "minus", "yes", "no",
                         "nothing", "missing", "uni", "'lit'", "''", "3", "0", "1.5", "[1, 'a']", "{'k': one}", "people",
                         "people[0].name", "map.b.c", "text[0]", "zero"])
        kind = self.generator.randrange(12)
        if kind == 0:
            return f"({inner()} {pick(['+', '-', '*', '~', '//', '~', '+'])} {inner()})"
        if kind == 1:
            return f"({inner()} {pick(['==', '!=', '<', '>=', 'in', 'not in'])} {inner()})"
        if kind == 2:
            return f"({inner()} {pick(['and', 'or'])} {inner()})"
        if kind == 3:
            return f"({inner()} if {inner()} else {inner()})"
        if kind == 4:
            return f"(not {inner()})"
        if kind == 5:
            bounds = [pick(["", "1", "-1", "0", "2", "-2"]) for _ in range(2)] + [pick(["", "1", "-1", "2"])]
            # Of what cannot be sliced, jinja2 slices constants all the same.
            value = pick(["text", "spaced", "list", "words", "uni", "map.b.c", "people", "nested"])
            return f"{value}[{':'.join(bounds)}]"
        if kind == 6:
            return f"{inner()}[{pick(['0', '-1', '1', repr('a'), repr('name'), 'one'])}]"
        if kind == 7:
            return f"({inner()} is {pick(['', 'not '])}{pick(['defined', 'string', 'none', 'mapping', 'iterable', 'number', 'true', 'eq 1', 'in list', 'boolean', 'sequence'])})"
        if kind == 8:
            return f"[{inner()}, {inner()}]"
        if kind == 9:
            return f"{inner()}.{pick(['a', 'name', 'b', 'strip()', 'upper()', 'split()', 'keys() | list', 'items() | list', 'startswith(text)', 'lstrip(text)', 'replace(text, one)'])}"
        return f"({inner()} | {pick(['trim', 'upper', 'length', 'tojson', 'list', 'first', 'last', 'string', 'default(1)', 'default(one, true)', 'join(text)', 'join', 'reverse | list', 'int', 'title', 'map(attribute=0) | list', 'select | list', 'items | list', 'tojson(indent=1)', 'capitalize', 'lower', 'abs', 'float'])})"


def nested_tags(generator, depth):
    """Text and tags with white space control, blocks closed."""
    def tag(inner, start="{%", end="%}"):
        return start + generator.choice(["", "", "-", "+"]) + f" {inner} " + generator.choice(["", "", "-", "+"]) + end

    pieces = []
    for _ in range(generator.randint(1, 5)):
        kind = generator.randrange(9 if depth else 6)
        if kind < 3:
            pieces.append(generator.choice([" ", "  ", "\n", "\n\n", "\t", "x", "y ", " z", "\r\n", "\u00a0", "\n  "]))
        elif kind == 3:
            sign = generator.choice
            pieces.append("{{" + sign(["", "-"]) + sign([" text ", "one", "' q '"]) + sign(["", "-"]) + "}}")
        elif kind == 4:
            pieces.append(generator.choice(["{# c #}", "{#- c #}", "{# c -#}", "{#- c\n -#}", tag("set a = 1")]))
        elif kind == 5:
            pieces.append(tag("raw") + generator.choice([" ", "\n", "{{ x }}", " {% y\n"]) + tag("endraw"))
        elif kind == 6:
            pieces.append(tag("for x in list") + nested_tags(generator, depth - 1) + tag("endfor"))
        else:
            pieces.append(tag(generator.choice(["if yes", "if no"])) + nested_tags(generator, depth - 1)
                          + generator.choice(["", tag("else") + nested_tags(generator, depth - 1)]) + tag("endif"))
    return "".join(pieces)


def small_templates():
    generator = random.Random(SEED + 1)
    lines = BY_HAND.split("\n")
    yield from lines
    # Line ends next to tags of every kind.
    working = [line for line in lines if "text" in answer(line, VARIABLES)]
    yield from ("\n".join(working[i:i + 5]) for i in range(len(working)))
    generated = Generated(generator)
    for _ in range(5000):
        template = "{{ " + generated.expression(generator.randint(1, 3)) + " }}"
        # Most of what fails at random fails alike.
        if "text" in answer(template, VARIABLES) or generator.random() < 0.06:
            yield template
    for _ in range(900):
        yield nested_tags(generator, 2)


def main():
    warnings.simplefilter("ignore", SyntaxWarning)
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", type=pathlib.Path, help="a GGUF file with a chat template")
    options = parser.parse_args()
    talks = list(conversations())
    print(f"seed {SEED}: {len(talks)} conversations")

    def write(name, cases):
        cases = list(cases)
        with (FIXTURES / name).open("w") as file:
            for case in cases:
                file.write(json.dumps(case, ensure_ascii=True, separators=(",", ":")) + "\n")
        print(f"{name}: {len(cases)} cases, {sum('error' in case for case in cases)} of them errors")

    write("variables.jsonl", talks)
    sources = {path.stem: path.read_text() for path in sorted(FIXTURES.glob("*.jinja"))}
    if options.model:
        import gguf
        sources["smollm2"] = gguf.GGUFReader(options.model).fields["tokenizer.chat_template"].contents()
    for name, source in sources.items():
        write(f"{name}.jsonl", (answer(source, variables) for variables in talks))
    write("expressions.jsonl", ({"template": t, **answer(t, VARIABLES)} for t in dict.fromkeys(small_templates())))
    (FIXTURES / "expressions.json").write_text(json.dumps(VARIABLES))


if __name__ == "__main__":
    main()
