// @ts-check
// which meetings answer a question, and in the same pass how many would if one more box were ticked
import {kilometres} from './distance.js';
import {ALL_BY_DEFAULT, DAYS, FACETS, TIMES, WAYS} from './query.js';
import {HYBRID, ONLINE, waysOf} from './rows.js';
import {DAY, HERE, dayOf, offsetAt, pauseOn, toWall, upcoming, weekdayOf} from './time.js';

/**
 * @typedef {import('./query.js').Query} Query
 * @typedef {import('./rows.js').Meeting} Meeting
 * @typedef {import('./time.js').Occurrence} Occurrence
 * @typedef {import('./time.js').Zone} Zone
 * @typedef {{meeting: Meeting, next: Occurrence | null, distance: number, score: number}} Found
 *
 * @typedef {object} Asked
 * @property {Query} query
 * @property {import('./options.js').Options} options
 * @property {[number, number] | null} at where "near" is
 * @property {number} radius kilometres
 * @property {number} now
 * @property {Map<Meeting, number> | null} scores what the text search found; null when no text was asked for
 *
 * @typedef {object} Answer
 * @property {Found[]} dated meetings with a next time, in order
 * @property {Found[]} undated by appointment, or with times that we cannot tell
 * @property {Found[]} paused
 * @property {Record<string, number>} counts `facet:value` → how many meetings there would be
 * @property {Record<string, number>} without facet → how many there would be without it
 * @property {number} total
 */

// one bit for every filter; a meeting that fails exactly one would be there without it
const BITS = Object.fromEntries(['how', 'when', 'time', 'near', 'text', ...FACETS].map((name, i) => [name, 1 << i]));
const MORNING = 5 * 60;
const NOON = 12 * 60;
const EVENING = 17 * 60;
const NIGHT = 22 * 60;

/** With a place and no other wish, people mean a room to walk into. @param {Query} query @param {boolean} placed */
export const waysWanted = (query, placed) => (query.how.length ? query.how : placed ? ['in-person'] : []);

/** Whether a meeting is joined from afar, and so told by the visitor's clock. @param {Meeting} meeting @param {Query} query */
export const isRemote = ({attendance}, {how}) =>
    attendance === ONLINE || (attendance === HYBRID && how.length > 0 && !how.includes('in-person'));

/**
 * @param {Iterable<Meeting>} meetings
 * @param {Asked} asked
 * @returns {Answer}
 */
export function findMeetings(meetings, asked) {
    const {query, options, now} = asked;
    const facets = options.list.map(({facet}) => FACETS.indexOf(facet));
    const chosen = options.list.map(({facet, value}) => (query[facet].includes(value) ? 1 : 0));
    const needed = FACETS.map((facet) => (query[facet].length && query.all.includes(facet) ? query[facet].length : Math.min(1, query[facet].length)));
    const every = FACETS.map((facet) => facet in ALL_BY_DEFAULT && query.all.includes(facet));
    const ways = bits(WAYS, waysWanted(query, asked.at !== null));
    const counts = {tags: new Uint32Array(options.list.length), how: [0, 0, 0], day: [0, 0, 0, 0, 0, 0, 0], time: [0, 0, 0, 0], when: [0, 0]};
    const alone = new Map(Object.values(BITS).map((bit) => [bit, 0]));
    const hits = new Uint8Array(FACETS.length);
    /** @type {{dated: Found[], undated: Found[], paused: Found[]}} */
    const lists = {dated: [], undated: [], paused: []};
    const asksWhen = whenAsked(query);
    let total = 0;

    for (const meeting of meetings) {
        if (meeting.closed) settle(meeting, now);
        let fails = ways && !(meeting.ways & ways) ? BITS.how : 0;
        const distance = asked.at ? distanceTo(meeting, asked.at) : Infinity;
        // a room online is near to everybody
        if (asked.at && meeting.attendance !== ONLINE && !(distance <= asked.radius)) fails |= BITS.near;
        const score = asked.scores ? (asked.scores.get(meeting) ?? 0) : 0;
        if (asked.scores && !score) fails |= BITS.text;
        hits.fill(0);
        for (const tag of meeting.tags) hits[facets[tag]] += chosen[tag];
        for (let i = 0; i < needed.length; i++) if (hits[i] < needed[i]) fails |= BITS[FACETS[i]];
        if (fails & (fails - 1)) continue;

        const fit = fitting(meeting, asksWhen, isRemote(meeting, query), now);
        fails |= fit.fails;
        if (fails & (fails - 1)) continue;
        count(counts, meeting, fails, fit, facets, every);
        if (fails) {
            alone.set(fails, (alone.get(fails) ?? 0) + 1);
            continue;
        }
        total++;
        const list = fit.paused ? lists.paused : fit.next ? lists.dated : lists.undated;
        list.push({meeting, next: fit.next, distance, score});
    }
    const order = ordering(query);
    for (const list of Object.values(lists)) list.sort(order);
    const without = Object.fromEntries(Object.entries(BITS).map(([name, bit]) => [name, alone.get(bit) ?? 0]));
    return {...lists, counts: named(counts, options), without, total};
}

/** Soonest, nearest or best first; the name and the address settle the rest, so the order is always the same. @param {Query} query */
function ordering({sort, text}) {
    const by = sort || (text ? 'score' : 'time');
    const time = (/** @type {Found} */ a, /** @type {Found} */ b) => (a.next?.start ?? 0) - (b.next?.start ?? 0);
    const first = {
        time,
        score: (/** @type {Found} */ a, /** @type {Found} */ b) => b.score - a.score || time(a, b),
        distance: (/** @type {Found} */ a, /** @type {Found} */ b) => (a.distance === b.distance ? 0 : a.distance - b.distance) || time(a, b),
        name: () => 0,
    }[by];
    return (/** @type {Found} */ a, /** @type {Found} */ b) =>
        first(a, b) || (a.distance === b.distance ? 0 : a.distance - b.distance) || compare(a.meeting.group.name, b.meeting.group.name)
        || time(a, b) || compare(a.meeting.key, b.meeting.key);
}

