// @ts-check
// times and numbers in words: the sentences come from the page, dates and plurals from the browser's knowledge of its language
import {DAY, HERE, allOf, dayOf, offsetAt, pauseOn} from './time.js';

/**
 * @typedef {import('./time.js').Occurrence} Occurrence
 * @typedef {import('./time.js').Zone} Zone
 * @typedef {Record<string, string | Record<string, string>>} Texts a text, or one for each plural form
 * @typedef {ReturnType<typeof makeWords>} Words
 */

/** those who come within ten minutes have missed little */
export const JUST_STARTED = 10;
const SOON = 60;
/** the shortest day of a room that never closes */
const ALL_DAY = 23 * 60;
const A_WEEK = 7;
export const KILOMETRES_PER_MILE = 1.609344;
const EVENING = 17 * 60;

/**
 * @param {Texts} texts with `locale`, whose dates read like those of the other pages
 * @param {string} language
 * @param {'h23' | 'h12'} hourCycle
 */
export function makeWords(texts, language, hourCycle = 'h23') {
    const locale = String(texts.locale ?? language);
    const plural = new Intl.PluralRules(locale);
    const numbers = new Intl.NumberFormat(locale, {maximumFractionDigits: 1});
    // wall-clock minutes are formatted as if they were UTC: the browser's zone data has no say
    const format = (/** @type {Intl.DateTimeFormatOptions} */ options) => {
        const made = new Intl.DateTimeFormat(locale, {...options, timeZone: 'UTC'});
        return (/** @type {number} */ wall) => made.format(wall * 60000);
    };
    const clock = format({hour: hourCycle === 'h12' ? 'numeric' : '2-digit', minute: '2-digit', hourCycle});
    return {
        /** whether dates stand in the place of "tonight" */
        paper: false,
        clock,
        number: (/** @type {number} */ n) => numbers.format(n),
        weekday: format({weekday: 'long'}),
        date: format({weekday: 'long', day: 'numeric', month: 'long'}),
        fullDate: format({day: 'numeric', month: 'long', year: 'numeric'}),
        /** @param {string} key @param {Record<string, string | number>} [values] `n` chooses the plural form */
        say(key, values = {}) {
            const text = texts[key] ?? '';
            const form = typeof text === 'string' ? text : (text[plural.select(Number(values.n))] ?? text.other);
            return form.replace(/\{(\w+)\}/g, (_, name) =>
                typeof values[name] === 'number' ? numbers.format(Number(values[name])) : String(values[name] ?? ''));
        },
    };
}

/**
 * What to say first, and whether it is on or soon.
 * @param {Words} words
 * @param {Occurrence} occurrence
 * @param {number} now
 * @returns {{text: string, state: '' | 'now' | 'soon'}}
 */
export function sayWhen(words, {start, end}, now) {
    if (start <= now && now < end) {
        const text = words.say(now - start <= JUST_STARTED ? 'justStarted' : 'onNow');
        return {text: end - start >= ALL_DAY ? words.say('onNow') : text, state: 'now'};
    }
    if (start - now > SOON) return {text: '', state: ''};
    return {text: words.say('startsIn', {n: start - now}), state: 'soon'};
}

/**
 * "tonight", "tomorrow", "Thursday", or the date once a week has gone by.
 * @param {Words} words
 * @param {number} wall
 * @param {number} today
 */
export function sayDay(words, wall, today) {
    const ahead = dayOf(wall) - today;
    if (words.paper) return words.date(wall);
    if (ahead === 0) return words.say(wall - today * DAY >= EVENING ? 'tonight' : 'today');
    if (ahead === 1) return words.say('tomorrow');
    return ahead > 1 && ahead < 7 ? words.weekday(wall) : words.date(wall);
}

/**
 * The heading above a day's meetings.
 * @param {Words} words
 * @param {number} wall
 * @param {number} today
 */
