import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {TextIndex, cellsNaming, readTerms, strength} from '../../overrides/assets/finder/text.js';

const {words, terms} = JSON.parse(readFileSync(new URL('../shared/text.json', import.meta.url), 'utf8'));

for (const {word, term, found} of words) {
    test(`“${term}” in “${word}”`, () => assert.equal(strength(word, term), found));
}

for (const {text, terms: wanted} of terms) {
    test(`terms of ${JSON.stringify(text)}`, () => assert.deepEqual(readTerms(text).map((term) => term.words), wanted));
}

function indexOf(rows) {
    const index = new TextIndex();
    index.add(rows, ({name, place}) => ({names: [name], rest: [place]}));
    return (text) => [...(index.search(text) ?? rows).keys()].map(({name}) => name);
}

const search = indexOf([
    {name: 'Men’s Table', place: 'Portland'},
    {name: 'Women of Grace', place: 'Mensville Hall'},
    {name: 'Early Risers', place: 'Gresham'},
    {name: 'Risers, Early', place: 'Portland'},
]);

test('every word has to be there', () => assert.deepEqual(search('risers portland'), ['Risers, Early']));
test('a phrase has to stand as it is', () => assert.deepEqual(search('"early risers"'), ['Early Risers']));
test('a mistake is forgiven', () => assert.deepEqual(search('greshma'), ['Early Risers']));
test('a mistake is not looked for where the word is found', () => assert.deepEqual(search('gresham'), ['Early Risers']));

test('a word of the name counts for more than one of the place', () => {
    const index = new TextIndex();
    const rows = [{name: 'Hope', place: 'Grace Church'}, {name: 'Grace', place: 'Hall'}];
    index.add(rows, ({name, place}) => ({names: [name], rest: [place]}));
    const scores = index.search('grace');
    assert.ok(scores.get(rows[1]) > scores.get(rows[0]));
});

test('nothing asked is not the same as nothing found', () => {
    assert.equal(new TextIndex().search('  '), null);
    assert.equal(new TextIndex().search('x').size, 0);
});

test('the name index says which cells to open', () => {
    const index = {terms: ['bend', 'early', 'group', 'risers', 'salem'], cells: [[1], [0, 2], [], [2], [3]]};
    assert.deepEqual(cellsNaming(index, 'early risers'), [2]);
    assert.deepEqual(cellsNaming(index, 'early group'), [0, 2]);
    assert.deepEqual(cellsNaming(index, 'slaem'), [3]);
    assert.equal(cellsNaming(index, 'group'), null);
    assert.deepEqual(cellsNaming(index, 'nobody'), []);
});
