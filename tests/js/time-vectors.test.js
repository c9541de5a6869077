import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {gunzipSync} from 'node:zlib';

import {readZones, upcoming} from '../../overrides/assets/finder/time.js';

const {zones: table, cases} = JSON.parse(gunzipSync(readFileSync(new URL('../shared/time.json.gz', import.meta.url))));
const zones = readZones(table);

// a schedule's next ones are asked for again in the minute that one of them ends, until no earlier one can come
function firstStarts({schedule, zone, after, pauses = null}, count) {
    const found = new Set();
    for (let now = after; ;) {
        const coming = upcoming(schedule, zones.get(zone), now, pauses);
        if (!coming.length) break;
        coming.forEach(({start}) => found.add(start));
        const sorted = [...found].sort((a, b) => a - b);
        if (sorted.length >= count && sorted[count - 1] <= coming[0].start) break;
        now = Math.min(...coming.map(({end}) => end));
    }
    return [...found].sort((a, b) => a - b).slice(0, count);
}

const COUNT = 4;

test('there are twenty thousand cases', () => assert.ok(cases.length >= 20000, `${cases.length}`));

for (const name of zones.keys()) {
    test(`meetings in ${name} start when Python says`, () => {
        for (const one of cases.filter(({zone}) => zone === name)) {
            assert.deepEqual(firstStarts(one, COUNT), one.starts, JSON.stringify(one));
        }
    });
}

test('every zone has cases of its own', () => {
    for (const name of zones.keys()) assert.ok(cases.some(({zone}) => zone === name), name);
});