/** While the building is closed they are online. @param {Meeting} meeting @param {number} now */
function settle(meeting, now) {
    const closed = pauseOn(meeting.closed, dayOf(toWall(meeting.zone ?? HERE, now)));
    meeting.attendance = closed ? ONLINE : meeting.usual;
    meeting.ways = waysOf(meeting.attendance, meeting.phone);
}

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** @param {string[]} all @param {string[]} some */
const bits = (all, some) => some.reduce((sum, each) => sum | (1 << all.indexOf(each)), 0);

/** @param {Meeting} meeting @param {[number, number]} at */
function distanceTo({venue}, at) {
    if (!venue?.at) return Infinity;
    const known = /** @type {any} */ (venue);
    if (known.from !== at) Object.assign(known, {from: at, distance: kilometres(at, venue.at)});
    return known.distance;
}

/** @param {Query} query */
const whenAsked = (query) => ({days: bits(DAYS, query.day), when: query.when, times: bits(TIMES, query.time)});

/**
 * The first occurrence that is on a wanted day at a wanted time, and which others there are.
 * @param {Meeting} meeting
 * @param {ReturnType<typeof whenAsked>} asked
 * @param {boolean} remote
 * @param {number} now
 */
function fitting(meeting, {days, when, times}, remote, now) {
    const all = timesOf(meeting, remote, now);
    const fit = {fails: 0, next: /** @type {Occurrence | null} */ (null), paused: all.paused, days: 0, times: 0, when: 0};
    let onDay = false;
    let atTime = false;
    for (const each of all.list) {
        const near = each.day <= all.today ? 1 : each.day === all.today + 1 ? 2 : 0;
        const dayFits = when ? (when === 'today' ? near === 1 : near === 2) : !days || (days & each.weekday) > 0;
        const timeFits = !times || (times & each.time) > 0;
        if (timeFits) [fit.days, fit.when] = [fit.days | each.weekday, fit.when | near];
        if (dayFits) fit.times |= each.time;
        if (dayFits && timeFits) fit.next ??= each;
        onDay ||= dayFits;
        atTime ||= timeFits;
    }
    if (fit.next || (!when && !days && !times)) return fit;
    fit.fails = atTime || !times ? BITS.when : onDay || (!when && !days) ? BITS.time : BITS.when | BITS.time;
    return fit;
}

/**
 * Worked out once and kept until the first occurrence is over or the day turns.
 * @param {Meeting} meeting
 * @param {boolean} remote
 * @param {number} now
 */
function timesOf(meeting, remote, now) {
    const kept = meeting.times;
    if (kept && kept.remote === remote && kept.from <= now && now < kept.until) return kept;
    const zone = meeting.zone ?? HERE;
    const clock = remote ? HERE : zone;
    const today = dayOf(toWall(clock, now));
    const paused = Boolean(pauseOn(meeting.paused, dayOf(toWall(zone, now))));
    const list = (!meeting.schedule || paused ? [] : upcoming(meeting.schedule, zone, now, meeting.paused)).map((each) => {
        const wall = each.start + offsetAt(clock, each.start);
        return {...each, day: dayOf(wall), weekday: 1 << weekdayOf(dayOf(wall)), time: timeOfDay(wall - dayOf(wall) * DAY)};
    });
    // a change of clocks makes this day an hour longer or shorter: looking again early does no harm
    const midnight = now + Math.max(1, (today + 1) * DAY - toWall(clock, now) - 60);
    const until = list.reduce((first, {end}) => Math.min(first, end), Math.max(now + 1, midnight));
    meeting.times = {list, today, paused, remote, from: now, until};
    return meeting.times;
}

/** @param {number} minute */
const timeOfDay = (minute) => 1 << (minute < MORNING || minute >= NIGHT ? 3 : minute < NOON ? 0 : minute < EVENING ? 1 : 2);

/**
 * @param {any} counts
 * @param {Meeting} meeting
 * @param {number} fails
 * @param {ReturnType<typeof fitting>} fit
 * @param {number[]} facets
 * @param {boolean[]} every
 */
function count(counts, meeting, fails, fit, facets, every) {
    for (const tag of meeting.tags) {
        // where all chosen options are needed, one more can only narrow what is there
        if (!fails || (fails === BITS[FACETS[facets[tag]]] && !every[facets[tag]])) counts.tags[tag]++;
    }
    if (!fails || fails === BITS.how) tally(counts.how, meeting.ways);
    if (!fails || fails === BITS.when) {
        tally(counts.day, fit.days);
        tally(counts.when, fit.when);
    }
    if (!fails || fails === BITS.time) tally(counts.time, fit.times);
}

/** @param {number[]} list @param {number} set */
function tally(list, set) {
    for (let i = 0; i < list.length; i++) if (set & (1 << i)) list[i]++;
}

/** @param {any} counts @param {import('./options.js').Options} options */
function named(counts, options) {
    /** @type {Record<string, number>} */
    const all = {};
    options.list.forEach(({facet, value}, i) => (all[`${facet}:${value}`] = counts.tags[i]));
    for (const [name, values] of Object.entries({how: WAYS, day: DAYS, time: TIMES, when: ['today', 'tomorrow']})) {
        values.forEach((value, i) => (all[`${name}:${value}`] = counts[name][i]));
    }
    return all;
}
