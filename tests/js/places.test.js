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
const rests = (found) => found.filter((name) => name.endsWith('-rest.json'));
const opens = (text, finished, ...more) => {
    const opened = [...first, ...open(...more)];
    return rests(filesToOpen(names, text, searchPlaces(opened, text), finished, opened));
};
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

test('one file answers for every country in scope', () => {
    assert.deepEqual(first.map(({country}) => country), [...countries].sort());
    for (const text of ['Portland OR', 'Toronto', 'Manchester', 'Wien', 'Roma', 'Ciudad de México', '東京']) {
        assert.ok(searchPlaces(first, text)[0].exact, text);
        assert.deepEqual(opens(text, true), [], text);
    }
});

test('a rest file and a postcode file are one index each', () => {
    assert.deepEqual(open('places-us-rest.json').map(({country}) => country), ['US']);
    assert.deepEqual(open('postcodes-us-9.json').map(({country}) => country), ['US']);
});

test('before anything is open, the first file is', () => {
    assert.deepEqual(filesToOpen(names, 'Burns, OR'), ['places.json']);
    assert.deepEqual(filesToOpen(names, 'Burns, OR', null, true), ['places.json']);
    assert.deepEqual(filesToOpen(names, 'Burns, OR', [], true, []), ['places.json']);
});

test('a name that only the small towns have opens their file', () => {
    assert.ok(!searchPlaces(first, 'Burns, Oregon').some(({exact}) => exact));
    assert.deepEqual(opens('Burns, Oregon', true), ['places-us-rest.json']);
    assert.equal(called(searchPlaces([...first, ...open('places-us-rest.json')], 'Burns, Oregon')[0]), 'Burns, OR, US');
});

for (const [text, file] of [
    ['Zzyzx, Oregon', 'us'], ['Zzyzx oregon', 'us'], ['Zzyzx tx', 'us'], ['Zzyzx, TX, USA', 'us'], ['Zzyzx, England', 'gb'],
    ['Zzyzx, UK', 'gb'], ['Zzyzx Mexico', 'mx'], ['Zzyzx, Ontario, Canada', 'ca'], ['Zzyzx, Ontar', 'ca'], ['1 Zzyzx Street, Zzyzx, ON', 'ca'],
]) {
    test(`"${text}" opens the small towns of one country`, () => {
        assert.deepEqual(opens(text, true), [`places-${file}-rest.json`]);
    });
}

test('a region that two countries have opens both', () => {
    assert.deepEqual(opens('Burns, OR', true), ['places-it-rest.json', 'places-us-rest.json']); // Oregon and Oristano
});

test('a text that names no country opens the small towns of all', () => {
    const all = rests(names);
    assert.ok(all.length > 5);
    assert.deepEqual(opens('Zzyzx', true), all);
    assert.deepEqual(opens('Zzyzx, Elsewhere', true), all);
    assert.deepEqual(rests(filesToOpen(names, 'Zzyzx, Oregon', [], true)), all);
});

test('last words that were no region after all open the others too, but only when there is nothing to offer', () => {
    assert.deepEqual(opens('Zzyzx tx', false, 'places-us-rest.json'), ['places-us-rest.json']);
    assert.deepEqual(opens('Zzyzx tx', true, 'places-us-rest.json'), rests(names));
    assert.deepEqual(opens('Zzyzx, TX', true, 'places-us-rest.json'), ['places-us-rest.json']);
    assert.deepEqual(opens('Sprngfield Illinois', true, 'places-us-rest.json'), ['places-us-rest.json']);
});

test('a beginning is an answer until typing has ended', () => {
    assert.deepEqual(opens('portl', false), []);
    assert.deepEqual(opens('portl', true), rests(names));
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
