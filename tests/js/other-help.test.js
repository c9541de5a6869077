import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {choose, isOpen} from '../../overrides/assets/finder/other-help.js';
import {readZones} from '../../overrides/assets/finder/time.js';

const {table, hours, cases} = JSON.parse(readFileSync(new URL('../shared/open-now.json', import.meta.url), 'utf8'));
const zones = readZones(table);
const minute = (iso) => Date.parse(iso) / 60000;
const one = (name, country, kind = 'Helplines', at = null, regions = []) => ({name, country, kind, at, regions});
const names = (list) => list.map(({name}) => name);

for (const [name, now, open] of cases) {
    test(`${name} at ${now} is ${open ? 'open' : 'closed'}`, () => {
        const {zone, spans} = hours[name];
        assert.equal(isOpen({hours: spans, zone}, zones, minute(now), table.until), open);
    });
}

test('what is always open is open, and of unknown hours nothing is said', () => {
    assert.equal(isOpen({hours: 'always', zone: ''}, zones, 0, 0), true);
    assert.equal(isOpen({hours: null, zone: ''}, zones, 0, 0), false);
    assert.equal(isOpen({hours: [[0, 0, 1440]], zone: 'Nowhere/Land'}, zones, 0, 1), false);
});

test('when the zone table has run out nothing is called open', () => {
    const {zone, spans} = hours[cases.find(([, , open]) => open)[0]];
    const now = minute(cases.find(([, , open]) => open)[1]);
    assert.equal(isOpen({hours: spans, zone}, zones, now, now - 1), false);
});

test('the country comes first, then what it lacks from anywhere', () => {
    const list = [one('anywhere', '', 'Forums'), one('elsewhere', 'GB'), one('here', 'US'), one('world line', '')];
    assert.deepEqual(names(choose(list, 'US', null)), ['here', 'anywhere']);
});

test('a number that another country answers is never shown', () => {
    const list = [one('elsewhere', 'GB'), one('world line', '')];
    assert.deepEqual(names(choose(list, 'JO', null)), ['world line']);
    assert.deepEqual(names(choose(list, '', null)), ['world line']);
});

test('there are six at most, one of each kind before a second of any', () => {
    const list = [1, 2, 3, 4].flatMap((n) => [one(`a${n}`, 'US', 'A'), one(`b${n}`, 'US', 'B')]);
    assert.deepEqual(names(choose(list, 'US', null)), ['a1', 'b1', 'a2', 'b2', 'a3', 'b3']);
});

test('a door at the other end of the country is left out where a place is known', () => {
    const list = [one('far', 'US', 'A', [4400000, -7000000]), one('near', 'US', 'B', [4552000, -12267000])];
    assert.deepEqual(names(choose(list, 'US', [45.5, -122.6])), ['near']);
    assert.deepEqual(names(choose(list, 'US', null)), ['far', 'near']);
});

test('a line for one region is shown there, and nowhere else', () => {
    const list = [one('ni', 'GB', 'A', null, ['NIR']), one('both', 'GB', 'B', null, ['ENG', 'WLS']), one('all', 'GB', 'C')];
    const at = [54, -1.5];
    assert.deepEqual(names(choose(list, 'GB', at, 'ENG.H3')), ['both', 'all']);
    assert.deepEqual(names(choose(list, 'GB', at, 'NIR.L5')), ['ni', 'all']);
    assert.deepEqual(names(choose(list, 'GB', at, '')), ['all']);
    assert.deepEqual(names(choose(list, 'GB', null)), ['all']);
});

test('a door that is near is shown whatever region the record names', () => {
    const list = [one('door', 'US', 'A', [4552000, -12267000], ['OR']), one('nowhere known', 'US', 'B', null, [''])];
    assert.deepEqual(names(choose(list, 'US', [45.5, -122.6], 'WA')), ['door']);
    assert.deepEqual(names(choose(list, 'US', null)), []);
});
