// @ts-check
// when a meeting is next: whole numbers only, from the shipped zone table and never from the phone's zone data

/**
 * Minutes count from 1970-01-01T00:00Z. A wall minute is the same count read off a clock in some zone; a day is
 * wall minutes divided by 1440.
 * @typedef {{name: string, offsets: number[], starts: number[]}} Zone offsets[i] holds from the minute starts[i]
 * @typedef {object} Schedule as in FORMAT.md
 * @property {number[]} days
 * @property {number} start
 * @property {number} minutes
 * @property {number} [every]
 * @property {number} [from]
 * @property {[number, number]} [season]
 * @property {number} [starts]
 * @property {number} [ends]
 * @property {number[]} [not]
 * @property {[day: number, start: number][]} [dates]
 * @property {[from: number, day: number, start: number][]} [moved]
 * @property {1} [continuous]
 * @property {string} [words]
 * @property {Schedule[]} [also]
 * @typedef {number[] | null} Pauses first and last day of each in turn; a last day of 0 is not known
 * @typedef {{start: number, end: number}} Occurrence on from its start and no longer on at its end
 */

export const DAY = 1440;
const DAY_MS = 86400000;
/** days after which a rule without a date is taken to have none */
const LONGEST_WAIT = 4000;
/** of the dates beside a rule; a filter by day looks no further */
const SEVERAL = 8;

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
 * The next occurrence of each day code and the next few of the dates beside them, soonest first; of two that start
 * together the longer.
 * @param {Schedule} schedule
 * @param {Zone} zone
 * @param {number} now
 * @param {Pauses} [pauses]
 * @returns {Occurrence[]}
 */
export function upcoming(schedule, zone, now, pauses = null) {
    const found = allOf(schedule).flatMap((one) => [
        ...one.days.map((code) => next(code, one, zone, now, pauses)),
        ...beside(one, zone, now, pauses),
    ]);
    return /** @type {Occurrence[]} */ (found.filter(Boolean)).sort((a, b) => a.start - b.start || b.end - a.end)
        .filter(({start}, i, all) => !i || start !== all[i - 1].start);
}

/** A meeting's schedules. @param {Schedule} schedule */
export const allOf = (schedule) => [schedule, ...(schedule.also ?? [])];

/**
 * @param {number} code
 * @param {Schedule} schedule
 * @param {Zone} zone
 * @param {number} now
 * @param {Pauses} pauses
 */
function next(code, schedule, zone, now, pauses) {
    const {start, minutes, starts = -Infinity, ends = Infinity} = schedule;
    // one that began on an earlier day can still be on; one day more, for clock changes
    const from = Math.max(starts, dayOf(toWall(zone, now) - start - minutes) - 1);
    for (let day = nextDay(code, from); day <= ends && day - from <= LONGEST_WAIT; day = nextDay(code, day + 1)) {
        const pause = pauseOn(pauses, day);
        if (pause && !pause[1]) return null;
        if (pause || !isHeld(schedule, day)) continue;
        const found = occurrence(schedule, zone, day, start);
        if (found.end > now) return found;
    }
    return null;
}

/**
 * Set dates, extra ones, and where others were moved to.
 * @param {Schedule} schedule
 * @param {Zone} zone
 * @param {number} now
 * @param {Pauses} pauses
 */
function beside(schedule, zone, now, pauses) {
    const open = (schedule.dates ?? []).filter(([day]) => !pauseOn(pauses, day));
    return open.map(([day, start]) => occurrence(schedule, zone, day, start)).filter(({end}) => end > now).slice(0, SEVERAL);
}

/** @param {Schedule} schedule @param {Zone} zone @param {number} day @param {number} start @returns {Occurrence} */
function occurrence({minutes, continuous}, zone, day, start) {
    const begin = toInstant(zone, day * DAY + start);
    return {start: begin, end: continuous ? toInstant(zone, (day + 1) * DAY) : begin + minutes};
}

/** Whether a day that the code names is one of the rule's. @param {Schedule} schedule @param {number} day */
const isHeld = ({every = 1, from = 0, season, not}, day) =>
    modulo(week(day) - week(from), every) === 0 && (!season || inSeason(season, day)) && !not?.includes(day);

/** Weeks begin on Sunday. @param {number} day */
const week = (day) => Math.floor((day + 4) / 7);

/** @param {[number, number]} season 100 × month + day, and it may cross New Year @param {number} day */
function inSeason([first, last], day) {
    const date = new Date(day * DAY_MS);
    const at = 100 * (date.getUTCMonth() + 1) + date.getUTCDate();
    return first <= last ? first <= at && at <= last : at >= first || at <= last;
}

/** The pause that a day is in. @param {Pauses} pauses @param {number} day @returns {[since: number, until: number] | null} */
export function pauseOn(pauses, day) {
    for (let i = 0; pauses && i < pauses.length; i += 2) {
        if (day >= pauses[i] && (!pauses[i + 1] || day <= pauses[i + 1])) return [pauses[i], pauses[i + 1]];
    }
    return null;
}

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