export function sayHeading(words, wall, today) {
    const date = words.date(wall);
    const ahead = dayOf(wall) - today;
    if (words.paper || (ahead !== 0 && ahead !== 1)) return date;
    const key = ahead ? 'headingTomorrow' : wall - today * DAY >= EVENING ? 'headingTonight' : 'headingToday';
    return words.say(key, {date});
}

/**
 * "19:30 – 20:30 · tonight", and for a room online both clocks: "21:00 – 22:00 · tonight, your time (19:00 in Bogota)".
 * @param {Words} words
 * @param {Occurrence} occurrence
 * @param {Zone} zone the meeting's
 * @param {boolean} online
 * @param {number} now
 */
export function sayTime(words, {start, end}, zone, online, now) {
    // what never closes is open on every clock
    if (end - start >= ALL_DAY) return words.say('allDay');
    const clock = online ? HERE : zone;
    const shift = offsetAt(clock, start);
    const there = start + offsetAt(zone, start);
    const here = start + offsetAt(HERE, start);
    const values = {
        time: words.clock(start + shift),
        end: words.clock(end + offsetAt(clock, end)),
        day: sayDay(words, start + shift, dayOf(now + offsetAt(clock, now))),
        city: cityOf(zone.name),
    };
    const span = words.say(end > start ? 'span' : 'from', values);
    if (here === there) return span;
    const other = dayOf(here) === dayOf(there) ? words.clock(there) : `${words.weekday(there)} ${words.clock(there)}`;
    return words.say(online ? 'yourTime' : 'placeTime', {...values, span, there: other});
}

/**
 * What is otherwise this week, for those who know the usual day: "Not on Friday 1 January: moved to Sunday 3 January, 10:00".
 * @param {Words} words
 * @param {import('./rows.js').Meeting} meeting
 * @param {Occurrence | null} next
 * @param {number} today
 */
export function sayChanges(words, {schedule, closed, zone}, next, today) {
    const moves = allOf(schedule ?? {days: [], start: 0, minutes: 0}).flatMap(({moved = []}) => moved);
    const off = allOf(schedule ?? {days: [], start: 0, minutes: 0}).flatMap(({not = []}) => not);
    const days = [...off.filter((day) => !moves.some(([from]) => from === day)).map((day) => [day, day, -1]), ...moves];
    const said = days.filter(([from, to]) => from < today + A_WEEK && Math.max(from, to) >= today).sort((a, b) => a[0] - b[0])
        .map(([from, to, start]) => words.say(start < 0 ? 'notOn' : from === to ? 'otherTime' : 'movedTo', {
            date: words.date(from * DAY), to: words.date(to * DAY), time: words.clock(start),
        }));
    const there = next && zone && pauseOn(closed, dayOf(next.start + offsetAt(zone, next.start)));
    return there ? [...said, words.say('closedThen')] : said;
}

/** America/Argentina/Buenos_Aires is Buenos Aires. @param {string} zone */
const cityOf = (zone) => zone.slice(zone.lastIndexOf('/') + 1).replace(/_/g, ' ');

/**
 * How long ago a person last checked it.
 * @param {Words} words
 * @param {number} confirmed a day, 0 for never
 * @param {number} today
 */
export function sayConfirmed(words, confirmed, today) {
    if (!confirmed) return {text: words.say('neverConfirmed'), stale: true};
    const days = Math.max(0, today - confirmed);
    const [key, n] = days < 14 ? ['confirmedDays', days] : days < 84 ? ['confirmedWeeks', Math.floor(days / 7)] : ['confirmedMonths', Math.floor(days / 30.4)];
    return {text: words.say(String(key), {n: Number(n)}), stale: days > 365};
}

/** To a tenth where that matters to somebody who walks. @param {Words} words @param {number} kilometres @param {boolean} miles */
export function sayDistance(words, kilometres, miles) {
    const far = miles ? kilometres / KILOMETRES_PER_MILE : kilometres;
    const near = Math.max(0.1, Math.round(far * 10) / 10);
    return words.say(miles ? 'milesAway' : 'kilometresAway', {n: far < 10 ? near : Math.round(far)});
}
