#!/usr/bin/env python3
"""Prompts for tuning speculation, by category: texts that no benchmark judges by.

usage: tuning_prompts.py FILE

Writes them as `speculation-benchmark record` reads them: conversations apart by 0x1e, the category and its
turns by 0x1f. Passages come from the Debian Policy Manual, which `make` installs as sample documents.
"""

import gzip
import random
import re
import sys

MANUAL = "/usr/share/doc/debian-policy/policy.txt.gz"
PARAGRAPH_MIN, SECTION_MIN = 120, 1800
SEED = 4

QUESTIONS = [
    'What must a package maintainer do according to these passages?',
    'Which files are mentioned, and what are they for?',
    'What is forbidden, and why?',
    'When does this rule apply?',
    'Who decides in this case?',
]

GERMAN = [
    'Das Wetter wird morgen im Norden kühl und regnerisch, im Süden bleibt es sonnig.',
    'Die Stadtverwaltung hat beschlossen, zwei neue Brücken über den Fluss zu bauen.',
    'Viele Schüler lernen heute früher Englisch als ihre Eltern.',
    'Der Zug nach Hamburg fährt heute wegen Bauarbeiten von Gleis sieben ab.',
    'Im Herbst sammeln die Kinder Kastanien und bunte Blätter im Park.',
    'Wir haben gestern Abend lange über die Zukunft unserer Firma gesprochen.',
    'Die Forscher fanden heraus, dass die Vögel ihre Route jedes Jahr leicht ändern.',
    'Bitte schließen Sie die Tür, wenn Sie das Gebäude verlassen.',
]

# Category, first turns, and the second turn of each if there is one.
OTHERS = [
    ('qa', [
        'who invented the telephone exchange',
        'what is the boiling point of ethanol',
        'when did the first railway in germany open',
        'how many moons does mars have',
        'who wrote the magic mountain',
        'where is the river oder',
        'what is a hash table used for',
        'why do cats purr',
    ], None),
    ('math_reasoning', [
        'A baker sells 24 rolls in the morning and twice as many in the afternoon. Each roll costs 3 dollars. How much does she earn?',
        'Tom has 5 boxes with 12 pencils each. He gives 17 pencils to Anna. How many are left?',
        'A train travels 80 miles an hour for 2.5 hours and then 60 miles an hour for 1.5 hours. How far does it go?',
        'Solve for x: 3x + 7 = 2x + 19.',
        'A garden is 15 m long and 8 m wide. What does a fence cost at 12 dollars a metre?',
        'If 4 workers need 6 days, how long do 3 workers need?',
        'What is the sum of the first 20 odd numbers?',
        'A shirt costs 40 dollars and is reduced by 15 percent, then by another 10 percent. What does it cost now?',
    ], None),
    ('coding', [
        'Write a Python function that merges two sorted lists.',
        'Implement a stack in C with push and pop.',
        'Write an SQL query that lists customers without orders.',
        'Write a JavaScript function that debounces another function.',
        'Write a shell script that renames all .txt files to .md.',
        'Explain and implement binary search in Java.',
    ], 'Now add error handling and comments.'),
    ('writing', [
        'Write a short letter to a landlord about a broken heater.',
        'Write a poem about a lighthouse.',
        'Describe your first day on the moon as an astronaut.',
        'Compare the causes of the first and the second world war.',
        'Explain how vaccines work to a child.',
        'You are a medieval knight. Tell me about your day.',
    ], 'Rewrite it in half as many words.'),
]


def sections() -> list[str]:
    """Passages of the manual, in an order that depends on the seed alone."""
    text = gzip.open(MANUAL, "rt", errors="replace").read()
    found, current = [], ""
    for paragraph in re.split(r"\n\s*\n", text):
        paragraph = re.sub(r"\s+", " ", paragraph.strip())
        if len(paragraph) < PARAGRAPH_MIN:
            continue
        current += paragraph + "\n\n"
        if len(current) > SECTION_MIN:
            found.append(current.strip())
            current = ""
    random.Random(SEED).shuffle(found)
    return found


def prompts() -> list[list[str]]:
    """Conversations: the category, then its turns."""
    manual = sections()
    result = [["summarization", f"Summarize: {text}"] for text in manual[:10]]
    for index, text in enumerate(manual[10:20]):
        question = QUESTIONS[index % len(QUESTIONS)]
        result.append(["rag", "Answer the question from the passages below.\n\n"
                       f"Passage 1: {text[:900]}\n\nPassage 2: {manual[30 + index][:900]}\n\n"
                       f"Question: {question}\nAnswer:"])
    for text in manual[20:28]:
        result.append(["extraction",
                       "Extract every file name, field name and command that the following text mentions, as a "
                       f'list in JSON with the keys "name" and "meaning".\n\n{text[:1400]}',
                       "Now give the same as a table with two columns."])
    result += [["translation", f"Translate German to English: {text}"] for text in GERMAN]
    for category, firsts, second in OTHERS:
        result += [[category, first] + ([second] if second else []) for first in firsts]
    return result


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    with open(sys.argv[1], "w") as file:
        file.write("\x1e".join("\x1f".join(conversation) for conversation in prompts()))


if __name__ == "__main__":
    main()
