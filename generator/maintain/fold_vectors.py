"""Write tests/shared/fold.json: names of every script as generator/meetinghouse/placenames.py folds them.

The browser's fold.js must give the same. Run after a change to the folding, and read the difference:

    python generator/maintain/fold_vectors.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from meetinghouse.gazetteer import Gazetteer
from meetinghouse.placenames import fold

TARGET = Path(__file__).parents[2] / "tests" / "shared" / "fold.json"
MOST = 30
"""Names of each country."""
TRICKY = [
    "", " ", "CAFÉ", "cafe\u0301", "café", "İstanbul", "ISTANBUL", "ırmak", "Straße",
    "STRAẞE", "ﬁsh", "ﬀ", "\u212aelvin", "Ａｌｂａｎｙ　１２", "①②", "½ way", "St.Louis",
    "N.Y.C.", "D.C.", "Washington, D.C.", "J.R.R. Town", "U.S.A. today", "a.b.cd",
    "Coeur d'Alene", "Coeur d’Alene", "Hawaiʻi", "O`Fallon", "O´Fallon", "Brussel·les",
    "Bruŀles", "Sainte-Anne-de-Beaupré", "Sankt Gallen", "Mount  Vernon",
    "Fort-de-France", "Ste. Marie", "Saintes", "Fortuna", "ΑΘΗΝΑΣ", "Αθήνας",
    "ΟΔΟΣ ΟΔΟΣ", "ЁЛКИ", "Йошкар-Ола", "Київ", "Ґалаґан", "東京都", "東京", "カﾞ", "ｶﾞｯｺｳ",
    "がっこう", "서울", "대한민국", "กรุงเทพฯ", "दिल्ली", "क़िला", "বাংলা", "தமிழ்", "القَاهِرَة",
    "الـــرياض", "أسوان", "יְרוּשָׁלַיִם", "תל־אביב", "ת״א", "Ər-Rəcəb", "Þingvellir",
    "Łódź", "Đà Nẵng", "Thành phố Hồ Chí Minh", "Tromsø", "Ærø", "Œuvre", "Ŋaŋa",
    "Ħamrun", "Ŧ", "ſtadt", "na\u00efve\u00ad", "zero\u200bwidth", "\u202eabc\u202c",
    "a\u00a0b", "a\u2028b", "a\tb\nc", "e\u0301\u0327", "𝔅erlin",
    "👩\u200d👩\u200d👧 group", "№ 5", "™", "ª º", "×", "a/b\\c|d", "don't–stop—it",
    "«quoted»", "「東京」・大阪", "Ǆ ǅ ǆ", "ΐ", "ᾳ", "ﬆ. Louis", "A\u030angstrom",
    "\u212bngstrom", "۱۲۳", "١٢٣", "१२३", "ಠ_ಠ", "ཨ", "ᏣᎳᎩ", "ᲛᲗᲐ", "მთა",
]  # fmt: skip


def names(gazetteer: Gazetteer) -> list[str]:
    found = set(TRICKY)
    for code in gazetteer.countries():
        country = gazetteer.country(code)
        both = sorted({town.name for town in country.towns} | {alias for _, alias in country.aliases})
        unusual = [name for name in both if not name.isascii()] or both
        found.update(unusual[:: max(1, len(unusual) // MOST)])
    return sorted(found)


def main() -> None:
    lines = (json.dumps([name, fold(name)], ensure_ascii=False) for name in names(Gazetteer()))
    TARGET.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
