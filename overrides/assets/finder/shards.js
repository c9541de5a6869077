// @ts-check
// which of the directory's files answer a question, and fetching each of them once
import {kilometres} from './distance.js';
import {DAYS} from './query.js';
import {DAY, HERE, dayOf, toWall, weekdayOf} from './time.js';

/**
 * @typedef {import('./query.js').Query} Query
 * @typedef {{at: [number, number], label: string, country?: string, region?: string}} Place
 * @typedef {[file: string, count: number, south: number, west: number, north: number, east: number]} Cell
 */

const TIMEOUT = 20000;
/** minutes; whoever wants more than a week ahead wants everything */
export const WEEK = 7 * DAY;
/** a Monday's midnight: 1970 began on a Thursday */
const MONDAY = 4 * DAY;
/** minutes: who began longer ago stands in the files of later hours too (generator/meetinghouse/cutting.py) */
const BACK = 120;
/** minutes of what starts next, until somebody wants more */
export const AHEAD = 360;
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
 * @param {number} ahead minutes, where the question names no day
 * @returns {string[]}
 */
export function filesFor(manifest, query, place, radius, now, ahead = AHEAD) {
    if (isOneCell(manifest)) return [manifest.cells[0][0]];
    const online = query.how.some((way) => way !== 'in-person') || (!place && !query.how.length);
    return [
        ...(place ? cellsNear(manifest.cells, place, radius).map(([file]) => file) : []),
        ...(online ? onlineFiles(manifest, query, now, ahead) : []),
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

/** @param {any} manifest @param {Query} query @param {number} now @param {number} ahead */
function onlineFiles(manifest, query, now, ahead) {
    const languages = query.language.length
        ? manifest.languages.flatMap(([tag], i) => (query.language.includes(tag) ? [i] : []))
        : manifest.languages.flatMap(([tag], i) => (sameLanguage(tag, manifest.language) ? [i] : []));
    const wanted = utcStretches(query, now, ahead);
    return manifest.online
        .filter(([, , language, start, end]) => (language === -1 || languages.includes(language))
            && wanted.some(([from, until]) => from < end && start < until))
        .map(([file]) => file);
}

/** pt-BR is Portuguese too @param {string} a @param {string} b */
const sameLanguage = (a, b) => a.split('-')[0] === b.split('-')[0];

/**
 * What parts of the UTC week a question is about: from a while ago to some hours ahead, or the visitor's days.
 * @param {Query} query
 * @param {number} now
 * @param {number} ahead
 * @returns {[from: number, until: number][]} minutes since Monday 00:00 UTC
 */
export function utcStretches(query, now, ahead = AHEAD) {
    const wall = toWall(HERE, now);
    const midnight = now - (wall - dayOf(wall) * DAY);
    const today = weekdayOf(dayOf(wall));
    const days = query.when === 'tomorrow' ? [1] : query.day.map((day) => (DAYS.indexOf(day) - today + 7) % 7);
    const last = query.when === 'today' ? midnight + DAY : now + ahead;
    const stretches = days.length ? days.map((day) => [midnight + day * DAY, midnight + (day + 1) * DAY]) : [[now - BACK, last]];
    return stretches.flatMap(([from, until]) => {
        if (until - from >= WEEK) return [[0, WEEK]];
        const start = ((from - MONDAY) % WEEK + WEEK) % WEEK;
        const end = start + until - from;
        // over the end of the week it goes on at its beginning
        return end > WEEK ? [[start, WEEK], [0, end - WEEK]] : [[start, end]];
    });
}

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
