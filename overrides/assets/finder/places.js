// which town or postal code somebody means; pure: opened gazetteer files and a text in, places out
import {fold, spellings} from './fold.js';
import {PostcodeIndex, TownIndex} from './gazetteer.js';

export {openPlaces} from './gazetteer.js';

/**
 * @typedef {object} Place
 * @property {string} name
 * @property {string} region name of the state, province or county; empty for a postal code
 * @property {string} regionCode
 * @property {string} country two letters
 * @property {number} latitude
 * @property {number} longitude
 * @property {'town' | 'postcode'} kind
 * @property {boolean} exact the whole name was typed, not a part of it or a mistake
 * @property {boolean} near meetings are within 50 km
 * @property {string} [beside] the next larger town, where another place here has the same name and region
 *
 * @typedef {import('./gazetteer.js').Town} Town
 * @typedef {import('./gazetteer.js').Entry} Entry
 * @typedef {{name: string, where: string, comma: boolean}} Reading
 * @typedef {(entries: Entry[], name: string) => Generator<[Entry, number]>} Matches
 * @typedef {{rank: number, size: number, town: Town, index: TownIndex}} Hit
 */

const EXACT = 0;
const WHOLE_WORD = 1;
const PREFIX = 2;
const MISTAKE = 3;
// sizes are 4 × log2 of the population, so this is ten times as many people
const TEN_TIMES = 13;
const SAME_TOWN = 0.2;
const ZIP = /(?:^|[\s,])(\d{5})(?:[-\s]?\d{4})?\s*$/;
const HALF_TYPED = ['sainte', 'sankt', 'mount', 'fort'];

/**
 * The places that a text can mean, best first. More than one exact answer: let the visitor choose.
 * @param {(TownIndex | PostcodeIndex)[]} indexes
 * @param {string} text
 * @returns {Place[]}
 */
export function searchPlaces(indexes, text, {limit = 8} = {}) {
    const code = postcode(text);
    const areas = code ? postcodes(indexes).map((index) => index.find(code)) : [];
    const known = /** @type {Place[]} */ (areas.filter(Boolean));
    if (known.length) return known;
    const named = towns(indexes);
    const words = code ? text.replace(ZIP, '') : text;
    let hits = search(named, read(words), beginsWith);
    if (!hits.length) hits = search(named, read(words), oneMistake);
    if (!hits.length) hits = search(named, readLoosely(words), beginsWith).map((hit) => ({...hit, rank: hit.rank + MISTAKE}));
    return apart(hits.sort(byRank)).slice(0, limit).map((hit, i, all) =>
        (all.some((other) => other !== hit && label(other) === label(hit)) ? {...place(hit), beside: largerBeside(hit, named)} : place(hit)));
}

/**
 * Which files to open before the next search; the caller knows which are open already.
 * @param {string[]} files names of the files that this site has
 * @param {string} text
 * @param {Place[] | null} found what the open files answered; null while places.json is not open
 * @param {boolean} finished the visitor pressed Enter or paused, so a beginning is no longer an answer
 * @param {(TownIndex | PostcodeIndex)[] | null} open all that openPlaces gave; without it no text names a country
 * @returns {string[]}
 */
export function filesToOpen(files, text, found = null, finished = false, open = null) {
    const code = postcode(text);
    const areas = files.filter((file) => code && file.startsWith('postcodes-') && file.endsWith(`-${code[0]}.json`));
    if (areas.length) return areas;
    if (!/\D/.test(text.trim())) return []; // digits alone: wait for the fifth
    const first = files.includes('places.json') ? ['places.json'] : [];
    if (!found || (open && !towns(open).length)) return first;
    const words = code ? text.replace(ZIP, '') : text;
    const answered = found.some((each) => each.exact) || (found.length > 0 && !finished);
    if (answered || fold(words).length < 3) return first;
    return first.concat(leavesFor(towns(open ?? []), words, finished && !found.length));
}

/**
 * The files of smaller towns whose part of the alphabet the text is in.
 * @param {TownIndex[]} open
 * @param {string} text
 * @param {boolean} lost typing has ended and there is nothing to offer: perhaps a letter is wrong, or it is an address
 */
