import assert from 'node:assert/strict';
import {test} from 'node:test';

globalThis.HTMLElement ??= class {};
const {yourTime} = await import('../../overrides/assets/times/visitor-times.js');

/** the moment as a device in a zone `minutes` east of UTC would show it, whatever the zone of this machine */
function device(iso, minutes) {
    const shown = new Date(Date.parse(iso) + minutes * 60000);
    return {
        getTime: () => shown.getTime(),
        getFullYear: () => shown.getUTCFullYear(),
        getMonth: () => shown.getUTCMonth(),
        getDate: () => shown.getUTCDate(),
        getHours: () => shown.getUTCHours(),
        getMinutes: () => shown.getUTCMinutes(),
    };
}

test('a device in the zone of the meeting says nothing more', () => {
    const iso = '2026-11-24T19:30:00-08:00';
    assert.equal(yourTime(iso, device(iso, -480), 'en'), '');
});

test('another zone on the same day says the time only', () => {
    const iso = '2026-11-24T10:00:00+00:00';
    assert.equal(yourTime(iso, device(iso, 345), 'en'), '15:45');
});

test('a moment that is not one says nothing', () => {
    assert.equal(yourTime('soon', new Date('soon'), 'en'), '');
});

test('another day is named', () => {
    const iso = '2026-11-24T23:00:00+00:00';
    const at = new Date(iso);
    const there = Object.assign(at, {getDate: () => 25, getHours: () => 4, getMinutes: () => 45, getMonth: () => 10, getFullYear: () => 2026});
    assert.match(yourTime(iso, there, 'en'), /^\S+day 04:45$/);
});
