import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {emptyQuery, readQuery, writeQuery} from '../../overrides/assets/finder/query.js';

const {known: lists, cases} = JSON.parse(readFileSync(new URL('../shared/query.json', import.meta.url), 'utf8'));
const known = Object.fromEntries(Object.entries(lists).map(([facet, values]) => [facet, new Set(values)]));

for (const {name, fragment, query, written} of cases) {
    test(`a fragment: ${name}`, () => {
        const read = readQuery(fragment, known);
        assert.deepEqual(read, {...emptyQuery(), ...query});
        assert.equal(writeQuery(read), written);
        assert.deepEqual(readQuery(writeQuery(read), known), read);
    });
}

test('a fragment of 100 kB is read without harm', () => {
    const query = readQuery(`#text=${'x'.repeat(100000)}&how=online`, known);
    assert.equal(query.text.length, 120);
    assert.deepEqual(query.how, []);
});

test('any bytes at all are a question', () => {
    let seed = 7;
    const random = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648;
    for (let i = 0; i < 500; i++) {
        const fragment = Array.from({length: 60}, () => String.fromCharCode(random() * 256)).join('');
        const query = readQuery(`${fragment}&near=${fragment}&day=${fragment}`, known);
        assert.deepEqual(readQuery(writeQuery(query), known), query);
    }
});
