import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';

import {kilometres} from '../../overrides/assets/finder/distance.js';
import {fold} from '../../overrides/assets/finder/fold.js';
import {filesToOpen, openPlaces, searchPlaces} from '../../overrides/assets/finder/places.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const shared = (name) => JSON.parse(readFileSync(new URL(`../shared/${name}.json`, import.meta.url), 'utf8'));
const {queries, countries, near} = shared('place-queries');

// the files as a build writes them; the gazetteer itself is too large to keep twice
function builtFiles() {
    const script = `
import json, sys
sys.path.insert(0, "generator")
from meetinghouse.places import Gazetteer, place_files
countries, near = json.loads(sys.argv[1])
files = place_files(countries, near, Gazetteer())
sys.stdout.buffer.write(json.dumps({name: json.loads(text) for name, text in files.items()}).encode())
`;
    const venv = `${root}/.venv/bin/python`;
    const python = process.env.PYTHON ?? (existsSync(venv) ? venv : 'python3');
    const output = execFileSync(python, ['-c', script, JSON.stringify([countries, near])], {cwd: root, maxBuffer: 2 ** 28});
    return JSON.parse(output.toString());
}

const files = builtFiles();
const names = Object.keys(files);
const open = (...chosen) => chosen.flatMap((name) => openPlaces(files[name]));
const indexes = open(...names);
const first = open('places.json');
const leaves = files['places.json'].leaves;
const rests = (found) => found.filter((name) => name.startsWith('places-rest-'));
const opens = (text, finished, ...more) => {
    const opened = [...first, ...open(...more)];
    return rests(filesToOpen(names, text, searchPlaces(opened, text), finished, opened));
};
/** the leaf that a key is in, by the long way round */
const leafWith = (key) => leaves.filter(([start], i) => start <= key && !(leaves[i + 1]?.[0] <= key)).map(([, file]) => file);
const called = (place) => (place ? `${place.name}, ${place.regionCode}, ${place.country}` : null);

test('every name is folded as in Python', () => {
    for (const [name, folded] of shared('fold')) assert.equal(fold(name), folded, JSON.stringify(name));
});

test('folding twice changes nothing', () => {
    for (const [, folded] of shared('fold')) assert.equal(fold(folded), folded);
});

for (const {text, first, exact} of queries) {
    test(`"${text}" is ${first ?? 'no place'}`, () => {
        const [best] = searchPlaces(indexes, text);
        assert.equal(called(best), first);
        if (first) assert.equal(best.exact, exact);
    });
}

test('every Springfield is offered, those with meetings first', () => {
    const found = searchPlaces(indexes, 'Springfield', {limit: 50}).filter(({exact}) => exact);
    assert.ok(found.length > 10);
    assert.deepEqual(found.map((place) => place.near), found.map((_, i) => i === 0));
});

test('two towns of one name in one region are told apart by the larger one beside each', () => {
    const found = searchPlaces(indexes, 'Albany, Missouri').filter(({exact}) => exact);
    assert.equal(found.length, 2);
    assert.ok(found.every(({beside}) => beside) && found[0].beside !== found[1].beside);
    assert.ok(!('beside' in searchPlaces(indexes, 'Portland, OR')[0]));
});

test('a town is where it is', () => {
    const [{latitude, longitude}] = searchPlaces(indexes, 'Portland, OR');
    assert.ok(kilometres([latitude, longitude], [45.523, -122.676]) < 2);
    const [zip] = searchPlaces(indexes, '97205');
    assert.ok(kilometres([zip.latitude, zip.longitude], [45.521, -122.702]) < 2);
});

test('one file answers for every country in scope', () => {
    assert.deepEqual(first.map(({country}) => country), [...countries].sort());
    for (const text of ['Portland OR', 'Toronto', 'Manchester', 'Wien', 'Roma', 'Ciudad de México', '東京']) {
        assert.ok(searchPlaces(first, text)[0].exact, text);
        assert.deepEqual(opens(text, true), [], text);
    }
});

