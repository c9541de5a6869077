// @ts-check
// whether a help line answers now: from its weekly hours and the page's own table of clock changes, never from the phone's

/**
 * Minutes count from 1970-01-01T00:00Z; a wall minute is the same count read off a clock in some zone. The finder's
 * `time.js` knows more, and is joined with the finder, which this page has no use for.
 * @typedef {number[]} Zone `[offset, at, offset, …]` as in the finder's FORMAT.md
 * @typedef {[weekday: number, start: number, minutes: number]} Span Monday is 0; minutes of the day
 * @typedef {{open: boolean, changes: number}} Openness the minute at which it opens or closes
 */

const DAY = 1440;
/** Monday is 0. @param {number} day */
const weekdayOf = (day) => (((day + 3) % 7) + 7) % 7;

/** @param {Zone} zone @param {number} minute */
export function toWall(zone, minute) {
    let i = zone.length - 1;
    while (i > 0 && zone[i - 1] > minute) i -= 2;
    return minute + zone[i];
}

/** A time that occurs twice is the first of the two; one that is skipped is read with the offset before. @param {Zone} zone @param {number} wall */
export function toInstant(zone, wall) {
    let i = 0;
    while (i + 2 < zone.length && wall - zone[i] >= zone[i + 1]) i += 2;
    const skipped = i > 0 && wall - zone[i] < zone[i - 1];
    return wall - zone[skipped ? i - 2 : i];
}

/**
 * Both ends of a span are read off the clock on the wall; spans that touch are one.
 * @param {Span[]} spans sorted, not empty, and less than the whole week
 * @param {Zone} zone
 * @param {number} now minutes since 1970-01-01T00:00Z
 * @returns {Openness}
 */
export function openness(spans, zone, now) {
    let until = 0;
    for (const [began, ended] of around(spans, zone, now)) {
        if (began > (until || now)) return until ? {open: true, changes: until} : {open: false, changes: began};
        if (ended > now) until = ended;
    }
    return {open: until > 0, changes: until};
}

/** The dated spans from the day before now to nine days after it. @param {Span[]} spans @param {Zone} zone @param {number} now */
function* around(spans, zone, now) {
    const first = Math.floor(toWall(zone, now) / DAY) - 1;
    for (let day = first; day < first + 11; day++) {
        for (const [weekday, start, minutes] of spans) {
            if (weekday !== weekdayOf(day)) continue;
            const wall = day * DAY + start;
            yield [toInstant(zone, wall), toInstant(zone, wall + minutes)];
        }
    }
}

/** @param {string} text `0,570,480 1,570,480` */
export const readSpans = (text) => text.split(' ').map((span) => /** @type {Span} */ (span.split(',').map(Number)));

/** @param {number} minute */
const clock = (minute) =>
    [Math.floor(minute / 60) % 24, minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** The words of the page with the time, and the day where one is asked for. @param {string} words @param {number} wall @param {string[]} days */
export const filled = (words, wall, days) =>
    words.replace('{time}', clock(((wall % DAY) + DAY) % DAY)).replace('{day}', days[weekdayOf(Math.floor(wall / DAY))]);

const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** Says it beside the hours, and again every half minute; shows nothing where the page's table has run out. */
export class OpenNow extends Base {
    connectedCallback() {
        const table = JSON.parse(document.getElementById('mh_hours')?.dataset.hours ?? 'null');
        const zone = table?.zones[this.dataset.zone ?? ''];
        if (!zone) return;
        const parts = ['open', 'closed'].map((name) => /** @type {HTMLElement} */ (this.querySelector(`[data-${name}]`)));
        this.words ??= parts.map((part) => part.textContent ?? '');
        const say = () => this.say(readSpans(this.dataset.spans ?? ''), zone, table, parts);
        say();
        this.timer = setInterval(say, 30000);
    }

    disconnectedCallback() {
        clearInterval(this.timer);
    }

    /** @param {Span[]} spans @param {Zone} zone @param {{from: number, until: number, days: string[]}} table @param {HTMLElement[]} parts */
    say(spans, zone, table, parts) {
        const now = Math.floor(Date.now() / 60000);
        this.hidden = now < table.from || now > table.until;
        const {open, changes} = openness(spans, zone, now);
        parts.forEach((part, i) => {
            part.hidden = open !== (i === 0);
            part.textContent = filled((this.words ?? [])[i], toWall(zone, changes), table.days);
        });
    }
}
