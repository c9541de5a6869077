import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';

import {readZones, upcoming} from '../../overrides/assets/finder/time.js';

const {zones: table, cases} = JSON.parse(readFileSync(new URL('../shared/time.json', import.meta.url), 'utf8'));
const zones = readZones(table);

// one that has ended is no longer on, so the next question is asked in the minute of its end
function firstStarts({schedule, zone, after}, count) {
    const found = [];
    for (let now = after; found.length < count; now = found.at(-1) + schedule.minutes) {
        found.push(upcoming(schedule, zones.get(zone), now)[0].start);
    }
    return found;
}

test('there are thousands of cases', () => assert.ok(cases.length >= 3000));

for (const name of zones.keys()) {
    test(`meetings in ${name} start when Python says`, () => {
        for (const one of cases.filter(({zone}) => zone === name)) {
            assert.deepEqual(firstStarts(one, one.starts.length), one.starts, JSON.stringify(one));
        }
    });
}

test('every zone has cases of its own', () => {
    for (const name of zones.keys()) assert.ok(cases.some(({zone}) => zone === name), name);
});