test('a leaf has every country, a postcode file is one index', () => {
    assert.ok(new Set(leaves.flatMap(([, file]) => open(file).map(({country}) => country))).size > 5);
    assert.deepEqual(open('postcodes-us-9.json').map(({country}) => country), ['US']);
});

test('every town that is not in the first file is in the leaf of its name, and every alias too', () => {
    leaves.forEach(([start, file], i) => {
        for (const index of open(file)) {
            const keys = index.entries.map(({key, town}) => ({key, town}));
            const towns = new Set(keys.filter(({key}) => start <= key && !(leaves[i + 1]?.[0] <= key)).map(({town}) => town));
            for (const {town, key} of keys) assert.ok(towns.has(town), `${key} in ${file}`);
        }
    });
});

test('before anything is open, the first file is', () => {
    assert.deepEqual(filesToOpen(names, 'Burns, OR'), ['places.json']);
    assert.deepEqual(filesToOpen(names, 'Burns, OR', null, true), ['places.json']);
    assert.deepEqual(filesToOpen(names, 'Burns, OR', [], true, []), ['places.json']);
});

test('a name that only the small towns have opens their part of the alphabet', () => {
    assert.ok(!searchPlaces(first, 'Burns, Oregon').some(({exact}) => exact));
    assert.deepEqual(opens('Burns, Oregon', true), leafWith('burns'));
    assert.equal(called(searchPlaces([...first, ...open(...leafWith('burns'))], 'Burns, Oregon')[0]), 'Burns, OR, US');
});

for (const text of ['Zzyzx, Oregon', 'Zzyzx oregon', 'ZZYZX tx', 'Zzyzx, TX, USA', 'Zzyzx', 'Zzyzx, England', 'Zzyzx Ontario Canada', 'Zzyzx, Ontar']) {
    test(`"${text}" opens one leaf`, () => {
        assert.deepEqual(opens(text, false), leafWith('zzyzx'));
    });
}

test('what is not found opens the towns with the same first letter, for a letter may be wrong', () => {
    assert.deepEqual(opens('Bruns, Oregon', true), leafWith('bruns'));
    const more = opens('Brzzyx, Oregon', true, ...leafWith('brzzyx'));
    assert.ok(more.length > 1 && more.length < leaves.length / 4);
    assert.ok(more.includes(leafWith('burns')[0]));
    assert.equal(called(searchPlaces([...first, ...open(...more)], 'Burnx, Oregon')[0]), 'Burns, OR, US');
});

test('of a whole address the town is looked for too', () => {
    const first = opens('12 Zzyzx Street, Burns, OR', true);
    assert.ok(opens('12 Zzyzx Street, Burns, OR', true, ...first).includes(leafWith('burns')[0]));
});

test('last words that are no region are part of the name', () => {
    assert.deepEqual(opens('Burns hall', false), leafWith('burns hall'));
});

test('a beginning is an answer until typing has ended', () => {
    assert.deepEqual(opens('portl', false), []);
    assert.ok(opens('portl', true).includes(leafWith('portl')[0]));
    assert.deepEqual(opens('Zz', true), []);
});

test('a postal code opens one file, and only when it is complete', () => {
    assert.deepEqual(filesToOpen(names, '9720'), []);
    assert.deepEqual(filesToOpen(names, '97205'), ['postcodes-us-9.json']);
});

test('where no postal codes are known, the words beside one still count', () => {
    assert.deepEqual(filesToOpen(['places.json'], 'Berlin 10115'), ['places.json']);
    assert.deepEqual(filesToOpen(['places.json'], '10115'), []);
});

for (const {case: name, a, b, kilometres: expected} of shared('distance')) {
    test(`${name}, either way round`, () => {
        for (const distance of [kilometres(a, b), kilometres(b, a)]) {
            if (expected === null) assert.ok(distance >= 0);
            else assert.ok(Math.abs(distance - expected) <= Math.max(expected * 0.005, 1e-6), `${distance}`);
        }
    });
}

test('what is not a number is infinitely far', () => {
    assert.equal(kilometres([NaN, 0], [0, 0]), Infinity);
    assert.equal(kilometres([0, Infinity], [0, 0]), Infinity);
});
