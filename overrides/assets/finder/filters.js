// @ts-check
// the form: its options, what it asks, what each option would give, and a chip for everything that is asked
import {ALL_BY_DEFAULT, FACETS, emptyQuery} from './query.js';
import {slot} from './results.js';

/**
 * @typedef {import('./query.js').Query} Query
 * @typedef {{name: string, value: string, label: string, n: number}} Chip one of several has no value
 */

/** more chips of one kind than this are one chip */
const MOST_CHIPS = 4;
/** more boxes than this are behind "Show all" */
const SHOWN = 7;
export const KILOMETRES = [2, 5, 10, 25, 50, 100];
export const MILES = [2, 5, 10, 15, 25, 50];

/**
 * Adds the directory's own options to the form's empty fieldsets.
 * @param {HTMLFormElement} form
 * @param {import('./options.js').Options} options
 * @param {(name: string) => DocumentFragment} copy
 */
export function drawOptions(form, {list}, copy) {
    for (const facet of FACETS) {
        const fieldset = /** @type {HTMLElement} */ (form.querySelector(`[data-facet="${facet}"]`));
        const own = list.filter((option) => option.facet === facet);
        own.forEach((option, i) => {
            const line = copy('option');
            const input = /** @type {HTMLInputElement} */ (line.querySelector('input'));
            Object.assign(input, {name: facet, value: option.value});
            slot(line, 'label').textContent = option.label;
            slot(line, 'count').dataset.count = `${facet}:${option.value}`;
            slot(fieldset, own.length > SHOWN + 1 && i >= SHOWN ? 'rest' : 'options').append(line);
        });
        slot(fieldset, 'more').hidden = own.length <= SHOWN + 1;
        // one choice is no choice
        fieldset.hidden = own.length < 2;
    }
}

/** @param {HTMLFormElement} form @param {number[]} steps @param {'km' | 'mi'} unit @param {(step: number) => string} label */
export function drawDistances(form, steps, unit, label) {
    const select = /** @type {HTMLSelectElement} */ (form.elements.namedItem('within'));
    select.append(...steps.map((step) => new Option(label(step), `${step}${unit}`)));
}

/** @param {HTMLFormElement} form @returns {Query} */
export function readForm(form) {
    const query = /** @type {any} */ (emptyQuery());
    for (const name of ['all', 'day', 'time', 'how', ...FACETS]) query[name] = [];
    for (const [name, value] of new FormData(form)) {
        if (Array.isArray(query[name])) query[name].push(value);
        else if (name in query) query[name] = String(value).trim();
    }
    return query;
}

/** @param {HTMLFormElement} form @param {Query} query */
export function fillForm(form, query) {
    const values = /** @type {any} */ (query);
    for (const field of form.elements) {
        if (!(field instanceof HTMLInputElement || field instanceof HTMLSelectElement) || !(field.name in values)) continue;
        const wanted = values[field.name];
        if (field instanceof HTMLInputElement && ['checkbox', 'radio'].includes(field.type)) {
            field.checked = Array.isArray(wanted) ? wanted.includes(field.value) : wanted === field.value;
        } else {
            field.value = wanted;
        }
    }
    openUsed(form);
}

/** A ticked box is never out of sight. @param {HTMLFormElement} form */
function openUsed(form) {
    for (const more of form.querySelectorAll('details')) if (more.querySelector(':checked')) more.open = true;
}

/**
 * @param {HTMLElement[]} places the elements that show a count
 * @param {Record<string, number>} counts
 * @param {(n: number) => string} number
 */
export function showCounts(places, counts, number) {
    for (const place of places) {
        const count = counts[place.dataset.count ?? ''];
        const text = count === undefined ? '' : number(count);
        // untouched text costs no layout
        if (place.textContent !== text) place.textContent = text;
    }
}

/** One of these, or all of them: asked only of somebody who ticked two. @param {HTMLFormElement} form @param {Query} query */
export function showSwitches(form, query) {
    for (const facet of Object.keys(ALL_BY_DEFAULT)) {
        const line = form.querySelector(`[data-switch="${facet}"]`);
        if (line) /** @type {HTMLElement} */ (line).hidden = query[facet].length < 2;
    }
}

/**
 * Everything that is asked, as it is called in the form.
 * @param {HTMLFormElement} form
 * @param {Query} query
 * @param {(name: string, value: string) => string} free words for what a visitor typed
 * @param {(name: string, n: number) => string} folded words for many of one kind
 * @returns {Chip[]}
 */
export function chipsFor(form, query, free, folded) {
    const values = /** @type {Record<string, string | string[]>} */ (/** @type {any} */ (query));
    return ['near', 'within', 'when', 'day', 'time', 'how', ...FACETS, 'text'].flatMap((name) => {
        const asked = [values[name]].flat().filter(Boolean);
        const label = asked.length > MOST_CHIPS ? folded(name, asked.length) : '';
        if (label) return [{name, value: '', label, n: asked.length}];
        return asked.map((value) => ({name, value, label: free(name, value) || labelOf(form, name, value), n: 1}));
    });
}

/** @param {HTMLFormElement} form @param {string} name @param {string} value */
export function labelOf(form, name, value) {
    const field = [...form.elements].find((each) => each instanceof HTMLInputElement && each.name === name && each.value === value);
    const line = field?.closest('label');
    return line ? (slot(line, 'label').textContent ?? '').trim() : value;
}

/** @param {Query} query @param {{name: string, value: string}} chip @returns {Query} */
export function withoutChip(query, {name, value}) {
    const values = /** @type {any} */ (query);
    const kept = Array.isArray(values[name]) ? values[name].filter((each) => value && each !== value) : '';
    return {...query, [name]: kept};
}
