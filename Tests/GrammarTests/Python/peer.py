"""Says what Python's own engines make of patterns, schemas and texts, one JSON line for each line read.

{"pattern": P, "texts": [...]}  -> [true, false, ...]: whether the whole of each text matches; null where
                                   the engine went back and forth for too long to say
{"schema": S, "texts": [...]}   -> [null, "reason", ...]: why a text does not parse or does not satisfy S
"""

import json
import re
import signal
import sys

from jsonschema import Draft202012Validator

CHECKED_FORMATS = {"date", "date-time", "time", "uuid"}


PATTERN_SECONDS_MAX = 0.05


class TooLong(Exception):
    pass


def give_up(*_):
    raise TooLong


def matches(question):
    pattern = re.compile(question["pattern"], re.ASCII)
    answers = []
    signal.setitimer(signal.ITIMER_REAL, PATTERN_SECONDS_MAX)
    try:
        for text in question["texts"]:
            answers.append(pattern.fullmatch(text) is not None)
        signal.setitimer(signal.ITIMER_REAL, 0)
    except TooLong:
        pass
    return answers + [None] * (len(question["texts"]) - len(answers))


def refuse_constant(name):
    raise ValueError(f"{name} is not JSON")


def faults(question):
    schema = json.loads(question["schema"])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)
    answers = []
    for text in question["texts"]:
        try:
            document = json.loads(text, parse_constant=refuse_constant)
        except ValueError as error:
            answers.append(f"does not parse: {error}")
            continue
        error = next(validator.iter_errors(document), None)
        answers.append(None if error is None else error.message)
    return answers


missing = CHECKED_FORMATS - set(Draft202012Validator.FORMAT_CHECKER.checkers)
if missing:
    sys.exit(f"this jsonschema does not check {', '.join(sorted(missing))}; install rfc3339-validator")
signal.signal(signal.SIGALRM, give_up)
# Programs that tests start come with all signals blocked.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGALRM})
for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps(matches(question) if "pattern" in question else faults(question)))
