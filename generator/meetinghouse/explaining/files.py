"""What can be wrong with a file or its name."""

from __future__ import annotations

from .explanation import BOTH, E, elsewhere, group

EXPLAINED = (
    elsewhere(
        "F01",
        E,
        "The name of a file or folder has other signs than small letters, digits and -.",
        "It becomes an address that people type and read aloud.",
        "meetings/us/Oregon/Early Risers!.yml",
        "meetings/us/oregon/early-risers.yml",
    ),
    elsewhere(
        "F03",
        E,
        "The name is one that the site itself uses.",
        "Two pages would have one address.",
        "meetings/us/oregon/index.yml",
        "meetings/us/oregon/index-street.yml",
    ),
    elsewhere(
        "F04",
        E,
        "A record in a list file has no short name of its own.",
        "A list has no file name for each, and every page needs an address.",
        "- group: Early Risers",
        """
- group: Early Risers
  slug: early-risers
""",
    ),
    elsewhere(
        "F05",
        E,
        "The name is longer than 64 characters, or folders are more than six deep.",
        "Such files cannot be kept on every machine.",
        "meetings/a/b/c/d/e/f/g/h.yml",
        "meetings/us/oregon/portland/early-risers.yml",
    ),
    elsewhere(
        "F06",
        E,
        "The file is a link to another file.",
        "A link can publish a file that is nobody's business.",
        "early-risers.yml -> /etc/passwd",
        "the file itself",
    ),
    elsewhere(
        "F08",
        E,
        "This is not a plain file.",
        "Only plain files can be read and kept safely.",
        "a pipe or a device in meetings/",
        "a file that ends in .yml",
    ),
    elsewhere(
        "F09",
        E,
        "The file's name has a character that cannot be seen.",
        "Nobody could find or mend it.",
        "early<U+200B>risers.yml",
        "early-risers.yml",
    ),
    elsewhere(
        "F10",
        BOTH,
        "The file does not end in .yml, so it is passed over.",
        "A record with the wrong ending would silently be missing.",
        "early-risers.txt",
        "early-risers.yml",
    ),
    elsewhere(
        "F11",
        E,
        "The file cannot be read.",
        "Its group would be missing.",
        "a file that only its owner may read",
        "a file that all may read",
    ),
    elsewhere(
        "F12",
        E,
        "There are more than 50,000 record files.",
        "So many files are slow to keep; list files hold the same records.",
        "60,000 files with a group each",
        "one list file for each town",
    ),
    elsewhere(
        "F13",
        E,
        "The file is only a pointer to a large file.",
        "The record itself is somewhere else.",
        "version https://git-lfs.github.com/spec/v1",
        "the record, kept in git itself",
    ),
    elsewhere(
        "F20",
        E,
        "The file lies right in meetings/, in no folder.",
        "The folders are the place: country, state, town.",
        "meetings/early-risers.yml",
        "meetings/us/oregon/portland/early-risers.yml",
    ),
    group(
        "F21",
        E,
        "A file of its own has a slug: or an id:.",
        "The file's name is the slug; two would contradict each other.",
        "slug: canal",
        "notes: Bring your own mug.",
    ),
)
