// @ts-check
// a typed town or postal code, looked up on this device in the gazetteer files
import {filesToOpen, openPlaces, searchPlaces} from './places.js';

/**
 * @typedef {import('./places.js').Place} Place
 * @typedef {(file: string, read: (json: any) => any) => Promise<any>} Load
 */

export class Near {
    /** @param {Record<string, string>} files the name by which places.js knows a file → the name it is served under, where that is another @param {Load} load */
    constructor(files, load) {
        this.files = files;
        this.names = Object.keys(files);
        this.load = load;
        /** @type {Set<string>} */
        this.open = new Set();
        /** @type {any[]} what places.js made of the open files */
        this.indexes = [];
    }

    /** The biggest towns: opened when the box is entered, before a letter is typed. */
    async prepare() {
        await this.#openAll(this.#missing('any town', null));
    }

    /** @param {string} text @returns {Promise<Place[]>} one where it is clear what is meant */
    async lookUp(text) {
        let found = this.open.size ? searchPlaces(this.indexes, text) : null;
        for (let more = this.#missing(text, found); more.length; more = this.#missing(text, found)) {
            await this.#openAll(more);
            found = searchPlaces(this.indexes, text);
        }
        const exact = (found ?? []).filter((place) => place.exact);
        const served = exact.filter((place) => place.near);
        // of eight Portlands, the one that has meetings is meant
        return served.length === 1 ? served : exact.length ? exact : (found ?? []);
    }

    /** @param {string} text @param {Place[] | null} found */
    #missing(text, found) {
        return filesToOpen(this.names, text, found, true, this.indexes).filter((name) => !this.open.has(name));
    }

    /** @param {string[]} names */
    async #openAll(names) {
        const files = await Promise.all(names.map((name) => this.load(this.files[name] ?? name, openPlaces)));
        names.forEach((name, i) => {
            if (this.open.has(name)) return; // the box was entered twice while the file was on its way
            this.open.add(name);
            this.indexes.push(...files[i]);
        });
    }
}

/**
 * "Portland, Oregon"; with the country, or a larger town beside it, where that is what tells them apart.
 * @param {Place} place
 * @param {Place[]} among
 */
export function placeLabel({name, region, country, beside}, among) {
    const abroad = among.some((other) => other.country !== country);
    const label = [name, region, abroad ? country : ''].filter(Boolean).join(', ');
    return beside ? `${label} (${beside})` : label;
}
