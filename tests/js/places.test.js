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
const indexes = Object.values(files).map(openPlaces);
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

test('a town is where it is', () => {
    const [{latitude, longitude}] = searchPlaces(indexes, 'Portland, OR');
    assert.ok(kilometres([latitude, longitude], [45.523, -122.676]) < 2);
    const [zip] = searchPlaces(indexes, '97205');
    assert.ok(kilometres([zip.latitude, zip.longitude], [45.521, -122.702]) < 2);
});

test('a name that only the small towns have opens their file', () => {
    const names = Object.keys(files);
    const large = names.filter((name) => name.startsWith('places-') && !name.endsWith('-rest.json'));
    const open = large.map((name) => openPlaces(files[name]));
    const found = searchPlaces(open, 'Burns, OR');
    const next = filesToOpen(names, 'Burns, OR', found, true);
    assert.ok(!found.some(({exact}) => exact));
    assert.ok(next.includes('places-us-rest.json'));
    assert.equal(called(searchPlaces(next.map((name) => openPlaces(files[name])), 'Burns, OR')[0]), 'Burns, OR, US');
});

test('a name that the large towns have does not', () => {
    const found = searchPlaces([openPlaces(files['places-us.json'])], 'Portland OR');
    assert.ok(filesToOpen(Object.keys(files), 'Portland OR', found, true).every((name) => !name.endsWith('-rest.json')));
});

test('a postal code opens one file, and only when it is complete', () => {
    assert.deepEqual(filesToOpen(Object.keys(files), '9720'), []);
    assert.deepEqual(filesToOpen(Object.keys(files), '97205'), ['postcodes-us-9.json']);
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
