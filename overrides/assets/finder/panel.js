// @ts-check
// what the finder shows: counts, chips, sentences, cards, the sheet of filters on a phone
import {chipsFor, showCounts, showSwitches} from './filters.js';
import {byDay, drawList, fillTimes, slot} from './results.js';
import {DAY, HERE, offsetAt} from './time.js';
import {KILOMETRES_PER_MILE, sayDistance} from './words.js';

/**
 * @typedef {import('./meeting-finder.js').MeetingFinder} Finder
 * @typedef {import('./results.js').Drawn} Drawn
 */

export const PAGE = 10;
const SPEAK_AFTER = 700;
const STALE_DAYS = 60;

export class Panel {
    /**
     * @param {HTMLElement} root
     * @param {{words: import('./words.js').Words, manifest: any, options: import('./options.js').Options, miles: boolean, base: string}} known
     */
    constructor(root, known) {
        this.root = root;
        this.known = known;
        this.words = known.words;
        this.form = /** @type {HTMLFormElement} */ (root.querySelector('form'));
        this.sheet = /** @type {HTMLDialogElement} */ (root.querySelector('dialog'));
        /** @type {import('./filters.js').Chip[]} */
        this.chips = [];
        /** @type {Drawn[]} */
        this.drawn = [];
    }

    /** @param {string} name */
    copy = (name) =>
        document.importNode(/** @type {HTMLTemplateElement} */ (this.root.querySelector(`template[data-part="${name}"]`)).content, true);

    start() {
        this.form.hidden = slot(this.root, 'sorting').hidden = false;
        this.counted = /** @type {HTMLElement[]} */ ([...this.form.querySelectorAll('[data-count]')]);
    }

    open() {
        this.sheet.showModal();
    }

    close() {
        if (this.sheet.open) this.sheet.close();
    }

    /** @param {string} words @param {string[]} labels places to choose from */
    showPlaces(words, labels) {
        put(slot(this.root, 'place-words'), words);
        const list = slot(this.root, 'places');
        list.hidden = !labels.length;
        list.replaceChildren(...labels.map((label, i) => {
            const item = this.copy('place');
            slot(item, 'label').textContent = label;
            item.querySelector('button').dataset.index = String(i);
            return item;
        }));
        if (words) this.#speak(words);
    }

    showLoading() {
        this.#speak(this.words.say('loading'));
    }

    /** @param {Finder} finder */
    draw(finder) {
        const {answer, query, failed} = finder;
        const nothing = failed > 0 && !answer.total;
        showCounts(this.counted, this.#countsOf(finder), this.words.number);
        showSwitches(this.form, query);
        slot(this.form, 'distance').hidden = !query.near;
        this.#drawChips(finder);
        this.#drawSorting(query, finder.place !== null);
        slot(this.root, 'failed').hidden = !nothing;
        put(slot(this.root, 'notice'), nothing ? '' : this.#notes(finder).join(' '));
        this.#drawEmpty(finder, nothing);
        this.#drawCards(finder);
        this.#drawApart('undated', answer.undated, finder);
        this.#drawApart('paused', answer.paused, finder);
        slot(this.root, 'everywhere').hidden = !finder.gathering.canSearchEverywhere(query.text);
        // while a place is in question, that is what there is to say
        const question = query.near && !finder.place && slot(this.root, 'place-words').textContent;
        const count = nothing ? '' : question || this.#countWords(finder);
        slot(this.form, 'show').textContent = nothing ? this.words.say('loading') : this.words.say('showMeetings', {n: answer.total});
        // the eye is told at once, and not again what a notice says
        put(slot(this.root, 'told'), slot(this.root, 'empty').hidden && count !== question ? count : '');
        this.#speak(count);
    }

    /** A minute later: the words of the cards, and their order unless somebody is among them. @param {Finder} finder */
    refresh(finder) {
        const list = finder.answer.dated.slice(0, finder.shown);
        const same = list.length === this.drawn.length && list.every(({meeting}, i) => meeting === this.drawn[i].found.meeting);
        const container = slot(this.root, 'list');
        if (!same && !container.contains(document.activeElement)) return this.#drawCards(finder);
        const view = this.#view(finder);
        const latest = new Map(finder.answer.dated.map((found) => [found.meeting, found]));
        for (const {found, card} of this.drawn) fillTimes(card, latest.get(found.meeting) ?? found, view);
    }

    /** The same cards, with dates on paper. @param {Finder} finder */
    print(finder) {
        slot(this.root, 'printed').textContent = this.words.fullDate(finder.now + offsetAt(HERE, finder.now));
        this.#drawCards(finder);
    }

    focusList() {
        const list = slot(this.root, 'list');
        if (!list.hidden) list.focus({preventScroll: true});
    }

    /** @param {number} index */
    focusCard(index) {
        this.drawn[index]?.card.querySelector('a')?.focus();
    }

    /** The chip that took the place of a removed one, else the last. @param {number} index */
    focusChip(index) {
        const buttons = [...slot(this.root, 'chips').querySelectorAll('button')];
        const next = buttons.find(({dataset}) => Number(dataset.index) >= index) ?? buttons.at(-1);
        if (next) next.focus();
        else this.focusList();
    }

    /** @param {Finder} finder */
    #view({query, now}) {
        return {...this.known, query, now, copy: this.copy};
    }

    /** Counts of files that are not open would be wrong, so there are none. @param {Finder} finder */
    #countsOf({answer, place, query, manifest}) {
        const {counts} = answer;
        if (!place || query.how.length || manifest.cells.length < 2) return counts;
        return {...counts, 'how:online': undefined, 'how:phone': undefined};
    }

