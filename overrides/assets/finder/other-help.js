// @ts-check
// help that is not a meeting, below the meetings; its file is opened when somebody comes near it
import {kilometres} from './distance.js';
import {slot} from './results.js';
import {DAY, dayOf, toInstant, toWall, weekdayOf} from './time.js';

/**
 * @typedef {import('./meeting-finder.js').MeetingFinder} Finder
 * @typedef {import('./time.js').Zone} Zone
 * @typedef {[weekday: number, start: number, minutes: number]} Span
 *
 * @typedef {object} Resource as FORMAT.md says
 * @property {string} name
 * @property {string} kind
 * @property {string} country "" for people anywhere
 * @property {string[]} regions empty when it is for the whole country
 * @property {string} area
 * @property {string} page
 * @property {{label: string, number: string, tel: string, then: string}[]} phones
 * @property {{number: string, say: string, sms: string} | null} text
 * @property {string} link
 * @property {string} times
 * @property {'always' | Span[] | null} hours
 * @property {string} zone
 * @property {string[]} languages
 * @property {[number, number] | null} at
 */

const FORMAT = 1;
const MOST = 6;
const MOST_PHONES = 2;
/** kilometres to a door that is still "near" */
const FAR = 100;
/** pixels below the screen at which the file is opened */
const AHEAD = 1200;

export class OtherHelp {
    /**
     * @param {HTMLElement} root
     * @param {{words: import('./words.js').Words, manifest: any, zones: Map<string, Zone>, load: (file: string) => Promise<any>, copy: (name: string) => DocumentFragment, home: string}} known
     */
    constructor(root, known) {
        this.root = root;
        this.known = known;
        this.section = known.manifest.resources ? slot(root, 'other-help') : null;
        this.drawn = '';
    }

    /** After every answer, and when time has gone by. @param {Finder} finder */
    follow(finder) {
        if (!this.section) return;
        this.finder = finder;
        // who found nothing shall not have to look for it
        const above = slot(this.root, finder.answer.total ? 'paused' : 'empty');
        if (above.nextElementSibling !== this.section) above.after(this.section);
        this.section.hidden = false;
        if (this.file) this.#draw();
        else this.#watch();
    }

    #watch() {
        this.watch ??= new IntersectionObserver(([{isIntersecting}]) => isIntersecting && this.#open(), {rootMargin: `${AHEAD}px`});
        this.watch.observe(/** @type {HTMLElement} */ (this.section));
    }

    async #open() {
        this.watch?.disconnect();
        try {
            const file = await this.known.load(this.known.manifest.resources);
            if (file.format !== FORMAT) return;
            this.file = file;
            this.#draw();
        } catch {
            // the link to all other help is there; the next answer tries again
        }
    }

    #draw() {
        const {words, manifest, zones} = this.known;
        const {place, now} = this.finder;
        const list = choose(this.file.resources, place?.country ?? this.file.country, place?.at ?? null, place?.region ?? '');
        const latest = manifest.zones.until;
        const opens = list.map((each) => isOpen(each, zones, now, latest));
        const drawn = JSON.stringify([list.map(({page}) => page), opens]);
        if (drawn === this.drawn) return;
        this.drawn = drawn;
        slot(this.section, 'other-list').replaceChildren(...list.map((each, i) => this.#card(each, opens[i] ? words.say('openNow') : '')));
    }

    /** @param {Resource} resource @param {string} open */
    #card({name, kind, area, page, phones, text, link, times, languages}, open) {
        const {words, copy, home} = this.known;
        const card = copy('help');
        const title = /** @type {HTMLAnchorElement} */ (slot(card, 'name'));
        title.textContent = name;
        title.href = `${home}${page}`;
        slot(card, 'kind').textContent = [kind, area].filter(Boolean).join(words.say('separator'));
        slot(card, 'open').textContent = open;
        slot(card, 'open').hidden = !open;
        const said = [times, languages.join(', ')].filter(Boolean).join(words.say('separator'));
        slot(card, 'times').textContent = said;
        slot(card, 'times').hidden = !said;
        const ways = [
            ...phones.slice(0, MOST_PHONES).map(({label, number, tel, then}) => [tel, words.say(label ? 'callLabel' : 'callNumber', {label, number}), then && words.say('callThen', {then})]),
            text ? [text.sms, words.say(text.say ? 'textWord' : 'textNumber', text), ''] : [],
            !phones.length && /^https?:/.test(link) ? [link, new URL(link).hostname, ''] : [],
        ].filter(([href]) => href);
        slot(card, 'reach').append(...ways.map(([href, label, then]) => {
            const item = copy('reach');
            const button = /** @type {HTMLAnchorElement} */ (slot(item, 'way'));
            button.href = href;
            button.textContent = label;
            slot(item, 'then').textContent = then;
            return item;
        }));
        return card;
    }
}

/**
 * The country's own, then help for people anywhere of kinds that it lacks; of each first one of every kind.
 * @param {Resource[]} resources
 * @param {string} country "" where nobody knows
 * @param {[number, number] | null} at
 * @param {string} [region] of the place: `OR`, `ENG.H3`; "" where nobody knows
 */
export function choose(resources, country, at, region = '') {
    const part = region.split('.')[0];
    const near = (/** @type {Resource} */ {at: door, regions}) => {
        if (at && door) return kilometres(at, [door[0] / 100000, door[1] / 100000]) <= FAR;
        // a line for one region is no help in another, and none where nobody knows which it is
        return !regions.length || (part !== '' && regions.includes(part));
    };
    const from = (/** @type {string} */ wanted) => inTurns(resources.filter((each) => each.country === wanted && near(each)));
    const own = country ? from(country) : [];
    const kinds = new Set(own.map(({kind}) => kind));
    return [...own, ...from('').filter(({kind}) => !kinds.has(kind))].slice(0, MOST);
}

/** The first of each kind, then the second of each. @param {Resource[]} list */
function inTurns(list) {
    /** @type {Record<string, number>} */
    const seen = {};
    return list
        .map((each) => /** @type {const} */ ([(seen[each.kind] = (seen[each.kind] ?? 0) + 1), each]))
        .sort((a, b) => a[0] - b[0])
        .map(([, each]) => each);
}

/**
 * Whether somebody answers now, by the usual hours. Both ends of a span are read off the clock on the wall.
 * @param {{hours: Resource['hours'], zone: string}} resource
 * @param {Map<string, Zone>} zones
 * @param {number} now
 * @param {number} until the minute at which the zones run out
 */
export function isOpen({hours, zone: name}, zones, now, until) {
    if (!hours || hours === 'always') return hours === 'always';
    const zone = zones.get(name);
    if (!zone || now > until) return false;
    const today = dayOf(toWall(zone, now));
    return [today - 1, today].some((day) => hours.some(([weekday, start, minutes]) => {
        const wall = day * DAY + start;
        return weekday === weekdayOf(day) && toInstant(zone, wall) <= now && now < toInstant(zone, wall + minutes);
    }));
}
