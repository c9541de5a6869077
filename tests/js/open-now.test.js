import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {filled, openness, readSpans, toWall} from '../../overrides/assets/resources/open-now.js';

const {table, hours, cases} = JSON.parse(readFileSync(new URL('../shared/open-now.json', import.meta.url), 'utf8'));
const minute = (iso) => Date.parse(iso) / 60000;

for (const [name, now, open, changes] of cases) {
    test(`${name} at ${now} is ${open ? 'open' : 'closed'} until ${changes}`, () => {
        const {zone, spans} = hours[name];
        assert.deepEqual(openness(spans, table.zones[zone], minute(now)), {open, changes: minute(changes)});
    });
}

test('hours that are written in the page are read as they were meant', () => {
    assert.deepEqual(readSpans('0,570,480 6,0,360'), [[0, 570, 480], [6, 0, 360]]);
});

test('the words of the page get the day and time of the service', () => {
    const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
    const wall = toWall(table.zones['Europe/Dublin'], minute('2027-07-05T08:30Z'));
    assert.equal(filled('Opens {day} at {time}', wall, days), 'Opens Monday at 09:30');
});

test('a page without a table says nothing', async () => {
    const {OpenNow} = await import('../../overrides/assets/resources/open-now.js');
    globalThis.document = {getElementById: () => null};
    const element = Object.assign(Object.create(OpenNow.prototype), {dataset: {}, hidden: true});
    element.connectedCallback();
    assert.equal(element.hidden, true);
});
