// @ts-check
// words in meetings: whole words, beginnings, and one wrong letter; "men" does not find "women"
import {fold} from './fold.js';

/**
 * @typedef {import('./rows.js').Meeting} Meeting
 * @typedef {{words: string[], phrase: boolean}} Term
 */

const WHOLE = 3;
const BEGINNING = 2;
const MISTAKE = 1;
// below this a wrong letter makes another word: "men", "man"
const LONG_ENOUGH = 5;
// scripts that put no spaces between words
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]/;

/**
 * Folded words and "phrases in quotes".
 * @param {string} text
 * @returns {Term[]}
 */
export function readTerms(text) {
    return [...text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]|([^\s"“”„«»]+)/g)].flatMap(([, phrase, word]) => {
        const words = fold(phrase ?? word).split(' ').filter(Boolean);
        return phrase ? (words.length ? [{words, phrase: true}] : []) : words.map((each) => ({words: [each], phrase: false}));
    });
}

/**
 * How well a word answers a term: 0 for not at all.
 * @param {string} word
 * @param {string} term
 */
export function strength(word, term) {
    if (word === term) return WHOLE;
    if (term.length > 1 && word.startsWith(term)) return BEGINNING;
    if (UNSPACED.test(term)) return word.includes(term) ? BEGINNING : 0;
    return term.length >= LONG_ENOUGH && differsByOne(word, term) ? MISTAKE : 0;
}

/** One letter missing, added, wrong, or two neighbours swapped. @param {string} a @param {string} b */
function differsByOne(a, b) {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (a[i] === b[i]) i++;
    const rest = (/** @type {number} */ fromA, /** @type {number} */ fromB) => a.slice(i + fromA) === b.slice(i + fromB);
    return rest(1, 1) || rest(1, 0) || rest(0, 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(2, 2));
}

/** Every different word of the open meetings, once: a key press compares words, not meetings. */
export class TextIndex {
    constructor() {
        /** @type {Map<string, number>} */
        this.numbers = new Map();
        /** @type {Map<Meeting, {names: number, ids: number[], folded: string}>} */
        this.entries = new Map();
        /** @type {Map<string, string>} */
        this.folded = new Map();
    }

    /** @param {Iterable<Meeting>} meetings @param {(meeting: Meeting) => {names: string[], rest: string[]}} fieldsOf */
    add(meetings, fieldsOf) {
        for (const meeting of meetings) {
            if (this.entries.has(meeting)) continue;
            const {names, rest} = fieldsOf(meeting);
            const called = names.filter(Boolean).map((text) => this.#fold(text));
            const other = rest.filter(Boolean).map((text) => this.#fold(text));
            const number = (/** @type {string} */ text) => text.split(' ').map((word) => this.#number(word));
            const ids = called.flatMap(number);
            this.entries.set(meeting, {
                names: ids.length, ids: ids.concat(other.flatMap(number)), folded: ` ${called.concat(other).join(' | ')} `,
            });
        }
    }

    /**
     * The score of each meeting that has all the terms.
     * @param {string} text
     * @returns {Map<Meeting, number> | null} null when nothing was asked
     */
    search(text) {
        const terms = readTerms(text);
        if (!terms.length) return null;
        const tables = terms.map(({words, phrase}) => (phrase ? null : this.#table(words[0])));
        /** @type {Map<Meeting, number>} */
        const found = new Map();
        for (const [meeting, entry] of this.entries) {
            let total = 0;
            for (let i = 0; i < terms.length && total >= 0; i++) {
                const table = tables[i];
                const score = table ? best(entry, table) : entry.folded.includes(` ${terms[i].words.join(' ')} `) ? 2 * WHOLE : 0;
                total = score ? total + score : -1;
            }
            if (total > 0) found.set(meeting, total);
        }
        return found;
    }

    /** @param {string} term */
    #table(term) {
        const table = new Uint8Array(this.numbers.size);
        for (const [word, number] of this.numbers) table[number] = strength(word, term);
        // a mistake is forgiven only to somebody who would find nothing otherwise
        return table.some((each) => each > MISTAKE) ? table.map((each) => (each > MISTAKE ? each : 0)) : table;
    }

    /** @param {string} text */
    #fold(text) {
        const known = this.folded.get(text) ?? fold(text);
        this.folded.set(text, known);
        return known;
    }

    /** @param {string} word */
    #number(word) {
        const number = this.numbers.get(word) ?? this.numbers.size;
        this.numbers.set(word, number);
        return number;
    }
}

/** a word of the name counts for more than one of the street @param {{names: number, ids: number[]}} entry @param {Uint8Array} table */
function best({names, ids}, table) {
    let most = 0;
    for (let i = 0; i < ids.length; i++) {
        const found = table[ids[i]];
        if (found) most = Math.max(most, 2 * found + (i < names ? 1 : 0));
    }
    return most;
}

/**
 * The cells that hold every word of the text, for a search of the whole directory; null when no word narrows it.
 * @param {{terms: string[], cells: number[][]}} index
 * @param {string} text
 * @returns {number[] | null}
 */
export function cellsNaming({terms, cells}, text) {
    const words = readTerms(text).flatMap((term) => term.words);
    const sets = words.map((word) => {
        const strengths = terms.map((term) => strength(term, word));
        const most = Math.min(BEGINNING, strengths.reduce((a, b) => Math.max(a, b), 0));
        return strengths.flatMap((each, i) => (most && each >= most ? [cells[i]] : []));
    });
    /** @type {Set<number> | null} */
    let left = null;
    for (const lists of sets) {
        if (lists.some((list) => !list.length)) continue; // most cells hold this word
        const here = new Set(lists.flat());
        left = left ? new Set([...left].filter((cell) => here.has(cell))) : here;
    }
    return left && [...left];
}
