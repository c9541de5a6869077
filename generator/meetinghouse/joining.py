"""The finder's modules joined into one file for the visitor, because each of twenty would cost a request.

In the repository they stay small files that a browser can also load as they are. This is no bundler: it knows only the
form they are written in (one-line imports by name from `./…js`, exported declarations) and refuses anything else.
Comments go too; they are a third of the bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

IMPORT = re.compile(r"^import \{([^}]*)\} from '\./([\w-]+)\.js';\n", re.M)
PASSED_ON = re.compile(r"^export \{([^}]*)\} from '\./([\w-]+)\.js';\n", re.M)
EXPORT = re.compile(r"^export ((?:async )?(?:const|class|function\*?)) (\w+)", re.M)
COMMENT = re.compile(r"^ */\*\*(?:(?!\*/)[\s\S])*\*/\n|^ *//.*\n|/\*\*(?:(?!\*/)[\s\S])*\*/ ?", re.M)
INDENT = re.compile(r"^ +", re.M)
MODULE_WORDS = re.compile(r"^(?:import|export)\b.*", re.M)


def joined(entry: str, texts: Mapping[str, str]) -> tuple[str, list[str]]:
    """The module `entry` with all it imports, and the names of those; `texts` are the modules by name.

    Each becomes a function that is called once, in the order of need.

    Raises:
        ValueError: a module is not written in the form this knows, or two import each other.
    """
    modules: dict[str, str] = {}
    _add(entry, texts, modules, ())
    names = ", ".join(found[2] for found in EXPORT.finditer(texts[entry]))
    return "".join(modules.values()) + f"export const {{{names}}} = {_variable(entry)};\n", list(modules)


def _add(name: str, texts: Mapping[str, str], modules: dict[str, str], above: tuple[str, ...]) -> None:
    if name in above:
        raise ValueError(f"{name}.js imports itself through {' and '.join(above)}")
    if name in modules:
        return
    if name not in texts:
        raise ValueError(f"{above[-1]}.js imports {name}.js, which is not there")
    text = texts[name]
    for pattern in (IMPORT, PASSED_ON):
        for found in pattern.finditer(text):
            _add(found[2], texts, modules, (*above, name))
    modules[name] = f"const {_variable(name)} = (() => {{\n{_body(name, text)}}})();\n"


def _body(name: str, text: str) -> str:
    own = [found[2] for found in EXPORT.finditer(text)]
    others = [
        f"{one.strip()}: {_variable(found[2])}.{one.strip()}"
        for found in PASSED_ON.finditer(text)
        for one in found[1].split(",")
    ]
    body = IMPORT.sub(lambda found: f"const {{{found[1]}}} = {_variable(found[2])};\n", text)
    body = INDENT.sub("", COMMENT.sub("", PASSED_ON.sub("", body)))
    body = EXPORT.sub(r"\1 \2", body)
    if strange := MODULE_WORDS.search(body):
        raise ValueError(f"{name}.js: {strange[0]!r} cannot be joined; write one line that names what it takes")
    return f"{body}return {{{', '.join(own + others)}}};\n"


def _variable(name: str) -> str:
    return "$" + name.replace("-", "_")
