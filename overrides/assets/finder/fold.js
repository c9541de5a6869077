// how names are compared: the same folding as generator/meetinghouse/placenames.py, kept equal by tests/shared/fold.json

// explicit ranges, not \p{…}: those change with the browser's Unicode version, and the index was folded elsewhere
const APOSTROPHES = "'`\u00b4\u00b7\u02b9-\u02cf\u05f3\u05f4\u2018\u2019\u201b\u2032";
const INVISIBLE = '\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff';
const DROPPED = new RegExp(`[${APOSTROPHES}${INVISIBLE}]+`, 'g');
const MARKS = new RegExp(
    '[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+',
    'g',
);
const PUNCTUATION = new RegExp(
    '[\\u0000-\\u002f\\u003a-\\u0040\\u005b-\\u0060\\u007b-\\u00a9\\u00ab-\\u00b9\\u00bb-\\u00bf\\u00d7\\u00f7\\u02d0-\\u02ff' +
        '\\u05be\\u060c\\u061b\\u061f\\u066a-\\u066d\\u06d4\\u0964\\u0965\\u1680\\u180e\\u2000-\\u206f\\u2190-\\u2bff\\u2e00-\\u2e7f' +
        '\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u30fb\\ufe30-\\ufe6f]+',
    'g',
);
/** @type {Record<string, string>} */
const LETTERS = {
    ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i', ŋ: 'n',
    ħ: 'h', ŧ: 't', ə: 'e', ς: 'σ',
};
const SPECIAL = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');
/** @type {Record<string, string>} */
const ABBREVIATED = {saint: 'st', sainte: 'st', ste: 'st', sankt: 'st', mount: 'mt', fort: 'ft'};
const LONG = /\b(?:sainte?|ste|sankt|mount|fort)\b/;
const INITIALS = /(^|[^a-z0-9])((?:[a-z]\.)+[a-z])(?![a-z0-9])/g;
const PLAIN = /^[a-z0-9]+(?: [a-z0-9]+)*$/;

/**
 * Lower case, without accents, ligatures, apostrophes or punctuation; words parted by one space.
 * @param {string} text
 */
export function foldLetters(text) {
    const lower = text.toLowerCase();
    if (PLAIN.test(lower)) return lower; // most names: nothing to do
    return text
        .replace(DROPPED, '')
        .normalize('NFKD')
        .toLowerCase()
        .replace(INITIALS, (_, before, letters) => before + letters.replace(/\./g, '')) // D.C. is dc, but St.Louis is st louis
        .replace(PUNCTUATION, ' ')
        .replace(MARKS, '')
        .replace(SPECIAL, (letter) => LETTERS[letter])
        .split(/ +/)
        .filter(Boolean)
        .join(' ');
}

/**
 * foldLetters, and Saint, Mount and Fort as people abbreviate them: what place names are compared by.
 * @param {string} text
 */
export function fold(text) {
    const folded = foldLetters(text);
    if (!LONG.test(folded)) return folded;
    return folded.split(' ').map((word) => ABBREVIATED[word] ?? word).join(' ');
}

/**
 * The folded name, then without spelled-out umlauts: Tromsoe is Tromsø, Aalesund is Ålesund.
 * @param {string} text
 */
export function spellings(text) {
    const folded = fold(text);
    const plain = folded.replace(/ae/g, 'a').replace(/oe/g, 'o').replace(/ue/g, 'u').replace(/aa/g, 'a');
    return plain === folded ? [folded] : [folded, plain];
}
