// @ts-check
// the open part of the directory: fetches the files a question needs and answers it from them
import {findMeetings} from './match.js';
import {readShard} from './rows.js';
import {AHEAD, WEEK, filesFor, firstRadius} from './shards.js';
import {TextIndex, cellsNaming} from './text.js';

/**
 * @typedef {import('./query.js').Query} Query
 * @typedef {import('./rows.js').Meeting} Meeting
 * @typedef {import('./shards.js').Place} Place
 */

const MOST_NAMED = 8;
const AT_ONCE = 200;

export class Gathering {
    /**
     * @param {any} manifest
     * @param {import('./options.js').Options} options
     * @param {Map<string, import('./time.js').Zone>} zones
     * @param {(file: string, read?: (json: any) => any) => Promise<any>} load
     * @param {{steps: number[], usual: number}} distances kilometres
     */
    constructor(manifest, options, zones, load, distances) {
        this.manifest = manifest;
        this.options = options;
        this.zones = zones;
        this.load = load;
        this.distances = distances;
        /** @type {Map<string, {meetings: Meeting[], broken: number}>} */
        this.open = new Map();
        /** @type {string[]} opened because somebody asked for the whole directory */
        this.extra = [];
        this.text = new TextIndex();
        this.pooled = {key: '', meetings: /** @type {Meeting[]} */ ([])};
        /** minutes from now of which the online files are wanted */
        this.ahead = AHEAD;
    }

    /** The files still to fetch before `answer` is complete. @param {Query} query @param {Place | null} place @param {number} radius @param {number} now */
    missing(query, place, radius, now) {
        return this.#files(query, place, radius, now).filter((file) => !this.open.has(file));
    }

    /**
     * Opens files; says how many failed.
     * @param {string[]} files
     */
    async fetch(files) {
        const results = await Promise.allSettled(files.map(async (file) => {
            this.open.set(file, await this.load(file, (shard) => readShard(shard, this.options, this.zones)));
        }));
        return results.filter(({status}) => status === 'rejected').length;
    }

    /** @param {Place | null} place @param {number} chosen 0 where the visitor left it to us */
    firstRadius(place, chosen) {
        return chosen || (place ? firstRadius(this.manifest.cells, place, this.distances.steps, this.distances.usual) : Infinity);
    }

    /** @param {number} radius */
    nextRadius(radius) {
        return this.distances.steps.find((step) => step > radius + 0.01) ?? 0;
    }

    /** From the files that are open now. @param {Query} query @param {Place | null} place @param {number} radius @param {number} now */
    answer(query, place, radius, now) {
        const files = this.#files(query, place, radius, now).filter((file) => this.open.has(file));
        const meetings = this.#pool(files);
        if (query.text) this.text.add(meetings, this.#fields);
        const scores = query.text ? this.text.search(query.text) : null;
        const broken = files.reduce((sum, file) => sum + (this.open.get(file)?.broken ?? 0), 0);
        const found = findMeetings(meetings, {query, options: this.options, at: place?.at ?? null, radius, now, scores});
        return {...found, pool: meetings.length, broken, files: files.length};
    }

    /** Whether later hours are in files that nobody asked for yet. @param {Query} query @param {Place | null} place @param {number} radius @param {number} now */
    hasLater(query, place, radius, now) {
        const files = (/** @type {number} */ ahead) => filesFor(this.manifest, query, place, radius, now, ahead).length;
        return files(WEEK) > files(this.ahead);
    }

    /** Reads the words of the open meetings in small parts, so that the page answers in between. */
    async prepareText() {
        const {meetings} = this.pooled;
        for (let i = 0; i < meetings.length; i += AT_ONCE) {
            this.text.add(meetings.slice(i, i + AT_ONCE), this.#fields);
            await new Promise((resolve) => setTimeout(resolve));
        }
    }

    /** Can the rest of the directory still hold these words? @param {string} text */
    canSearchEverywhere(text) {
        return Boolean(text && this.manifest.names);
    }

    /** Opens the cells that hold all words of the text. @param {string} text @returns {Promise<number>} how many failed */
    async searchEverywhere(text) {
        const cells = cellsNaming(await this.load(this.manifest.names), text) ?? [];
        this.extra = cells.slice(0, MOST_NAMED).map((cell) => this.manifest.cells[cell][0]);
        return this.fetch(this.extra.filter((file) => !this.open.has(file)));
    }

    /** @param {Query} query @param {Place | null} place @param {number} radius @param {number} now */
    #files(query, place, radius, now) {
        const files = filesFor(this.manifest, query, place, radius, now, this.ahead);
        return query.text ? [...new Set([...files, ...this.extra])] : files;
    }

    /** A meeting that stands in several files is one meeting. @param {string[]} files */
    #pool(files) {
        const key = files.join();
        if (this.pooled.key !== key) {
            const lists = files.map((file) => this.open.get(file)?.meetings ?? []);
            const meetings = lists.length === 1 ? lists[0] : [...new Map(lists.flat().map((meeting) => [meeting.key, meeting])).values()];
            this.pooled = {key, meetings};
        }
        return this.pooled.meetings;
    }

    /** @param {Meeting} meeting */
    #fields = ({group, name, venue, tags}) => {
        const labels = tags.map((tag) => this.options.list[tag]).filter(({facet}) => facet !== 'kind').map(({label}) => label);
        return {names: [group.name, name], rest: [venue?.name ?? '', venue?.street ?? '', venue?.city ?? '', group.region, ...labels]};
    };
}