function leavesFor(open, text, lost) {
    const leaves = open.find((index) => index.leaves.length)?.leaves ?? [];
    const named = read(text).filter(({where, comma}) => !where || open.some((index) => index.regionsCalled(where, comma)));
    const likely = within(leaves, keysOf(named).map((key) => [key, key]));
    const looked = new Set(open.map(({leaf}) => leaf));
    // only who finds nothing in the likely ones may be a letter wrong
    if (!lost || !likely.every((leaf) => looked.has(leaf))) return likely.map((leaf) => leaves[leaf][1]);
    const [letters, others] = [keysOf(named).map(([letter]) => [letter, `${letter}\uffff`]), keysOf(readLoosely(text)).map((key) => [key, key])];
    return within(leaves, [...letters, ...others]).map((leaf) => leaves[leaf][1]);
}

/** @param {Reading[]} readings */
function keysOf(readings) {
    return readings.flatMap(({name}) => spellings(name)).filter((key) => key.length > 2);
}

/**
 * The numbers of the leaves that hold any of these stretches of the alphabet.
 * @param {[start: string, file: string][]} leaves
 * @param {string[][]} stretches first and last
 */
function within(leaves, stretches) {
    const ranges = stretches.map(([first, last]) => [leafOf(leaves, first), leafOf(leaves, last)]);
    return leaves.flatMap((_, i) => (ranges.some(([from, to]) => from <= i && i <= to) ? [i] : []));
}

/**
 * @param {[start: string, file: string][]} leaves
 * @param {string} key
 */
function leafOf(leaves, key) {
    return Math.max(0, leaves.filter(([start]) => start <= key).length - 1);
}

/** @param {string} text */
function postcode(text) {
    return text.match(ZIP)?.[1] ?? null;
}

/** @param {(TownIndex | PostcodeIndex)[]} indexes */
function towns(indexes) {
    return /** @type {TownIndex[]} */ (indexes.filter((index) => index instanceof TownIndex));
}

/** @param {(TownIndex | PostcodeIndex)[]} indexes */
function postcodes(indexes) {
    return /** @type {PostcodeIndex[]} */ (indexes.filter((index) => index instanceof PostcodeIndex));
}

/**
 * Every way to part the text into a name and a region: "springfield il", "Springfield, Illinois".
 * @param {string} text
 * @returns {Reading[]}
 */
function read(text) {
    const [name, ...rest] = text.split(',');
    const where = fold(rest.join(' '));
    const readings = where ? [{name, where, comma: true}] : [];
    const words = fold(text).split(' ').filter(Boolean);
    readings.push({name: words.join(' '), where: '', comma: false});
    for (let cut = Math.max(1, words.length - 5); cut < words.length; cut++) {
        readings.push({name: words.slice(0, cut).join(' '), where: words.slice(cut).join(' '), comma: false});
    }
    return readings;
}

/**
 * For a whole address, "12 Main Street, Portland, OR", or a region that we do not have, "Newport, Elsewhere".
 * @param {string} text
 * @returns {Reading[]}
 */
function readLoosely(text) {
    const parts = text.split(',');
    if (parts.length < 2) return [];
    const within = parts.slice(1).map((name, i) => ({name, where: fold(parts.slice(i + 2).join(' ')), comma: true}));
    return [...within.filter(({where}) => where), {name: parts[0], where: '', comma: false}];
}

/**
 * @param {TownIndex[]} indexes
 * @param {Reading[]} readings
 * @param {Matches} matches
 */
function search(indexes, readings, matches) {
    /** @type {Map<Town, Hit>} */
    const best = new Map();
    for (const index of indexes) {
        for (const {name, where, comma} of readings) {
            const regions = where ? index.regionsCalled(where, comma) : 'all';
            if (!regions) continue;
            for (const [{town, alias}, rank] of spellings(name).flatMap((key) => [...matches(index.entries, key)])) {
                if (regions !== 'all' && !regions.has(town.region)) continue;
                const hit = {rank, size: town.size - (alias ? TEN_TIMES : 0), town, index};
                const before = best.get(town);
                if (!before || byRank(hit, before) < 0) best.set(town, hit);
            }
        }
    }
    return [...best.values()];
}

