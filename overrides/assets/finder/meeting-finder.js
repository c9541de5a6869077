// @ts-check
// the finder: form and fragment to query, query to meetings, meetings to the list; the only file that listens
import {KILOMETRES, MILES, drawDistances, drawOptions, fillForm, readForm, withoutChip} from './filters.js';
import {Gathering} from './gathering.js';
import {Near, placeLabel} from './near.js';
import {knownValues, readOptions} from './options.js';
import {OtherHelp} from './other-help.js';
import {PAGE, Panel} from './panel.js';
import {findPosition} from './position.js';
import {emptyQuery, readQuery, writeQuery} from './query.js';
import {AHEAD, makeLoader} from './shards.js';
import {readZones} from './time.js';
import {KILOMETRES_PER_MILE, makeWords} from './words.js';

/**
 * @typedef {import('./query.js').Query} Query
 * @typedef {import('./shards.js').Place} Place
 */

const FORMAT = 1;
const WRITE_AFTER = 250;
const MINUTE = 60000;
const HALF_A_DAY = 720;
const MILES_COUNTRIES = /-(US|GB|LR|MM)\b/;
const ME = 'me';

export class MeetingFinder extends HTMLElement {
    /** what time it is; tests set another clock */
    clock = () => (this.dataset.now ? Date.parse(this.dataset.now) : Date.now());
    query = emptyQuery();
    /** @type {Place | null} */
    place = null;
    /** the text that `place` answers */
    asked = '';
    radius = Infinity;
    shown = PAGE;
    /** @type {{key: string, before: number, after: number}[]} what was done that nobody asked for */
    notes = [];
    failed = 0;
    turn = 0;
    /** timer of the fragment that is still to be written */
    writing = 0;

    connectedCallback() {
        if (!this.panel && !this.#setUp()) return;
        this.listening = new AbortController();
        const {signal} = this.listening;
        for (const type of ['submit', 'input', 'change', 'click', 'focusin']) this.addEventListener(type, this, {signal});
        for (const type of ['hashchange', 'pageshow', 'online', 'beforeprint', 'afterprint']) window.addEventListener(type, this, {signal});
        document.addEventListener('visibilitychange', this, {signal});
        matchMedia('(min-width: 60em)').addEventListener('change', () => this.panel.close(), {signal});
        this.timer = setInterval(() => this.#tick(), MINUTE);
        this.#followFragment();
    }

    disconnectedCallback() {
        this.listening?.abort();
        clearInterval(this.timer);
        clearTimeout(this.writing);
    }

    /** @returns {boolean} false leaves the plain lists alone */
    #setUp() {
        const data = this.querySelector('template[data-part="data"]').content;
        const manifest = JSON.parse(data.querySelector('#mh-manifest').textContent);
        if (manifest.format !== FORMAT) return false;
        const words = makeWords(JSON.parse(data.querySelector('#mh-words').textContent), manifest.language);
        const files = new URL(this.dataset.finder ?? '', document.baseURI).href;
        const load = makeLoader(files);
        const options = readOptions(manifest);
        const miles = MILES_COUNTRIES.test(navigator.language);
        const steps = miles ? MILES.map((step) => step * KILOMETRES_PER_MILE) : KILOMETRES;

        this.manifest = manifest;
        this.words = words;
        this.known = knownValues(options);
        const zones = readZones(manifest.zones);
        this.gathering = new Gathering(manifest, options, zones, load, {steps, usual: steps[3]});
        this.near = new Near(manifest.places, load);
        this.panel = new Panel(this, {words, manifest, options, miles, base: new URL(this.dataset.base ?? '', document.baseURI).href});
        this.otherHelp = new OtherHelp(this, {words, manifest, zones, load, copy: this.panel.copy, home: new URL('..', files).href});
        this.form = this.panel.form;
        drawOptions(this.form, options, this.panel.copy);
        drawDistances(this.form, miles ? MILES : KILOMETRES, miles ? 'mi' : 'km', (step) => words.say(miles ? 'withinMiles' : 'withinKilometres', {n: step}));
        this.panel.start();
        return true;
    }

    get now() {
        return Math.floor(this.clock() / MINUTE);
    }

    /** @param {Event} event */
    handleEvent(event) {
        const handler = {
            submit: this.#onSubmit, input: this.#onInput, change: this.#onChange, click: this.#onClick, focusin: this.#onFocus,
            beforeprint: this.#onPrint, afterprint: this.#onPrint, hashchange: this.#followFragment, online: this.#onOnline, pageshow: this.#tick, visibilitychange: this.#tick,
        }[event.type];
        handler?.call(this, event);
    }

    /** @param {Event} event */
    #onSubmit(event) {
        event.preventDefault();
        this.#ask(this.#formQuery());
    }

