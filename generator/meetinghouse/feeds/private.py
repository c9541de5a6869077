"""What must not be carried over from a stranger's free text: passwords, telephone numbers, e-mail addresses."""

from __future__ import annotations

import re

PASSWORD = re.compile(
    r"\b(?:pass ?codes?|pass ?words?|pass ?phrases?|pwd|pw|access code|contraseña|clave|código de acceso|mot de passe|"
    r"passwort|kennwort|senha|wachtwoord|lösenord|adgangskode|passord|parola|hasło|salasana|пароль)\b"
    r"|パスワード|密码|密碼|비밀번호|[?&]pwd="
    r"|\b(?:pin|(?<!zip )(?<!area )(?<!postal )(?<!dress )code|pw)\b\s*(?:is|:|#|=)?\s*#?[0-9]",
    re.IGNORECASE,
)
NO_PASSWORD = re.compile(
    r"\b(?:no|without(?: a)?|sin|sans|kein|ohne) (?:pass ?code|pass ?word|contraseña|mot de passe|passwort)\b",
    re.IGNORECASE,
)
EMAIL = re.compile(r"[\w.+-]+\s?(?:@|\(at\)|\[at\])\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
PHONE = re.compile(
    r"(?<![\w.:/-])(?:"
    r"\+[0-9][0-9 ().-]{6,17}[0-9]"  # +47 22 00 00 00
    r"|(?:1[ .-]?)?(?:\([0-9]{3}\) ?|[0-9]{3}[ .-])[0-9]{3}[ .-]?[0-9]{4}"  # (503) 555-0100
    r"|0[0-9]{1,4}[ .-][0-9][0-9 .-]{4,10}[0-9]"  # 0113 496 0123
    r"|[0-9]{3}-[0-9]{4}"  # 555-0100
    r"|(?<![0-9 ])[2-9][0-9]{9}"  # 5035550100
    r")(?![\w-])"
)
NOT_A_PHONE = re.compile(r"\b(?:id|zoom|room|meeting|number|no|#)\W{0,3}$", re.IGNORECASE)
"""What stands before the number of an online room."""


def names_a_password(text: str) -> bool:
    return PASSWORD.search(NO_PASSWORD.sub("", text)) is not None


def bare_of_contacts(text: str) -> tuple[str, str]:
    """The text without the sentences that tell a telephone number or e-mail address, and which of the two it told.

    The whole sentence goes: what stands around a number is mostly somebody's name.
    """
    if not re.search(r"[0-9@]|[(\[]at[)\]]", text):
        return text, ""
    found: set[str] = set()
    lines = [" ".join(_kept(line, found)) for line in text.split("\n")]
    if not found:
        return text, ""
    return "\n".join(line for line in lines if line).strip(), " and ".join(sorted(found))


def without_contacts(text: str) -> str:
    """A name or a place without the telephone numbers and e-mail addresses in it."""
    return " ".join(PHONE.sub("", EMAIL.sub("", text)).split()).strip(" ()-,;:")


def _kept(line: str, found: set[str]) -> list[str]:
    kept = []
    for sentence in re.split(r"(?<=[.!?;])\s+(?=\S)", line):
        told = {"an e-mail address"} if EMAIL.search(sentence) else set()
        if any(not NOT_A_PHONE.search(sentence[: match.start()]) for match in PHONE.finditer(sentence)):
            told.add("a telephone number")
        found |= told
        if not told:
            kept.append(sentence)
    return kept
