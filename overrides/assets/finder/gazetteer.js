// the gazetteer files, opened: towns by name, postal codes by number. Written by generator/meetinghouse/placefiles.py
import {fold} from './fold.js';

/**
 * @typedef {object} Town
 * @property {string} name
 * @property {number} region
 * @property {number} latitude
 * @property {number} longitude
 * @property {number} size
 * @property {boolean} near
 *
 * @typedef {{key: string, town: Town, alias: boolean}} Entry
 * @typedef {import('./places.js').Place} Place
 */

/** @type {Record<string, string[]>} */
const ALSO_CALLED = {US: ['usa', 'united states of america', 'america'], GB: ['uk', 'great britain', 'britain']};

/**
 * One index for each country of a file of towns, one for a file of postal codes.
 * @param {any} file parsed places.json, places-rest-n.json or postcodes-xx-n.json
 * @returns {(TownIndex | PostcodeIndex)[]}
 */
export function openPlaces(file) {
    if (!('countries' in file)) return [new PostcodeIndex(file)];
    return file.countries.map((/** @type {any} */ country) => new TownIndex(country, file));
}

export class TownIndex {
    /** @param {any} file one country @param {{leaves?: [start: string, file: string][], leaf?: number}} whole the file it stands in */
    constructor(file, {leaves = [], leaf = -1} = {}) {
        this.file = file;
        /** where the smaller towns are, by the beginning of their names */
        this.leaves = leaves;
        this.leaf = leaf;
        /** @type {string} */
        this.country = file.country;
        /** @type {string[][]} */
        this.regions = file.regions;
        /** @type {Entry[] | null} */
        this.sorted = null;
        this.countryNames = [file.country, file.countryName].map(fold).concat(ALSO_CALLED[file.country] ?? []);
        this.regionNames = this.regions.map(([code, name, part]) =>
            [...code.split('.').filter((each) => /^[a-z]+$/i.test(each)), name, part ?? ''].map(fold).filter(Boolean),
        );
    }

    /** every name in order; made on the first search, because opening the box must not stop the page */
    get entries() {
        if (this.sorted) return this.sorted;
        const towns = readTowns(this.file);
        const entries = towns.map((town) => ({key: fold(town.name), town, alias: false}));
        let town = 0;
        lines(this.file.aliases).forEach((alias, i) => {
            town += this.file.aliasTowns[i];
            entries.push({key: fold(alias), town: towns[town], alias: true});
        });
        entries.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
        this.sorted = entries;
        return entries;
    }

    /**
     * The regions that these words name: null when they name none, 'all' for the country itself.
     * @param {string} words
     * @param {boolean} unfinished a beginning is enough
     * @returns {Set<number> | 'all' | null}
     */
    regionsCalled(words, unfinished) {
        if (this.countryNames.includes(words)) return 'all';
        const country = this.countryNames.find((name) => words.endsWith(` ${name}`));
        const wanted = country ? words.slice(0, -country.length - 1) : words;
        const called = new Set(indexesOf(this.regionNames, (name) => name === wanted));
        if (called.size) return called;
        if (!unfinished || wanted.length < 2) return null;
        const begun = new Set(indexesOf(this.regionNames, (name) => name.startsWith(wanted)));
        return begun.size ? begun : null;
    }
}

export class PostcodeIndex {
    /** @param {any} file */
    constructor(file) {
        /** @type {string} */
        this.country = file.country;
        this.codes = sums(file.codes);
        this.latitudes = sums(file.latitudes);
        this.longitudes = sums(file.longitudes);
    }

    /**
     * @param {string} code five digits
     * @returns {Place | null}
     */
    find(code) {
        const at = this.codes.indexOf(Number(code));
        if (at < 0) return null;
        const [latitude, longitude] = [this.latitudes[at] / 100, this.longitudes[at] / 100];
        return {name: code, region: '', regionCode: '', country: this.country, latitude, longitude, kind: 'postcode', exact: true, near: false};
    }
}

/**
 * @param {any} file
 * @returns {Town[]}
 */
function readTowns(file) {
    const latitudes = sums(file.latitudes);
    const longitudes = sums(file.longitudes);
    const regions = file.counts.flatMap((/** @type {number} */ count, /** @type {number} */ region) => Array(count).fill(region));
    // runs of towns without meetings and with them, in turns
    const near = file.near.flatMap((/** @type {number} */ length, /** @type {number} */ run) => Array(length).fill(run % 2 === 1));
    return lines(file.names).map((name, i) => ({
        name,
        region: regions[i],
        latitude: latitudes[i] / 100,
        longitude: longitudes[i] / 100,
        size: file.sizes[i],
        near: near[i],
    }));
}

/** @param {string} text */
function lines(text) {
    return text ? text.split('\n') : [];
}

/** @param {number[]} steps */
function sums(steps) {
    let sum = 0;
    return steps.map((step) => (sum += step));
}

/**
 * @param {string[][]} lists
 * @param {(name: string) => boolean} matches
 */
function indexesOf(lists, matches) {
    return lists.flatMap((names, i) => (names.some(matches) ? [i] : []));
}
