"""Rules about words: placeholders, shouting, markup (L10 to L12), selling (P13, P14), and directions in an
address (G12)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from .findings import Finding
from .placenames import fold_letters
from .problems import Severity, quoted
from .record_texts import At, Said, titles, venues, watch
from .records import Group

PLACEHOLDERS = frozenset(
    {
        *(
            "tbd",
            "tba",
            "tbc",
            "test",
            "testing",
            "test test",
            "test meeting",
            "test group",
            "asdf",
            "qwerty",
            "xxx",
            "xx",
        ),
        *("todo", "to do", "n a", "none", "unknown", "foo", "foo bar", "group name", "your group", "name of the group"),
        *(
            "name",
            "venue",
            "venue name",
            "address",
            "street",
            "city",
            "new group",
            "new meeting",
            "untitled",
            "example",
        ),
        *("see above", "same", "same as above", "by definir", "a definir", "por definir", "a preciser", "unbekannt"),
    }
)
"""The whole text, folded."""
LONGEST_PLACEHOLDER = 24
PLACEHOLDER = watch(
    r"\b(?:TBD|TBA|TBC)\b|\blorem ipsum\b|\basdf\w*|\bto be (?:decided|announced|confirmed|determined"
    r"|advised)\b|\bXXX+\b",
    "tbd tba tbc lorem asdf asdfg asdfgh asdfghjkl xxx xxxx decided announced confirmed determined advised",
)
ACRONYMS = frozenset(("SMART", "LGBTQ", "LGBT", "HAMS", "MARA", "LGBTQIA", "BIPOC", "YPAA", "SLAA", "CODA"))
SMALL = {
    **{word: word for word in ("AA", "NA", "OA", "CA", "GA", "MA")},
    **{
        word: word.lower()
        for word in ("OF", "THE", "AND", "IN", "AT", "ON", "FOR", "A", "DE", "LA", "EL", "LE", "LES", "DU", "DO", "DA")
    },
}
CAPITALS = re.compile(r"[A-ZÀ-ÖØ-ÞŚŁŻ]{4,}")
SHOUTED = re.compile(r"\b[A-ZÀ-ÖØ-Þ]{2,}(?:['’][A-Z]+)?(?:[ ,!]+[A-ZÀ-ÖØ-Þ]{2,}(?:['’][A-Z]+)?){3,}")
MARKUP = re.compile(
    r"</?(?:a|b|br|p|i|u|em|strong|font|div|span|ul|ol|li|h[1-6]|img|script|iframe)\b[^>]*>|&(?:amp|nbsp|lt|gt"
    r"|quot|#[0-9]+);"
    r"|\[[^\]]+\]\(https?:[^)]*\)|\*\*[^*]+\*\*",
    re.IGNORECASE,
)
SELLING = watch(
    r"\b(?:insurance (?:is |plans? )?(?:accepted|welcome)|(?:we )?(?:accept|take) (?:most |all "
    r"|your )?(?:major )?insurance"
    r"|verify your (?:insurance|benefits)|(?:free|no[- ]cost) (?:insurance )?(?:assessment|consultation)"
    r"|admissions? (?:team|line|department)"
    r"|call now|beds? (?:are )?available|luxury (?:rehab|treatment|detox)|(?:rehab|detox"
    r"|treatment) (?:cent(?:er|re)|facilit|program)\w* (?:offers|offering|with|near)"
    r"|placement (?:fee|service)|our (?:licensed|certified|accredited) (?:therapists|clinicians|counsell?ors"
    r"|facility)"
    r"|special offer|promo code|[0-9]+ ?% off|discount(?:ed)? (?:rate|price|session)s?|book (?:a"
    r"|your) (?:session|consultation) (?:now|today)"
    r"|(?:american addiction centers|recovery centers of america|banyan treatment|delphi behavioral"
    r"|acadia healthcare|rehabs\.com)"
    r"|aceptamos (?:todos los )?seguros|llame ahora|primera consulta gratis|descuento del?"
    r"|mutuelles? acceptées?|appelez maintenant"
    r"|consultation offerte|jetzt anrufen und|krankenkasse zahlt|erstgespräch kostenlos|aceitamos convênios?"
    r"|ligue agora|vagas para internação)\b"
    r"|(?:[$€£] ?[0-9]{2,}|\b[0-9]{2,} ?(?:€|£|euros?|dollars?|reais))(?:[.,][0-9]{2})? ?(?:/|per|an?|each|pro"
    r"|por|par) ?"
    r"(?:session|person|week|month|hour|class|sesión|persona|séance|personne|mois|mes|sitzung|monat|sessão"
    r"|pessoa|mês)\b",
    "insurance benefits assessment consultation admission admissions call bed beds luxury rehab rehabs detox "
    "treatment placement licensed certified accredited offer promo off discount discounted book addiction "
    "recovery banyan delphi acadia seguros llame consulta descuento mutuelle mutuelles appelez offerte anrufen "
    "krankenkasse erstgespräch convênio convênios ligue internação session person week month hour class sesión "
    "persona séance personne mois mes sitzung monat sessão pessoa mês",
)
MONEY = watch(
    r"\b(?:bitcoin|btc|ethereum|crypto(?:currency)?|usdt|wallet address|gift cards?|wire transfer"
    r"|western union|moneygram|zelle|venmo"
    r"|cash ?app|paypal\.me|buymeacoffee|patreon|gofundme)\b"
    r"|\b(?:download|install|get) (?:our|my|this|the) (?!(?:free )?(?:zoom|teams|skype|whatsapp|signal"
    r"|meet)\b)(?:\w+ ){0,2}app\b",
    "bitcoin btc ethereum crypto cryptocurrency usdt wallet gift wire western moneygram zelle venmo cash "
    "cashapp paypal buymeacoffee patreon gofundme app",
)
DIRECTIONS = re.compile(
    r"\b(?:upstairs|downstairs|basement|lower level|ground floor|(?:[0-9]+(?:st|nd|rd|th)|first|second|third"
    r"|top) floor|floor [0-9]+"
    r"|room [0-9]+\w?|ring (?:the|twice|bell|at)|(?:the|door) ?bell|doorbell|buzzer|knock"
    r"|enter (?:by|from|through|at|via)"
    r"|use (?:the )?\w+ (?:door|entrance)"
    r"|(?:side|back|rear|front|main) (?:door|entrance)|behind (?:the )?|next to|across (?:from|the)|opposite"
    r"|park (?:in|at|behind)|parking"
    r"|corner of|look for|call for|timbre|segundo piso|al lado de|detrás de|frente a|sonne[zr]|étage|au fond"
    r"|derrière|à côté|sous-sol"
    r"|klingeln?|hinterhof|eingang|im keller|obergeschoss|neben dem|campainha|subsolo|em frente|atrás d[aeo])\b",
    re.IGNORECASE,
)
STREET_NAMES = re.compile(
    r"\b(?:bell|parking|opposite|keller)(?=\w*[- ](?:st|street|road|rd|lane|ave|avenue|strasse|straße|weg|yard)\b)",
    re.I,
)


def placeholder_left(group: Group, said: Said) -> Iterator[Finding]:
    for at, text in (*titles(group), *_places(group), *said):
        found = PLACEHOLDER.search(text)
        if found or "???" in text or (len(text) < LONGEST_PLACEHOLDER and fold_letters(text) in PLACEHOLDERS):
            mend = "write what is true, or leave the line out until somebody knows"
            yield _warning("L11", at, f"{quoted(found[0] if found else text)} is a placeholder", mend)


def shouted(group: Group, said: Said) -> Iterator[Finding]:
    """People read capitals as shouting, and screen readers may spell them."""
    for at, text in (*titles(group), *_places(group)):
        words = [word for word in CAPITALS.findall(text) if word not in ACRONYMS]
        if len(words) > 1 and text.isupper():
            yield _warning("L10", at, "is all in capitals", f"write {quoted(_quieter(text))}")
    for at, text in said:
        if found := SHOUTED.search(text):
            yield _warning("L10", at, f"shouts: {quoted(found[0])}", "write it in small letters")


def _quieter(text: str) -> str:
    said = " ".join(word if word in ACRONYMS else SMALL.get(word, word.capitalize()) for word in text.split())
    return said[:1].upper() + said[1:]


def markup_written(group: Group, said: Said) -> Iterator[Finding]:
    for at, text in (*titles(group), *_places(group), *said):
        if found := MARKUP.search(text):
            yield _warning(
                "L12", at, f"has markup in it, {quoted(found[0])}, and people will see it", "write plain words"
            )


def something_sold(group: Group, said: Said) -> Iterator[Finding]:
    for at, text in (*titles(group), *said):
        if found := SELLING.search(text):
            mend = "meetings cost nothing; ask who wrote this, and delete it"
            yield _warning("P13", at, f"sounds commercial: {quoted(found[0])}", mend)


def money_or_app_asked_for(group: Group, said: Said) -> Iterator[Finding]:
    for at, text in said:
        if "contributions" not in at and (found := MONEY.search(text)):
            mend = "ask the group whether this is theirs; what people may give is told in contributions:"
            yield _warning("P14", at, f"asks for money or an app: {quoted(found[0])}", mend)


def directions_in_address(group: Group) -> Iterator[Finding]:
    """The main reason why an address cannot be found."""
    for at, venue in venues(group):
        address = venue.address
        for name in ("street", "city") if address else ():
            text = STREET_NAMES.sub("", getattr(address, name) or "")
            if name == "city" and " " not in text:
                continue
            if found := DIRECTIONS.search(text):
                message = f"has directions in it: {quoted(found[0].strip())}"
                yield _warning(
                    "G12", (*at, "address", name), message, "move them to arrival:, so that a map finds the address"
                )


def _places(group: Group) -> Iterator[tuple[At, str]]:
    for at, venue in venues(group):
        if venue.name:
            yield (*at, "name"), venue.name
        for name in ("street", "city"):
            if venue.address and (text := getattr(venue.address, name)):
                yield (*at, "address", name), text


def _warning(code: str, at: At, message: str, mend: str) -> Finding:
    return Finding(code, at, message, mend, Severity.WARNING)


RULES: tuple[Callable[[Group], Iterator[Finding]], ...] = (directions_in_address,)
TEXT_RULES: tuple[Callable[[Group, Said], Iterator[Finding]], ...] = (
    placeholder_left,
    shouted,
    markup_written,
    something_sold,
    money_or_app_asked_for,
)
