"""Telephone numbers, mail addresses, links and passcodes in a text that people only read.

They belong into fields of their own: there a group can take them back, hide them, or be asked whether they still hold.
What a number may be instead (a date, a time, the id of a room, a postcode) is judged by the phrases of
`tests/hazards/test_person_rows.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from .record_texts import watch

DIGIT = re.compile(r"[0-9]")
NUMBER = re.compile(r"(?<![\w/=.,:#&§$€£-])(?:\+|00)?\(?[0-9](?:[ ()./·-]{0,2}[0-9]){6,16}(?![\w/:@%]|[.,-][0-9])")
NOT_A_NUMBER = re.compile(
    r"(?:"
    r"[0-9]{4}[-./][01]?[0-9][-./][0-3]?[0-9]\b.*"  # 2026-11-22
    r"|[0-3]?[0-9][-./ ][0-3]?[0-9][-./ ](?:(?:19|20)[0-9]{2}|[0-9]{2})"  # 22.11.2026, 11/22/26
    r"|(?:19|20)[0-9]{2} ?[-/] ?(?:19|20)[0-9]{2}"  # 1987-2024
    r"|[0-2]?[0-9][.h:][0-5][0-9] ?[-/] ?[0-2]?[0-9][.h:][0-5][0-9]"  # 19.30-20.30
    r"|[0-2][0-9][0-5][0-9] ?[-/] ?[0-2][0-9][0-5][0-9]"  # 1930-2030
    r"|[0-9]{5}-[0-9]{3,4}"  # 97205-1234, 01310-100
    r"|[0-9]{1,3}(?:\.[0-9]{3})+"  # 1.000.000
    r"|[0-9]{1,3}\.[0-9]{3,}"  # 45.5189
    r"|[0-9]{1,3} ?- ?[0-9]{1,3}(?:[ /]+[0-9]{1,3} ?- ?[0-9]{1,3})*"  # 58-63
    r")$"
)
OF_SOMETHING_ELSE = re.compile(
    r"\b(?:"
    r"ids?|meeting-id|zoom|meeting|room|code|pass ?code|pin|key|charity|regist\w+|wso|gso|group|service|isbn|serial|ref"
    r"|reference|pages?|pp?|version|plate|bus(?:es)?|lines?"
    r"|reuni[oó]n|réunion|sala|salle|c[oó]digo|grupo|groupe|gruppe|identifiant|kennung|kennnummer|konto|vereinsregister"
    r"|vr|siret|siren|nif|cif|iban|cnpj|linha|línea|ligne|linie|buslinie"
    r")\W{0,3}(?:(?:is|no|num|number|nr|nº|n°|numéro|número|es|est|é|ist|id|de grupo)\W{0,3}){0,3}$",
    re.IGNORECASE,
)
CALLED = re.compile(
    r"(?:\b(?:"
    r"call|text|phone|tel|ring|mobile|cell|whatsapp|sms|dial|fax|ll[aá]m\w*|tel[eé]fono|móvil|celular|appel\w*"
    r"|téléphone|portable|ruf\w*|anruf\w*|telefon\w*|handy|mobil|lig\w*|telefone|telemóvel|zap"
    r")\b\W*(?:\w+\W+){0,3}|☎ *|📞 *)$",
    re.IGNORECASE,
)
GROUPED = re.compile(
    r"\+|00[1-9]|0[0-9]|\([0-9]|1[ .-]\(?[0-9]{3}"
    r"|(?:[0-9]{3}[ .-][0-9]{3}[ .-][0-9]{3,4}|[0-9]{3}[-.][0-9]{4}|[2-9][0-9]{9}|[0-9]{2}(?: [0-9]{2}){3,4}"
    r"|[6-9][0-9]{8}|[0-9]{4,5}[ -][0-9]{4})$"
)
"""Shapes in which people write telephone numbers; what else has so many digits needs a word such as "call"."""
AT, DOT = r"(?:@| ?(?:\((?:at|arroba)\)|\[at\]) ?)", r"(?:\.| ?(?:\(dot\)|\[dot\]) ?)"
MAIL = re.compile(rf"[\w.+-]+{AT}[\w-]+(?:{DOT}[\w-]+)+", re.IGNORECASE)
SPELT_MAIL = re.compile(
    r"\b[\w.+-]+ (?:at|arroba|arobase) [\w-]+ (?:dot|punto|point|punkt|ponto) [a-z]{2,4}\b", re.IGNORECASE
)
MAY_BE_MAIL = re.compile(r"@|[(\[](?:at|arroba)[)\]]| (?:at|arroba|arobase) \S+ (?:dot|pun|point|ponto)", re.IGNORECASE)
LINK = re.compile(
    r"https?://[^\s<>\"')]+|\b(?:www\.|(?:[\w-]+\.)?zoom\.us/|meet\.google\.com/|t\.me/|wa\.me/|chat\.whatsapp\.com/)"
    r"[^\s<>\"')]+",
    re.IGNORECASE,
)
PASSCODE = watch(
    r"\b(?:pass ?-?codes?|pass ?words?|pwd|passwort|kenncode|kennwort|mot de passe|code d['’]accès|contraseña"
    r"|clave(?: de acceso)?|código de acesso|código de acceso|senha|palavra-passe|zoom pin|meeting pin)\b"
    r"(?P<to>(?: *(?:is|est|es|é|ist|lautet|:|=|-|–))* *)[\"'“«„]?(?P<code>[\w!@#$%&*-]{3,24})",
    "passcode passcodes pass password passwords pwd passwort kenncode kennwort mot code contraseña clave código senha "
    "palavra pin",
)
NO_CODES = frozenset(
    {
        *("ask", "none", "not", "see", "sent", "via", "email", "mail", "phone", "the", "same", "please", "write"),
        *("call", "contact", "from", "available", "given", "send", "demander", "sur", "par", "envoyé", "voir"),
        *("aucun", "keine", "kein", "auf", "per", "anfragen", "bei", "pedir", "ninguna", "ninguno", "por", "sin"),
        *("sem", "solicitar"),
    }
)


@lru_cache(8192)
def numbers(text: str) -> tuple[str, ...]:
    """What somebody could dial, as it stands in `text`."""
    return tuple(_numbers(text)) if DIGIT.search(text) else ()


def _numbers(text: str) -> Iterator[str]:
    for found in NUMBER.finditer(text):
        said, before = found[0], text[max(0, found.start() - 40) : found.start()]
        if NOT_A_NUMBER.match(said) or OF_SOMETHING_ELSE.search(before):
            continue
        if GROUPED.match(said) or CALLED.search(before):
            yield said


def same_number(one: str, other: str) -> bool:
    """Whether two ways of writing lead to one telephone: with or without the code of the country."""
    ours, theirs = (re.sub(r"[^0-9]", "", re.split(r"[,;*#x]", said)[0]).lstrip("0") for said in (one, other))
    return ours == theirs or (min(len(ours), len(theirs)) >= 7 and (ours.endswith(theirs) or theirs.endswith(ours)))


def mails(text: str) -> tuple[str, ...]:
    """Mail addresses, also those that are spelt so that programs should not see them."""
    if not MAY_BE_MAIL.search(text):
        return ()
    return tuple(found[0] for pattern in (MAIL, SPELT_MAIL) for found in pattern.finditer(text))


def links(text: str) -> tuple[str, ...]:
    return tuple(found[0].rstrip(".,;") for found in LINK.finditer(text)) if "/" in text or "www." in text else ()


def passcode(text: str) -> str | None:
    """A code that opens a room, as it stands in `text`; not a sentence about codes."""
    for found in PASSCODE.finditer(text):
        code, said = found["code"], found["to"].strip()
        if any(map(str.isdigit, code)) or (said.endswith((":", "=")) and code.lower() not in NO_CODES):
            return code
        if len(code) > 3 and code.isupper() and (said or not found[0].split()[0].isupper()):
            return code
    return None
