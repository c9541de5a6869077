// @ts-check
// every option of every facet, numbered, so that a meeting carries a few small numbers instead of words

/**
 * @typedef {{facet: string, value: string, label: string}} Option
 * @typedef {ReturnType<typeof readOptions>} Options
 */

const COMMUNITY = 'community';

/** @param {any} manifest */
export function readOptions(manifest) {
    /** @type {Option[]} */
    const list = [];
    /** @param {string} facet @param {string} value @param {string} label */
    const add = (facet, value, label) => list.push({facet, value, label}) - 1;

    const kinds = new Map(Object.entries(manifest.kinds).map(([kind, label]) => [kind, add('kind', kind, String(label))]));
    const fellowships = manifest.fellowships.map(([slug, name, of]) => [
        add('fellowship', slug, name),
        ...of.map((kind) => kinds.get(kind)).filter((kind) => kind !== undefined),
    ]);
    const formats = manifest.formats.map(([slug, name, group]) => add(group === COMMUNITY ? COMMUNITY : 'format', slug, name));
    const languages = manifest.languages.map(([tag, name, own]) => add('language', tag, own && own !== name ? `${name} – ${own}` : name));
    const expect = manifest.expect ?? [];
    const facts = [...manifest.access.map(([slug, label]) => add('access', slug, label)), ...expect.map(([slug, label]) => add('expect', slug, label))];
    const contrary = [...manifest.access.map(() => ''), ...expect.map(([, , words]) => words)];
    return {list, fellowships, formats, languages, facts, contrary};
}

/** What the address may ask for. @param {Options} options */
export function knownValues({list}) {
    /** @type {Record<string, Set<string>>} */
    const known = {};
    for (const {facet, value} of list) (known[facet] ??= new Set()).add(value);
    return known;
}