    /** @param {Event} event */
    #onInput({target}) {
        if (/** @type {HTMLInputElement} */ (target).name === 'text') this.#ask(this.#formQuery());
    }

    /** @param {Event} event */
    #onChange({target}) {
        const {name, type} = /** @type {HTMLInputElement} */ (target);
        // a place is looked up when somebody presses Find, not when they leave the box
        if (type === 'text') return;
        const query = this.#formQuery();
        if (name === 'day') query.when = '';
        if (name === 'when') query.day = [];
        this.#ask(query);
    }

    /** @param {Event} event */
    #onFocus({target}) {
        const {name} = /** @type {HTMLInputElement} */ (target);
        // the host learns that a box was entered, not what is typed into it
        if (name === 'near') this.near.prepare().catch(() => {});
        if (name === 'text') this.gathering.prepareText();
    }

    #onOnline() {
        if (this.failed) this.#ask(this.query, {write: false});
    }

    /** Paper does not know what "tonight" is. @param {Event} event */
    #onPrint({type}) {
        this.words.paper = type === 'beforeprint';
        if (this.answer) this.panel.print(this);
    }

    /** @param {Event} event */
    #onClick({target}) {
        const clicked = /** @type {Element} */ (target);
        // who comes Back from a meeting's page finds the list as it was
        if (clicked.closest('a')) this.#writeNow();
        const button = /** @type {HTMLElement | null} */ (clicked.closest('[data-do]'));
        if (!button) return;
        const actions = {
            open: () => this.panel.open(),
            close: () => this.panel.close(),
            position: () => this.#usePosition(),
            place: () => this.#choosePlace(Number(button.dataset.index)),
            remove: () => this.#removeChip(Number(button.dataset.index)),
            clear: () => this.#ask({...emptyQuery(), sort: this.query.sort}),
            loosen: () => this.#ask(without(this.query, button.dataset.filter ?? '')),
            online: () => this.#ask({...this.query, near: '', within: '', how: ['online']}),
            again: () => this.#ask(this.query),
            everywhere: () => this.#searchEverywhere(),
            more: () => this.#showMore(),
        };
        actions[button.dataset.do]?.();
    }

    #followFragment() {
        // #by-place and the like are places on this page
        if (this.answer && this.querySelector(`[id="${CSS.escape(location.hash.slice(1))}"]`)) return;
        const query = readQuery(location.hash, this.known);
        if (this.answer && writeQuery(query) === writeQuery(this.query)) return;
        const mayAsk = navigator.userActivation?.isActive ?? false;
        this.#ask(query, {write: false, mayAsk});
    }

    /** @returns {Query} */
    #formQuery() {
        const query = readForm(this.form);
        const {near} = query;
        // "ME" is a state; only the button means the visitor
        query.near = near === this.words.say('myPosition') ? ME : near === ME ? near.toUpperCase() : near;
        return query;
    }

    /**
     * Everything that follows from a question. Without files to fetch it is answered before this returns.
     * @param {Query} query
     */
    async #ask(query, {write = true, mayAsk = true, shown = PAGE, ahead = AHEAD} = {}) {
        const turn = ++this.turn;
        this.query = query;
        this.shown = shown;
        this.gathering.ahead = ahead;
        if (write) this.#writeFragment();
        fillForm(this.form, {...query, near: query.near === ME ? this.words.say('myPosition') : query.near});
        if (query.near !== this.asked || (query.near && !this.place)) await this.#settlePlace(query.near, turn, mayAsk);
        if (turn !== this.turn) return;
        const chosen = parseFloat(query.within) * (query.within.endsWith('mi') ? KILOMETRES_PER_MILE : 1);
        const first = this.gathering.firstRadius(this.place, chosen || 0);
        this.notes = [];
        this.failed = 0;
        this.radius = first;
        for (;;) {
            const files = this.gathering.missing(query, this.place, this.radius, this.now);
            if (files.length) {
                this.panel.showLoading();
                this.failed += await this.gathering.fetch(files);
                if (turn !== this.turn) return;
            }
            this.answer = this.gathering.answer(query, this.place, this.radius, this.now);
            const wider = this.place && !chosen && !this.answer.total ? this.gathering.nextRadius(this.radius) : 0;
            if (!wider || this.failed) break;
            this.radius = wider;
        }
        if (this.place && this.answer.total && this.radius > first) this.notes.push({key: 'widened', before: first, after: this.radius});
        this.#draw();
    }

    /** A little later: some browsers refuse more than a hundred in half a minute, and a fast typist gets there. */
    #writeFragment() {
        clearTimeout(this.writing);
        this.writing = setTimeout(() => this.#writeNow(), WRITE_AFTER);
    }

    #writeNow() {
        if (!this.writing) return;
        clearTimeout(this.writing);
        this.writing = 0;
        const fragment = writeQuery(this.query);
        // never a new entry: Back leaves the finder at once
        history.replaceState(history.state, '', fragment ? `#${fragment}` : location.pathname + location.search);
    }

    /** @param {string} near @param {number} turn @param {boolean} mayAsk */
    async #settlePlace(near, turn, mayAsk) {
        const unclear = (/** @type {string} */ key) => this.panel.showPlaces(near ? this.words.say(key, {place: near}) : '', []);
        this.place = null;
        this.asked = near;
        unclear('');
        if (!near) return;
        if (near === ME) return mayAsk || (await mayFindPosition()) ? this.#findPosition(turn) : unclear('positionAsk');
        unclear('placeLooking');
        try {
            const found = await this.near.lookUp(near);
            if (turn !== this.turn) return;
            this.places = found;
            if (found.length === 1) return this.#settle(found[0]);
            const labels = found.map((place) => placeLabel(place, found));
            this.panel.showPlaces(this.words.say(found.length ? 'placeWhich' : 'placeNotFound', {place: near}), labels);
        } catch {
            this.asked = '';
            unclear('placeFailed');
        }
    }

    /** @param {import('./places.js').Place} found */
    #settle(found) {
        this.place = {at: [found.latitude, found.longitude], label: placeLabel(found, this.places), country: found.country, region: found.regionCode};
        this.panel.showPlaces('', []);
    }

    /** @param {number} index */
    #choosePlace(index) {
        this.#settle(this.places[index]);
        this.asked = this.place.label;
        this.#ask({...this.query, near: this.asked});
        this.panel.focusList();
    }

    #usePosition() {
        this.asked = '';
        this.#ask({...this.query, near: ME});
    }

    /** @param {number} turn */
    async #findPosition(turn) {
        const tell = (/** @type {string} */ key) => turn === this.turn && this.panel.showPlaces(this.words.say(key), []);
        tell('positionWait');
        try {
            const at = await findPosition();
            if (turn !== this.turn) return;
            this.place = {at, label: this.words.say('myPosition')};
            tell('positionFound');
        } catch (error) {
            tell(`position-${/** @type {import('./position.js').NoPosition} */ (error).reason}`);
        }
    }

    async #searchEverywhere() {
        const turn = this.turn;
        this.panel.showLoading();
        try {
            this.failed = await this.gathering.searchEverywhere(this.query.text);
        } catch {
            this.failed = 1;
        }
        if (turn !== this.turn) return;
        this.answer = this.gathering.answer({...this.query, near: ''}, null, Infinity, this.now);
        this.#draw();
        this.panel.focusList();
    }

    /** @param {number} index */
    #removeChip(index) {
        this.#ask(withoutChip(this.query, this.panel.chips[index]));
        this.panel.focusChip(index);
    }

    async #showMore() {
        const before = this.panel.drawn.length;
        const shown = this.shown + PAGE;
        if (before < this.answer.dated.length) {
            this.shown = shown;
            this.#draw();
        } else {
            await this.#ask(this.query, {write: false, shown, ahead: this.gathering.ahead + HALF_A_DAY});
        }
        this.panel.focusCard(before);
    }

    /** Time went by: the same question, asked of another minute. Nothing is announced. */
    #tick() {
        if (!this.answer || document.visibilityState === 'hidden') return;
        this.answer = this.gathering.answer(this.query, this.place, this.radius, this.now);
        this.panel.refresh(this);
        this.otherHelp.follow(this);
    }

    #draw() {
        const first = this.panel.drawn.length === 0;
        this.panel.draw(this);
        this.otherHelp.follow(this);
        // the list has pushed down what the address points at
        if (first && location.hash) this.querySelector(`:target`)?.scrollIntoView();
    }
}

/** A question without one of its filters. @param {Query} query @param {string} filter @returns {Query} */
function without(query, filter) {
    const left = {...query, [filter]: Array.isArray(query[filter]) ? [] : ''};
    return filter === 'when' ? {...left, day: []} : filter === 'near' ? {...left, within: ''} : left;
}

/** Whether the browser will answer without asking anybody. */
async function mayFindPosition() {
    try {
        return (await navigator.permissions.query({name: 'geolocation'})).state === 'granted';
    } catch {
        return false;
    }
}