    /** @param {Finder} finder */
    #drawChips({query, place}) {
        const free = (/** @type {string} */ name, /** @type {string} */ value) => {
            if (name === 'near') return this.words.say('nearChip', {place: place?.label ?? (value === 'me' ? this.words.say('myPosition') : value)});
            if (name === 'within') return this.#distance(parseFloat(value) * (value.endsWith('mi') ? KILOMETRES_PER_MILE : 1));
            return name === 'text' ? this.words.say('textChip', {text: value}) : '';
        };
        this.chips = chipsFor(this.form, query, free, (name, n) => this.words.say(`many-${name}`, {n}));
        const list = slot(this.root, 'chips');
        // the place stands in the box above them
        const drawn = this.chips.flatMap(({name, label}, i) => (name === 'near' ? [] : [{label, i}]));
        list.hidden = !drawn.length;
        list.replaceChildren(...drawn.map(({label, i}) => {
            const item = this.copy('chip');
            const button = item.querySelector('button');
            slot(item, 'label').textContent = label;
            button.setAttribute('aria-label', this.words.say('removeFilter', {name: label}));
            button.dataset.index = String(i);
            return item;
        }));
        const filters = this.chips.reduce((sum, {name, n}) => (name === 'near' ? sum : sum + n), 0);
        /** @type {HTMLElement} */ (this.root.querySelector('[data-do="open"]')).textContent =
            this.words.say(filters ? 'filters' : 'filtersNone', {n: filters});
    }

    /** @param {import('./query.js').Query} query @param {boolean} placed */
    #drawSorting({text}, placed) {
        const [first, nearest] = /** @type {HTMLSelectElement} */ (slot(this.root, 'sorting').querySelector('select')).options;
        first.textContent = this.words.say(text ? 'bestFirst' : 'soonestFirst');
        nearest.disabled = !placed;
    }

    /** @param {Finder} finder @returns {string[]} */
    #notes({notes, answer, failed, query, place, manifest, now}) {
        const day = (/** @type {string} */ text) => Date.parse(`${text}T00:00Z`) / (DAY * 60000);
        const age = now / DAY - day(manifest.built);
        return [
            ...notes.map(({key, before, after}) => this.words.say(key, {before: this.#distance(before), after: this.#distance(after)})),
            query.how.includes('in-person') && !place && manifest.cells.length > 1 ? this.words.say('needPlace') : '',
            failed ? this.words.say('partlyFailed') : '',
            answer.broken ? this.words.say('broken', {n: answer.broken}) : '',
            age < -2 ? this.words.say('clockWrong') : '',
            age > STALE_DAYS || now > manifest.zones.until ? this.words.say('old', {date: this.words.fullDate(day(manifest.built) * DAY)}) : '',
        ].filter(Boolean);
    }

    /** @param {Finder} finder @param {boolean} nothing */
    #drawEmpty({answer, query, place, radius}, nothing) {
        const empty = slot(this.root, 'empty');
        empty.hidden = nothing || answer.total > 0 || (answer.files === 0 && query.how.length > 0);
        if (empty.hidden) return;
        // nothing there at all is nobody's mistake: no filter to blame
        const onlyPlace = place && this.chips.every(({name}) => name === 'near');
        put(slot(empty, 'empty-words'), this.words.say(!place ? 'empty' : onlyPlace ? 'emptyNear' : 'emptyAround', {
            distance: place ? this.#distance(radius) : '', place: place?.label ?? '',
        }));
        const [filter, n] = Object.entries(answer.without)
            .filter(([name]) => !onlyPlace && this.#isAsked(query, name))
            .reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
        const button = /** @type {HTMLElement} */ (empty.querySelector('[data-do="loosen"]'));
        const name = filter ? this.#nameOf(filter) : '';
        put(slot(empty, 'empty-hint'), filter ? this.words.say('emptyWithout', {filter: name, n}) : '');
        put(button, filter ? this.words.say('removeQuoted', {name}) : '');
        button.dataset.filter = filter;
        /** @type {HTMLElement} */ (empty.querySelector('[data-do="online"]')).hidden = !place || query.how.includes('online');
    }

    /** @param {import('./query.js').Query} query @param {string} name */
    #isAsked(query, name) {
        return name === 'when' ? Boolean(query.when || query.day.length) : query[name].length > 0;
    }

    /** A filter by what was chosen in it. @param {string} filter */
    #nameOf(filter) {
        const names = filter === 'when' ? ['when', 'day'] : filter === 'near' ? ['near', 'within'] : [filter];
        return this.chips.filter(({name}) => names.includes(name)).map(({label}) => label).join(', ');
    }

    /** @param {Finder} finder */
    #drawCards(finder) {
        const {answer, shown, query} = finder;
        const list = slot(this.root, 'list');
        const cards = answer.dated.slice(0, shown);
        const headingOf = query.sort || query.text ? () => this.words.say('results') : byDay(this.#view(finder), cards[0]);
        list.hidden = !cards.length;
        this.drawn = drawList(list, cards, this.#view(finder), headingOf, this.drawn);
        const left = answer.dated.length - cards.length;
        const later = !left && finder.gathering.hasLater(query, finder.place, finder.radius, finder.now);
        const more = left ? this.words.say('showMore', {n: Math.min(PAGE, left)}) : later ? this.words.say('showLater') : '';
        put(/** @type {HTMLElement} */ (this.root.querySelector('[data-do="more"]')), more);
    }

    /** @param {string} name @param {import('./match.js').Found[]} found @param {Finder} finder */
    #drawApart(name, found, finder) {
        const details = slot(this.root, name);
        details.hidden = !found.length;
        slot(details, 'n').textContent = this.words.number(found.length);
        const list = slot(details, `${name}-list`);
        list.replaceChildren();
        const draw = () => /** @type {HTMLDetailsElement} */ (details).open && !list.firstChild
            && drawList(list, found.slice(0, 20 * PAGE), this.#view(finder), () => this.words.say('results'));
        // most visitors never open it
        details.ontoggle = draw;
        draw();
    }

    /** @param {Finder} finder */
    #countWords({answer, place, radius}) {
        const values = {n: answer.total, distance: place ? this.#distance(radius) : '', place: place?.label ?? ''};
        return this.words.say(place ? 'meetingsNear' : 'meetings', values);
    }

    /** @param {number} kilometres */
    #distance(kilometres) {
        return sayDistance(this.words, kilometres, this.known.miles);
    }

    /** Once the visitor has stopped typing and ticking. @param {string} text */
    #speak(text) {
        clearTimeout(this.speaking);
        this.speaking = setTimeout(() => {
            const status = slot(this.root, 'status');
            if (status.textContent !== text) status.textContent = text;
        }, SPEAK_AFTER);
    }
}

/** Words, or nothing at all. @param {HTMLElement} element @param {string} text */
function put(element, text) {
    element.textContent = text;
    element.hidden = !text;
}
