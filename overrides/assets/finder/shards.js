// @ts-check
// which of the directory's files answer a question, and fetching each of them once
import {kilometres} from './distance.js';
import {DAYS} from './query.js';
import {DAY, HERE, dayOf, toWall, weekdayOf} from './time.js';

/**
 * @typedef {import('./query.js').Query} Query
 * @typedef {{at: [number, number], label: string, country?: string}} Place
 * @typedef {[file: string, count: number, south: number, west: number, north: number, east: number]} Cell
 */

const TIMEOUT = 20000;
/** near a place, this many files are worth waiting for before the circle is drawn smaller */
const MANY_CELLS = 3;

/** The whole directory is one file. @param {any} manifest */
export const isOneCell = ({cells, online, unplaced}) =>
    cells.length === 1 && !unplaced.length && online.every(([file]) => file === cells[0][0]);

/**
 * @param {any} manifest
 * @param {Query} query
 * @param {Place | null} place
 * @param {number} radius kilometres
 * @param {number} now
 * @returns {string[]}
 */
export function filesFor(manifest, query, place, radius, now) {
    if (isOneCell(manifest)) return [manifest.cells[0][0]];
    const online = query.how.some((way) => way !== 'in-person') || (!place && !query.how.length);
    return [
        ...(place ? cellsNear(manifest.cells, place, radius).map(([file]) => file) : []),
        ...(online ? onlineFiles(manifest, query, now) : []),
    ].filter((file, i, files) => files.indexOf(file) === i);
}

/**
 * Nearest first.
 * @param {Cell[]} cells
 * @param {Place} place
 * @param {number} radius
 */
export function cellsNear(cells, place, radius) {
    return cells
        .map((cell) => /** @type {const} */ ([boxDistance(cell, place.at), cell]))
        .filter(([distance]) => distance <= radius)
        .sort((a, b) => a[0] - b[0])
        .map(([, cell]) => cell);
}

/** Kilometres to the nearest point of a cell's box. @param {Cell} cell @param {[number, number]} at */
function boxDistance([, , south, west, north, east], [latitude, longitude]) {
    const within = (/** @type {number} */ value, /** @type {number} */ low, /** @type {number} */ high) =>
        Math.max(low, Math.min(high, value));
    // the box may be nearer across the date line
    const distances = [longitude - 360, longitude, longitude + 360].map((turned) =>
        kilometres([latitude, turned], [within(latitude, south / 100, north / 100), within(turned, west / 100, east / 100)]));
    return Math.min(...distances);
}

/**
 * The circle to begin with: smaller than usual where a big city would open too many files.
 * @param {Cell[]} cells
 * @param {Place} place
 * @param {number[]} steps kilometres, smallest first
 * @param {number} usual
 */
export function firstRadius(cells, place, steps, usual) {
    const smaller = steps.filter((step) => step <= usual).reverse();
    return smaller.find((step) => cellsNear(cells, place, step).length <= MANY_CELLS) ?? smaller[smaller.length - 1];
}

/** @param {any} manifest @param {Query} query @param {number} now */
function onlineFiles(manifest, query, now) {
    const languages = query.language.length
        ? manifest.languages.flatMap(([tag], i) => (query.language.includes(tag) ? [i] : []))
        : manifest.languages.flatMap(([tag], i) => (sameLanguage(tag, manifest.language) ? [i] : []));
    const days = utcWeekdays(query, now);
    return manifest.online
        .filter(([, , language, weekdays]) => (language === -1 || languages.includes(language))
            && (!weekdays || weekdays.some((day) => days.has(day))))
        .map(([file]) => file);
}

/** pt-BR is Portuguese too @param {string} a @param {string} b */
const sameLanguage = (a, b) => a.split('-')[0] === b.split('-')[0];

/**
 * The visitor's days reach into two days of UTC.
 * @param {Query} query
 * @param {number} now
 */
export function utcWeekdays(query, now) {
    const wall = toWall(HERE, now);
    const midnight = now - (wall - dayOf(wall) * DAY);
    const today = weekday(wall);
    const starts = query.when === 'tomorrow' ? [midnight + DAY]
        : query.day.length ? query.day.map((day) => midnight + ((DAYS.indexOf(day) - today + 7) % 7) * DAY)
        : null;
    if (!starts) return new Set([weekday(now - 2 * 60), weekday(now), weekday(now + 6 * 60)]);
    return new Set(starts.flatMap((start) => [weekday(start), weekday(start + DAY - 1)]));
}

/** of UTC @param {number} minute */
const weekday = (minute) => weekdayOf(dayOf(minute));

/**
 * Fetches JSON and reads it; remembers what came, forgets what failed or made no sense, so that "Try again" tries again.
 * @param {string} base
 * @param {typeof fetch} fetcher
 */
export function makeLoader(base, fetcher = (...args) => fetch(...args)) {
    /** @type {Map<string, Promise<any>>} */
    const promises = new Map();
    return (/** @type {string} */ file, /** @type {(json: any) => any} */ read = (json) => json) => {
        let promise = promises.get(file);
        if (!promise) {
            promise = load(new URL(file, base), fetcher).then(read);
            promises.set(file, promise);
            promise.catch(() => promises.delete(file));
        }
        return promise;
    };
}

/** @param {URL} url @param {typeof fetch} fetcher */
async function load(url, fetcher) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), TIMEOUT);
    try {
        const answer = await fetcher(url, {signal: stop.signal, credentials: 'omit', referrerPolicy: 'no-referrer'});
        if (!answer.ok) throw new Error(`${answer.status} for ${url.pathname}`);
        return await answer.json(); // a host's friendly HTML page fails here, as it should
    } finally {
        clearTimeout(timer);
    }
}
