// @ts-check
// when a meeting is next: whole numbers only, from the shipped zone table and never from the phone's zone data

/**
 * Minutes count from 1970-01-01T00:00Z. A wall minute is the same count read off a clock in some zone; a day is
 * wall minutes divided by 1440.
 * @typedef {{name: string, offsets: number[], starts: number[]}} Zone offsets[i] holds from the minute starts[i]
 * @typedef {{days: number[], start: number, minutes: number}} Schedule
 * @typedef {[since: number, until: number]} Pause first and last day; an until of 0 is not known
 * @typedef {{start: number, end: number}} Occurrence on from its start and no longer on at its end
 */

export const DAY = 1440;
const DAY_MS = 86400000;

const modulo = (/** @type {number} */ a, /** @type {number} */ b) => ((a % b) + b) % b;
/** Monday is 0. @param {number} day */
export const weekdayOf = (day) => modulo(day + 3, 7);
/** @param {number} wall */
export const dayOf = (wall) => Math.floor(wall / DAY);

/**
 * The manifest's table, opened.
 * @param {{zones: Record<string, number[]>}} table
 * @returns {Map<string, Zone>}
 */
export function readZones({zones}) {
    return new Map(Object.entries(zones).map(([name, row]) => [name, readZone(name, row)]));
}

/** @param {string} name @param {number[]} row @returns {Zone} */
function readZone(name, row) {
    return {
        name,
        offsets: row.filter((_, i) => i % 2 === 0),
        starts: [-Infinity, ...row.filter((_, i) => i % 2 === 1)],
    };
}

/**
 * The visitor's own clock: the one zone for which the device is right by definition.
 * @type {Zone}
 */
export const HERE = {name: '', offsets: [], starts: []};

/** Minutes east of UTC. @param {Zone} zone @param {number} minute */
export function offsetAt(zone, minute) {
    if (zone === HERE) return -new Date(minute * 60000).getTimezoneOffset();
    let i = zone.starts.length - 1;
    while (zone.starts[i] > minute) i--;
    return zone.offsets[i];
}

/** @param {Zone} zone @param {number} minute */
export const toWall = (zone, minute) => minute + offsetAt(zone, minute);

/**
 * The instant of a wall-clock time. One that occurs twice is the first of the two; one that a clock change
 * skips is read with the offset before it.
 * @param {Zone} zone
 * @param {number} wall
 */
export function toInstant({offsets, starts}, wall) {
    const last = offsets.length - 1;
    let i = 0;
    while (i < last && wall - offsets[i] >= starts[i + 1]) i++;
    const skipped = i > 0 && wall - offsets[i] < starts[i];
    return wall - offsets[skipped ? i - 1 : i];
}

/**
 * The next occurrence of each day code, soonest first.
 * @param {Schedule} schedule
 * @param {Zone} zone
 * @param {number} now
 * @param {Pause | null} [pause]
 * @returns {Occurrence[]}
 */
export function upcoming(schedule, zone, now, pause = null) {
    const found = schedule.days.map((code) => next(code, schedule, zone, now, pause));
    return /** @type {Occurrence[]} */ (found.filter(Boolean)).sort((a, b) => a.start - b.start);
}

/**
 * @param {number} code
 * @param {Schedule} schedule
 * @param {Zone} zone
 * @param {number} now
 * @param {Pause | null} pause
 */
function next(code, {start, minutes}, zone, now, pause) {
    // one that began on an earlier day can still be on; one day more, for clock changes
    let day = nextDay(code, dayOf(toWall(zone, now) - start - minutes) - 1);
    for (;;) {
        if (isPaused(pause, day)) {
            if (!pause?.[1]) return null;
            day = nextDay(code, pause[1] + 1);
        }
        const begin = toInstant(zone, day * DAY + start);
        if (begin + minutes > now) return {start: begin, end: begin + minutes};
        day = nextDay(code, day + 1);
    }
}

/** @param {Pause | null} pause @param {number} day */
export const isPaused = (pause, day) => pause !== null && day >= pause[0] && (!pause[1] || day <= pause[1]);

/**
 * The first day of a code (FORMAT.md) on or after a day.
 * @param {number} code
 * @param {number} from
 */
export function nextDay(code, from) {
    const weekday = code % 7;
    const nth = Math.floor(code / 7) - 2;
    if (nth === 0) return from + modulo(weekday - weekdayOf(from), 7);
    const date = new Date(from * DAY_MS);
    let month = date.getUTCFullYear() * 12 + date.getUTCMonth();
    let day = nthOfMonth(weekday, nth, month);
    while (!(day >= from)) day = nthOfMonth(weekday, nth, ++month);
    return day;
}

/** NaN where a month has no such day. @param {number} weekday @param {number} nth @param {number} month */
function nthOfMonth(weekday, nth, month) {
    const first = firstDay(month);
    const beyond = firstDay(month + 1);
    if (nth < 0) return beyond - 1 - modulo(weekdayOf(beyond - 1) - weekday, 7) + 7 * (nth + 1);
    const day = first + modulo(weekday - weekdayOf(first), 7) + 7 * (nth - 1);
    return day < beyond ? day : NaN;
}

/** @param {number} month counted from the year 0 */
const firstDay = (month) => Date.UTC(Math.floor(month / 12), month % 12, 1) / DAY_MS;