/**
 * @param {Entry[]} entries
 * @param {string} name
 * @returns {Generator<[Entry, number]>}
 */
function* beginsWith(entries, name) {
    if (!name) return;
    for (const begun of [name, ...halfTyped(name)]) {
        for (let i = firstAtLeast(entries, begun); entries[i]?.key.startsWith(begun); i++) {
            const {key} = entries[i];
            const rank = key.length === begun.length ? EXACT : begun.length > 2 && key[begun.length] === ' ' ? WHOLE_WORD : PREFIX;
            yield [entries[i], begun === name ? rank : PREFIX];
        }
    }
}

/**
 * "moun" on the way to "Mount Vernon", whose name is kept as "mt vernon".
 * @param {string} name
 */
function halfTyped(name) {
    const whole = HALF_TYPED.find((word) => name.length > 3 && word.startsWith(name));
    return whole ? [fold(whole)] : [];
}

/**
 * @param {Entry[]} entries
 * @param {string} name
 * @returns {Generator<[Entry, number]>}
 */
function* oneMistake(entries, name) {
    if (name.length < 4) return;
    for (const entry of entries) {
        if (differsByOne(entry.key, name)) yield [entry, MISTAKE];
    }
}

/**
 * One letter missing, added, wrong, or two neighbours swapped.
 * @param {string} a
 * @param {string} b
 */
function differsByOne(a, b) {
    const longer = a.length - b.length;
    if (longer > 1 || longer < -1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (longer === 1) return a.slice(i + 1) === b.slice(i);
    if (longer === -1) return a.slice(i) === b.slice(i + 1);
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/**
 * @param {Entry[]} entries
 * @param {string} key
 */
function firstAtLeast(entries, key) {
    let low = 0;
    let high = entries.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        if (entries[middle].key < key) low = middle + 1;
        else high = middle;
    }
    return low;
}

/**
 * @param {Hit} a
 * @param {Hit} b
 */
function byRank(a, b) {
    return a.rank - b.rank || Number(b.town.near) - Number(a.town.near) || b.size - a.size;
}

/**
 * Without the second of two that a visitor could not tell apart and that are one town anyway.
 * @param {Hit[]} hits
 */
function apart(hits) {
    /** @type {Map<string, Hit[]>} */
    const kept = new Map();
    return hits.filter((hit) => {
        const same = kept.get(label(hit)) ?? [];
        if (same.some((other) => beside(hit.town, other.town))) return false;
        kept.set(label(hit), [...same, hit]);
        return true;
    });
}

/** What a visitor sees of a town. @param {Hit} hit */
function label({town, index}) {
    return `${town.name}|${index.regions[town.region]?.[0]}|${index.country}`;
}

/** Of two towns with one name: the next one that is several times as large. @param {Hit} hit @param {TownIndex[]} indexes */
function largerBeside({town, index: {country}}, indexes) {
    const far = (/** @type {Town} */ other) => (other.latitude - town.latitude) ** 2 + (other.longitude - town.longitude) ** 2;
    const known = indexes.flatMap((index) => (index.country === country ? index.entries : []));
    const larger = known.filter(({town: other, alias}) => !alias && other.size > town.size + TEN_TIMES / 2 && !beside(town, other));
    return larger.reduce((best, entry) => (far(entry.town) < far(best.town) ? entry : best), larger[0])?.town.name ?? '';
}

/**
 * @param {Town} a
 * @param {Town} b
 */
function beside(a, b) {
    return Math.abs(a.latitude - b.latitude) < SAME_TOWN && Math.abs(a.longitude - b.longitude) < SAME_TOWN;
}

/**
 * @param {Hit} hit
 * @returns {Place}
 */
function place({rank, town, index}) {
    const [regionCode, region] = index.regions[town.region];
    const {name, latitude, longitude, near} = town;
    return {name, region, regionCode, country: index.country, latitude, longitude, kind: 'town', exact: rank === EXACT, near};
}
