"""What can be wrong with how a file is written."""

from __future__ import annotations

from .explanation import BOTH, E, elsewhere, group

EXPLAINED = (
    elsewhere(
        "Y00",
        BOTH,
        "There are more than a hundred problems in the file; the worst are told.",
        "When they are mended, the others are told.",
        "a list of 500 groups, each without a place",
        "mend the first hundred",
    ),
    group(
        "Y12",
        E,
        "What stands after # is lost.",
        "In YAML a # after a space begins a remark.",
        "notes: Room #3, ring twice.",
        'notes: "Room #3, ring twice."',
    ),
    group(
        "Y13",
        E,
        "A line is not in the form of field: value.",
        "A colon in a text, or a line too far right or left, is read as something else.",
        "notes: Room 3: ring twice.",
        'notes: "Room 3: ring twice."',
    ),
    group(
        "Y14",
        E,
        "A text begins with @, ` or %.",
        "YAML keeps these signs for itself.",
        "notes: @ the library",
        'notes: "@ the library"',
    ),
    group(
        "Y15",
        E,
        "A text begins with &, * or !.",
        "YAML takes such a word for a name, and the text is lost.",
        "notes: *Ring* the bell.",
        'notes: "*Ring* the bell."',
    ),
    group(
        "Y20",
        E,
        "A merge key << stands where a field should.",
        "Only what is written out can be read and checked.",
        "contact: {<<: {email: canal.side@example.org}}",
        "contact: {email: canal.side@example.org}",
    ),
    group(
        "Y22",
        E,
        "Lists and fields are nested too deeply.",
        "No record needs so many; most likely a bracket is missing.",
        "notes: [[[[[[[[[[Ring]]]]]]]]]]",
        "notes: Ring.",
    ),
    group(
        "Y23",
        E,
        "The name of a field is not plain text.",
        "A field has one name, in small letters.",
        "contact: {[email, phone]: x}",
        "contact: {email: canal.side@example.org}",
    ),
    elsewhere(
        "Y24",
        E,
        "The file is too large.",
        "One group takes a page of text; something else has got in.",
        "a file of 5 MB",
        "list files, one for each town",
    ),
    group(
        "Y25",
        E,
        "A tag asks for a type or a program.",
        "Records are text and nothing else.",
        "notes: !!python/object/apply:os.system [id]",
        "notes: Ring the bell.",
    ),
    group(
        "Y27",
        E,
        "The file begins with a directive such as %YAML.",
        "It is not needed, and it changes how the rest is read.",
        """
# the whole file
%YAML 1.1
---
group: Canal Side
""",
        "notes: Ring the bell.",
    ),
    group(
        "Y28",
        E,
        "There are two documents in one file.",
        "Everything after --- would be lost.",
        """
# the whole file
group: Canal Side
---
group: Mill Side
""",
        "group: Canal Side",
    ),
    group(
        "Y29",
        E,
        "The file, or its list, is empty.",
        "A group would silently be missing.",
        "# the whole file",
        "group: Canal Side",
    ),
    group(
        "Y30",
        E,
        "Here are fields or a list where a text is expected, or the other way round.",
        "What is meant cannot be known.",
        "notes: [Ring, the bell]",
        "notes: Ring the bell.",
    ),
    group(
        "Y32",
        E,
        "A tab is used to indent.",
        "Tabs are as wide as each program likes.",
        ("contact:\n\temail: canal.side@example.org"),
        """
contact:
  email: canal.side@example.org
""",
    ),
    elsewhere(
        "Y51",
        E,
        "fmt cannot arrange this file without changing what it says.",
        "It would rather leave it as it is.",
        "group: Canal Side, fellowship: aa",
        """
group: Canal Side
fellowship: aa
""",
    ),
)
