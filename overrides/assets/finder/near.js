// @ts-check
// a typed town or postal code, looked up on this device in the gazetteer files
import {filesToOpen, openPlaces, searchPlaces} from './places.js';

/**
 * @typedef {import('./places.js').Place} Place
 * @typedef {(file: string) => Promise<any>} Load
 */

/** as `navigator.language` says it: en-US is in the US @param {readonly string[]} languages */
const countriesOf = (languages) => languages.map((tag) => tag.split('-').find((part) => /^[A-Z]{2}$/.test(part)) ?? '');

/** places.js knows the files by plain names; the manifest gives the names with hashes. @param {any} places @param {readonly string[]} languages */
export function placeFiles(places, languages) {
    const here = countriesOf(languages);
    const rank = (/** @type {string} */ country) => (here.indexOf(country) + 1 || Infinity);
    const countries = Object.keys(places).sort((a, b) => (rank(a) === rank(b) ? 0 : rank(a) - rank(b)));
    return new Map(countries.flatMap((country) => {
        const {towns, postcodes} = places[country];
        const code = country.toLowerCase();
        return [
            ...towns.map((file, i) => /** @type {const} */ ([`places-${code}${i ? '-rest' : ''}.json`, file])),
            ...Object.entries(postcodes).map(([prefix, file]) => /** @type {const} */ ([`postcodes-${code}-${prefix}.json`, file])),
        ];
    }));
}

export class Near {
    /** @param {Map<string, string>} files plain name → file @param {Load} load */
    constructor(files, load) {
        this.files = files;
        this.load = load;
        /** @type {Map<string, any>} */
        this.open = new Map();
    }

    /** The biggest towns of the visitor's country: opened when the box is entered, before a letter is typed. */
    async prepare() {
        const [first] = this.files.keys();
        if (first) await this.#openAll([first]);
    }

    /** @param {string} text @returns {Promise<Place[]>} one where it is clear what is meant */
    async lookUp(text) {
        let found = this.#search(text);
        for (;;) {
            const wanted = filesToOpen([...this.files.keys()], text, found, true).filter((name) => !this.open.has(name));
            if (!wanted.length) break;
            await this.#openAll(wanted);
            found = this.#search(text);
        }
        const exact = found.filter((place) => place.exact);
        return exact.length ? exact : found;
    }

    /** @param {string} text @returns {Place[]} */
    #search(text) {
        return searchPlaces([...this.open.values()], text);
    }

    /** @param {string[]} names */
    async #openAll(names) {
        const files = await Promise.all(names.map((name) => this.load(this.files.get(name) ?? name)));
        names.forEach((name, i) => this.open.set(name, openPlaces(files[i])));
    }
}

/** "Portland, Oregon"; with the country where the directory reaches into several. @param {Place} place @param {boolean} abroad */
export const placeLabel = ({name, region, country}, abroad) => [name, region, abroad ? country : ''].filter(Boolean).join(', ');
