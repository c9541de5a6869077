"""What made-up records are made of: countries with their towns' weights, and the words of names, places and notes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Land:
    """A country: how many of a hundred meetings are in it, what is spoken there and how letters are addressed."""

    code: str
    weight: float
    languages: tuple[str, ...]
    """The first is the language of most names."""
    postcode: str
    """`0` is a digit, `A` a letter; ZIP codes of the United States are real ones of the town."""


LANDS = (
    Land("US", 46, ("en", "en", "en", "en", "es"), "00000"),
    Land("GB", 9, ("en",), "AA0 0AA"),
    Land("CA", 7, ("en", "en", "en", "fr"), "A0A 0A0"),
    Land("MX", 6, ("es",), "00000"),
    Land("AU", 5, ("en",), "0000"),
    Land("DE", 4, ("de", "de", "de", "en"), "00000"),
    Land("BR", 4, ("pt",), "00000-000"),
    Land("FR", 3, ("fr", "fr", "fr", "en"), "00000"),
    Land("ES", 3, ("es", "es", "es", "en"), "00000"),
    Land("IN", 2.5, ("en", "hi"), "000000"),
    Land("IE", 2, ("en",), "A00 A0A0"),
    Land("PL", 2, ("pl",), "00-000"),
    Land("NZ", 1.5, ("en",), "0000"),
    Land("SE", 1.5, ("sv", "sv", "en"), "000 00"),
    Land("JP", 1.5, ("ja", "ja", "en"), "000-0000"),
    Land("NO", 1, ("no", "no", "en"), "0000"),
    Land("IL", 0.7, ("he", "he", "ru", "en"), "0000000"),
    Land("JO", 0.3, ("ar", "ar", "en"), "00000"),
)

FIRST = {
    language: words.split()
    for language, words in {
        "en": "Early Quiet Open First Second New Maple Orchard Harbour River Hilltop Candlelight Serenity "
        "Freedom Daily Sunrise Willow Downtown Westside Eastside Northern Uptown Lakeside Primary "
        "Living Simple Grateful Honest Willing Steady Meadow Canal Courage Rush-Hour Welcome Bridge "
        "Garden Corner Lantern Kitchen",
        "es": "Nuevo Primer Buen Gran Mi Otro Libre Tranquilo Sereno Digno Humilde Cada",
        "pt": "Novo Primeiro Bom Grande Meu Livre Tranquilo Sereno Digno Cada",
        "fr": "Nouveau Premier Bon Grand Petit Autre Libre Vrai Simple Chaque",
        "de": "Neuer Erster Guter Offener Stiller Freier Klarer Ruhiger Weiter Nächster",
        "pl": "Nowy Pierwszy Dobry Otwarty Cichy Wolny Spokojny Jasny Każdy Żółty",
        "sv": "Nya Första Goda Öppna Stilla Fria Lugna Ljusa Varje Södra",
        "no": "Ny Første God Åpen Stille Fri Rolig Lys Hver Søndre",
        "hi": "नई पहली अच्छी खुली शांत मुक्त सरल उजली",
        "ja": "新しい 最初の 静かな 自由な 明るい 朝の 夜の 希望の",
        "he": "אור דרך צעד בית יום שער לב קול",
        "ru": "Новый Первый Добрый Открытый Тихий Свободный Ясный Каждый",
        "ar": "صباح نور طريق بيت يوم باب قلب صوت",
    }.items()
}
SECOND = {
    language: words.split()
    for language, words in {
        "en": "Risers Steps Path Group Beginnings Hope Light Circle Fellowship Start Recovery Survivors Way"
        " Table Doors Journey Sobriety Promise Owls Wind Hearts Friends Reflections Solutions Chapter"
        " Trail Anchors Book Meeting Speakers",
        "es": "Amanecer Camino Día Paso Comienzo Refugio Encuentro Despertar Horizonte Sendero Rumbo Puente",
        "pt": "Amanhecer Caminho Dia Passo Começo Refúgio Encontro Despertar Horizonte Coração",
        "fr": "Départ Chemin Jour Pas Matin Refuge Réveil Espoir Horizon Élan",
        "de": "Anfang Weg Tag Schritt Morgen Kreis Aufbruch Kurs Abend Höhenflug",
        "pl": "Dzień Początek Krok Poranek Krąg Świt Kierunek Oddech Wieczór Źródło",
        "sv": "Steget Dagen Vägen Morgonen Starten Kretsen Bron Ögonblicket Hamnen Gruppen",
        "no": "Dag Vei Morgen Start Krets Bro Havn Gruppe Øyeblikk Kveld",
        "hi": "सुबह राह किरण शुरुआत उम्मीद मंज़िल रोशनी सभा",
        "ja": "一歩 道 朝 仲間 光 出発 集い 風",
        "he": "חדש ראשון שקט פתוח חופשי ישר טוב",
        "ru": "день путь шаг рассвет круг дом выбор ветер",
        "ar": "جديد هادئ مفتوح حر مشرق طيب أول",
    }.items()
}
VENUES = {
    "en": [
        "Friends Hall",
        "St. Mark's Church",
        "Community Centre",
        "Alano Club",
        "Grace Lutheran Church",
        "Public Library",
        "First Methodist Church",
        "Recovery House",
        "Town Hall",
        "Holy Trinity Parish Hall",
        "Veterans Hall",
        "Unity Centre",
        "Memorial Hospital, Room 4",
        "Senior Centre",
        "YMCA",
        "St. Mary's School",
        "The Old Bakery",
        "Salvation Army Hall",
        "Riverside Chapel",
        "Quaker Meeting House",
    ],
    "es": [
        "Parroquia San José",
        "Casa de la Cultura",
        "Centro Comunitario",
        "Club 24 Horas",
        "Capilla del Carmen",
        "Biblioteca Pública",
    ],
    "pt": ["Paróquia São João", "Centro Comunitário", "Casa de Cultura", "Igreja da Graça", "Biblioteca Pública"],
    "fr": ["Maison des associations", "Salle paroissiale", "Centre social", "Église Saint-Étienne", "Hôpital, salle B"],
    "de": [
        "Gemeindehaus",
        "Bürgerzentrum",
        "Christuskirche",
        "Nachbarschaftshaus",
        "Klinikum, Raum 3",
        "Haus der Begegnung",
    ],
    "pl": ["Dom Kultury", "Parafia św. Anny", "Klub Abstynenta", "Ośrodek Zdrowia", "Biblioteka Miejska"],
    "sv": ["Församlingshemmet", "Medborgarhuset", "Länkens lokal", "Sankt Görans kyrka", "Biblioteket"],
    "no": ["Menighetshuset", "Frivilligsentralen", "Samfunnshuset", "Bydelshuset", "Biblioteket"],
    "hi": ["सामुदायिक केंद्र", "पुस्तकालय", "सेंट जोसेफ़ चर्च", "नगर भवन"],
    "ja": ["市民センター", "カトリック教会", "公民館", "区民会館"],
    "he": ["מרכז קהילתי", "מתנ״ס", "בית התרבות", "ספרייה עירונית"],
    "ru": ["Дом культуры", "Общинный центр", "Библиотека", "Клуб ветеранов"],
    "ar": ["المركز الاجتماعي", "قاعة المكتبة", "بيت الثقافة", "النادي الأهلي"],
}
STREETS = {
    "en": [
        "{n} Main Street",
        "{n} Church Street",
        "{n} Oak Avenue",
        "{n} Park Road",
        "{n} Second Avenue",
        "{n} Mill Lane",
        "{n} Washington Street",
        "{n} Station Road",
        "{n} Elm Street",
        "{n} High Street",
        "{n} Maple Drive",
        "{n} Lincoln Way",
    ],
    "es": ["Calle Hidalgo {n}", "Avenida Juárez {n}", "Calle Mayor {n}", "Calle del Sol {n}", "Avenida de la Paz {n}"],
    "pt": ["Rua das Flores {n}", "Avenida Brasil {n}", "Rua São Pedro {n}", "Rua da Praia {n}"],
    "fr": ["{n} rue de l'Église", "{n} avenue Jean-Jaurès", "{n} rue Pasteur", "{n} place du Marché"],
    "de": ["Hauptstraße {n}", "Bahnhofstraße {n}", "Gartenweg {n}", "Kirchplatz {n}", "Lindenallee {n}"],
    "pl": ["ul. Kościelna {n}", "ul. Długa {n}", "ul. Polna {n}", "ul. Mickiewicza {n}"],
    "sv": ["Storgatan {n}", "Kungsgatan {n}", "Skolvägen {n}", "Björkvägen {n}"],
    "no": ["Storgata {n}", "Kirkeveien {n}", "Skolegata {n}", "Bjørkeveien {n}"],
    "hi": ["{n} गांधी मार्ग", "{n} स्टेशन रोड", "{n} नेहरू नगर"],
    "ja": ["本町{n}丁目", "中央{n}丁目", "栄町{n}丁目"],
    "he": ["רחוב הרצל {n}", "רחוב ויצמן {n}", "שדרות רוטשילד {n}"],
    "ru": ["улица Герцля {n}", "улица Вейцмана {n}"],
    "ar": ["شارع الجامعة {n}", "شارع الملك {n}", "شارع السلام {n}"],
}
ARRIVAL = (
    "Side door on the car park. Ring the lower bell.",
    "Go through the yard, second room on the left.",
    "Park behind the building; the front doors are locked in the evening.",
    "Room 12 on the first floor. Someone waits at the entrance until ten past.",
    "Enter through the garden gate and follow the lights.",
)
NOTES = (
    "Newcomers are asked to come ten minutes early, so that somebody can show you around.",
    "We read from the literature for twenty minutes and then share. Nobody has to speak.",
    "Coffee and tea are free. The meeting closes on public holidays.",
    "The first meeting of the month is a birthday meeting with cake; bring whoever helped you on the way.",
    "Please wear no perfume. Children are welcome in the room next door, where two volunteers look after them.",
    "If the door is locked call the number of the group; the bell has been out of order since spring.",
)
BY = ("group secretary", "intergroup", "a member", "service committee", "the website team")
HOW = ("phone", "email", "visit", "form")
FELLOWSHIPS = {
    "aa": 52, "na": 20, "al-anon": 9, "smart-recovery": 3, "ca": 3, "oa": 2, "aca": 2.5, "coda": 1.5, "ga": 1.5,
    "recovery-dharma": 1.5, "cma": 1.5, "nar-anon": 1, "slaa": 1, "celebrate-recovery": 1, "lifering": 0.5, "ma": 0.5,
}  # fmt: skip
FORMATS = (
    "discussion", "speaker", "steps", "step-speaker", "big-book", "literature", "meditation", "newcomers", "women",
    "young-people", "lgbtq", "candlelight", "topic", "daily-reflections", "living-sober", "traditions",
    "basic-text", "just-for-today", "secular", "veterans", "seniors", "workbook", "sharing", "mindfulness",
)  # fmt: skip
ACCESS = (
    "step-free", "toilet", "lift", "parking", "hearing-loop", "childcare", "children-welcome", "service-animals",
)  # fmt: skip
