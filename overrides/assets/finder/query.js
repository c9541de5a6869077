// @ts-check
// the address's fragment and the question it stands for; a broken or unknown value is ignored, because a link
// on an old leaflet must still work

/**
 * @typedef {object} Query
 * @property {string} near a place as it was typed, or "me": never coordinates
 * @property {string} within a number with km or mi, or "" for the page to choose
 * @property {'' | 'today' | 'tomorrow'} when
 * @property {string[]} day
 * @property {string[]} time
 * @property {string[]} how
 * @property {string[]} fellowship
 * @property {string[]} kind
 * @property {string[]} format
 * @property {string[]} community
 * @property {string[]} language
 * @property {string[]} access
 * @property {string[]} expect
 * @property {string[]} all facets of which a meeting must have every chosen option
 * @property {string} text
 * @property {'' | 'time' | 'distance' | 'name'} sort
 *
 * @typedef {Record<string, ReadonlySet<string>>} Known facet → the options that this directory has
 */

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
export const TIMES = ['morning', 'afternoon', 'evening', 'night'];
export const WAYS = ['in-person', 'online', 'phone'];
/** the facets whose options come from the manifest */
export const FACETS = ['fellowship', 'kind', 'format', 'community', 'language', 'access', 'expect'];
/** where one option or all of them can be asked for, and which it is unless the visitor says */
export const ALL_BY_DEFAULT = {format: false, community: false, access: true, expect: true};

const LISTS = {day: DAYS, time: TIMES, how: WAYS};
const MOST = {fragment: 4000, text: 120, values: 40};

/** @returns {Query} */
export const emptyQuery = () => /** @type {Query} */ ({
    near: '', within: '', when: '', text: '', sort: '',
    ...Object.fromEntries([...Object.keys(LISTS), ...FACETS].map((name) => [name, []])),
    all: Object.entries(ALL_BY_DEFAULT).flatMap(([facet, all]) => (all ? [facet] : [])),
});

/**
 * @param {string} fragment with or without its #
 * @param {Known} known
 * @returns {Query}
 */
export function readQuery(fragment, known) {
    const params = new URLSearchParams(fragment.slice(0, MOST.fragment).replace(/^#/, ''));
    const query = /** @type {any} */ (emptyQuery());
    query.near = readText(params.get('near'));
    query.text = readText(params.get('text'));
    query.within = params.get('within')?.match(/^\d{1,3}(km|mi)$/)?.[0] ?? '';
    query.when = oneOf(params.get('when'), ['today', 'tomorrow']);
    query.sort = oneOf(params.get('sort'), ['time', 'distance', 'name']);
    for (const [name, values] of Object.entries(LISTS)) query[name] = chosen(params, name, new Set(values));
    for (const name of FACETS) query[name] = chosen(params, name, known[name] ?? new Set());
    const switched = {all: params.getAll('all'), any: params.getAll('any')};
    query.all = Object.entries(ALL_BY_DEFAULT)
        .filter(([facet, all]) => (all ? !switched.any.includes(facet) : switched.all.includes(facet)))
        .map(([facet]) => facet);
    return query;
}

/**
 * In a fixed order, so that the same question always has the same address.
 * @param {Query} query
 */
export function writeQuery(query) {
    const params = new URLSearchParams();
    const values = /** @type {Record<string, string | string[]>} */ (/** @type {unknown} */ (query));
    for (const name of ['near', 'within', 'when', 'day', 'time', 'how', ...FACETS, 'text', 'sort']) {
        for (const value of [values[name]].flat()) if (value) params.append(name, value);
    }
    for (const [facet, all] of Object.entries(ALL_BY_DEFAULT)) {
        if (query.all.includes(facet) !== all) params.append(all ? 'any' : 'all', facet);
    }
    return params.toString();
}

/** @param {string | null} value */
function readText(value) {
    const text = (value ?? '').replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
    // half a letter is what a mailer leaves of a long address: no place has that name
    return text.includes('\ufffd') ? '' : text.slice(0, MOST.text);
}

/** @param {string | null} value @param {string[]} values */
const oneOf = (value, values) => (value && values.includes(value) ? value : '');

/** @param {URLSearchParams} params @param {string} name @param {ReadonlySet<string>} known */
const chosen = (params, name, known) =>
    [...new Set(params.getAll(name))].filter((value) => known.has(value)).slice(0, MOST.values);
