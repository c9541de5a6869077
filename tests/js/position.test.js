import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findPosition} from '../../overrides/assets/finder/position.js';

const knows = (coords) => ({getCurrentPosition: (found) => found({coords: {accuracy: 30, ...coords}})});
const fails = (code) => ({getCurrentPosition: (_, failed) => failed({code})});

test('a position is rounded to about a kilometre', async () => {
    assert.deepEqual(await findPosition(knows({latitude: 45.5234567, longitude: -122.6765})), [45.52, -122.68]);
});

test('the precise position is never asked for', async () => {
    let asked;
    await findPosition({getCurrentPosition: (found, _, options) => {
        asked = options;
        found({coords: {latitude: 1, longitude: 2, accuracy: 10}});
    }});
    assert.equal(asked.enableHighAccuracy, false);
});

for (const [name, geolocation, reason] of [
    ['refused', fails(1), 'denied'],
    ['not known to the device', fails(2), 'unavailable'],
    ['too slow', fails(3), 'timeout'],
    ['no such thing in this browser', null, 'unavailable'],
    ['a guess of 50 km', knows({latitude: 45, longitude: -122, accuracy: 50000}), 'unavailable'],
    ['the sea off Africa', knows({latitude: 0, longitude: 0}), 'unavailable'],
]) {
    test(`a position that is ${name}`, () => assert.rejects(findPosition(geolocation), {reason}));
}
