#!/usr/bin/env python3
"""Prompts for tuning speculation, by category: texts that no benchmark judges by.

usage: tuning_prompts.py [--held-out] FILE

Writes them as `speculation-benchmark record` reads them: conversations apart by 0x1e, the category and its
turns by 0x1f. Passages come from the Debian Policy Manual, which `make` installs as sample documents.

Weights are fitted on one set and judged on the other: --held-out writes the second, with passages of the
Filesystem Hierarchy Standard (of the same package) and other sentences and questions.
"""

import argparse
import gzip
import random
import re

DOCUMENTS = "/usr/share/doc/debian-policy"
MANUAL, STANDARD = f"{DOCUMENTS}/policy.txt.gz", f"{DOCUMENTS}/fhs/fhs-3.0.txt.gz"
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

HELD_OUT_QUESTIONS = [
    'what is this directory used for',
    'Which directories are required here?',
    'what may be shared between hosts, and what not',
    'who may write to these files',
    'Is there an exception to the rule, and which?',
]

HELD_OUT_GERMAN = [
    'Die Bäckerei an der Ecke öffnet schon um sechs Uhr und verkauft frische Brötchen.',
    'Nach dem langen Winter freuen sich alle auf die ersten warmen Tage.',
    'Der Minister erklärte am Dienstag, dass die Steuern in diesem Jahr nicht steigen werden.',
    'In der alten Fabrik am Hafen entstehen Wohnungen, Werkstätten und ein kleines Theater.',
    'Sie fragte den Schaffner, ob der Anschlusszug in Köln warten würde.',
    'Obwohl die Mannschaft bis zur letzten Minute führte, endete das Spiel unentschieden.',
    'Mein Großvater erzählte oft, wie er als Junge über die Alpen gewandert war.',
    'Das neue Gesetz gilt für Betriebe mit mehr als fünfzig Angestellten und tritt im Juli in Kraft.',
    'Auf dem Markt gibt es Äpfel, Birnen, Pflaumen und manchmal sogar Quitten.',
    'Die Ärztin empfahl ihm, weniger Salz zu essen und jeden Tag spazieren zu gehen.',
    'Wegen eines Stromausfalls blieben die Aufzüge im ganzen Viertel mehrere Stunden stehen.',
    'Im Museum hängt ein Bild, von dem niemand weiß, wer es gemalt hat.',
    'Die Polizei bittet Zeugen des Unfalls, sich bei der nächsten Wache zu melden.',
    'Er hat drei Jahre an dem Roman gearbeitet, den nun kein Verlag drucken will.',
    'Fachleute rechnen damit, dass die Preise für Gas und Öl im kommenden Winter wieder fallen.',
    'Am Ufer des Sees saß ein Angler, der seit dem Morgen keinen Fisch gefangen hatte.',
]

HELD_OUT_OTHERS = [
    ('qa', [
        'who built the first lighthouse at eddystone',
        'what is the capital of mongolia',
        'when was the printing press brought to england',
        'how long does light take from the sun to the earth',
        'who composed the moldau',
        'why is the sea salty',
        'what does a compiler do',
        'where do swifts spend the winter',
    ], None),
    ('math_reasoning', [
        'A farmer has 36 hens and each lays 5 eggs a week. He sells eggs by the dozen at 4 dollars. What does he earn in a week?',
        'A tank holds 240 litres and loses 6 litres an hour. After how many hours is it half empty?',
        'Maria is twice as old as Paul. In 6 years they are 48 together. How old is Maria now?',
        'A book has 320 pages. Ann reads 25 on the first day and 15 more on each following day. When is she done?',
        'Solve for y: 5(y - 2) = 3y + 8.',
        'A car uses 7 litres for 100 km. How far does it go with 42 litres?',
        'Three friends share a bill of 84 dollars, and the first pays twice what the others pay each. What does each pay?',
        'A class of 30 has 12 girls more than boys. How many boys are there?',
    ], None),
    ('coding', [
        'Write a Go function that reverses a string by runes.',
        'Write a Python class for a queue with a maximum length.',
        'Write an SQL query for the three best paid people of each department.',
        'Implement Fibonacci with memoization in JavaScript.',
        'Write a C function that counts the words in a string.',
        'Write a regular expression for dates like 2024-05-31 and explain it.',
    ], 'Now write tests for it.'),
    ('writing', [
        'Write an invitation to a garden party.',
        'Write a fable about a fox and a clock.',
        'Describe a harbour at dawn.',
        'Explain why cities were built on rivers.',
        'You are a ship cook in 1750. What do you serve today?',
        'Write a complaint about a late parcel.',
    ], 'Make it more formal.'),
]


def sections(document: str) -> list[str]:
    """Passages of a document, in an order that depends on the seed alone."""
    text = gzip.open(document, "rt", errors="replace").read()
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


def prompts(document: str, questions: list[str], german: list[str], others: list) -> list[list[str]]:
    """Conversations: the category, then its turns."""
    manual = sections(document)
    result = [["summarization", f"Summarize: {text}"] for text in manual[:10]]
    for index, text in enumerate(manual[10:20]):
        question = questions[index % len(questions)]
        result.append(["rag", "Answer the question from the passages below.\n\n"
                       f"Passage 1: {text[:900]}\n\nPassage 2: {manual[(30 + index) % len(manual)][:900]}\n\n"
                       f"Question: {question}\nAnswer:"])
    for text in manual[20:28]:
        result.append(["extraction",
                       "Extract every file name, field name and command that the following text mentions, as a "
                       f'list in JSON with the keys "name" and "meaning".\n\n{text[:1400]}',
                       "Now give the same as a table with two columns."])
    result += [["translation", f"Translate German to English: {text}"] for text in german]
    for category, firsts, second in others:
        result += [[category, first] + ([second] if second else []) for first in firsts]
    return result


def main() -> None:
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--held-out", action="store_true")
    arguments.add_argument("file")
    options = arguments.parse_args()
    if options.held_out:
        made = prompts(STANDARD, HELD_OUT_QUESTIONS, HELD_OUT_GERMAN, HELD_OUT_OTHERS)
    else:
        made = prompts(MANUAL, QUESTIONS, GERMAN, OTHERS)
    with open(options.file, "w") as file:
        file.write("\x1e".join("\x1f".join(conversation) for conversation in made))


if __name__ == "__main__":
    main()
