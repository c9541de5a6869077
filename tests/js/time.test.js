import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nextDay, offsetAt, pauseOn, readZones, toInstant, toWall, upcoming, weekdayOf} from '../../overrides/assets/finder/time.js';
import {TUESDAY, ZONES, at} from './fixtures/directory.js';

const zones = readZones(ZONES);
const portland = zones.get('America/Los_Angeles');
const day = (date) => Date.parse(`${date}T00:00Z`) / 86400000;
const wall = (text) => Date.parse(`${text}Z`) / 60000;
const utc = (minute) => new Date(minute * 60000).toISOString().slice(0, 16);
const WEEKLY = 14;
const tuesdays = {days: [1 + WEEKLY], start: 19 * 60 + 30, minutes: 60};

test('weekdays count from Monday', () => {
    assert.equal(weekdayOf(TUESDAY), 1);
    assert.equal(weekdayOf(0), 3);
    assert.equal(weekdayOf(-1), 2);
});

test('a zone keeps its offset from the minute it changes', () => {
    const change = wall('2027-03-14T10:00');
    assert.equal(offsetAt(portland, change - 1), -480);
    assert.equal(offsetAt(portland, change), -420);
    assert.equal(offsetAt(portland, 0), -420);
});

test('a time that a clock change skips is read with the offset before it', () => {
    assert.equal(utc(toInstant(portland, wall('2027-03-14T02:30'))), '2027-03-14T10:30');
});

test('a time that occurs twice is the first of the two', () => {
    assert.equal(utc(toInstant(portland, wall('2026-11-01T01:30'))), '2026-11-01T08:30');
});

test('every other wall-clock time comes back as it was', () => {
    for (let minute = wall('2026-10-25T00:00'); minute < wall('2027-03-20T00:00'); minute += 17) {
        const back = toWall(portland, toInstant(portland, minute));
        assert.ok(back === minute || back === minute + 60, utc(minute));
    }
});

test('nth weekdays of a month', () => {
    const second = 1 + 7 * 4;
    const fifth = 0 + 7 * 7;
    const last = 4 + 7 * 1;
    const lastButOne = 4 + 7 * 0;
    assert.equal(nextDay(second, day('2026-11-01')), day('2026-11-10'));
    assert.equal(nextDay(second, day('2026-11-11')), day('2026-12-08'));
    assert.equal(nextDay(fifth, day('2026-12-01')), day('2027-03-29'));
    assert.equal(nextDay(last, day('2026-12-26')), day('2027-01-29'));
    assert.equal(nextDay(lastButOne, day('2026-12-01')), day('2026-12-18'));
});

test('a meeting is on from its start and no longer on at its end', () => {
    const start = toInstant(portland, at(19, 30));
    assert.equal(upcoming(tuesdays, portland, start)[0].start, start);
    assert.equal(upcoming(tuesdays, portland, start + 59)[0].start, start);
    assert.equal(upcoming(tuesdays, portland, start + 60)[0].start, start + 7 * 1440);
});

test('a meeting that crosses midnight is still on the next morning', () => {
    const late = {days: [1 + WEEKLY], start: 23 * 60 + 30, minutes: 120};
    const [next] = upcoming(late, portland, toInstant(portland, at(0, 45, TUESDAY + 1)));
    assert.equal(next.start, toInstant(portland, at(23, 30)));
});

test('summer time moves the instant and not the clock on the wall', () => {
    const [winter] = upcoming(tuesdays, portland, wall('2027-03-09T00:00'));
    const [summer] = upcoming(tuesdays, portland, winter.end);
    assert.equal(summer.start - winter.start, 7 * 1440 - 60);
    assert.equal(toWall(portland, summer.start) - toWall(portland, winter.start), 7 * 1440);
});

test('each day of a schedule has its own next time, soonest first', () => {
    const found = upcoming({days: [0, 4, 2].map((each) => each + WEEKLY), start: 600, minutes: 60}, portland, at(12));
    assert.deepEqual(found.map(({start}) => weekdayOf(Math.floor(toWall(portland, start) / 1440))), [2, 4, 0]);
});

test('the days of a pause are left out, and nothing is promised after one without end', () => {
    const [next] = upcoming(tuesdays, portland, at(12), [TUESDAY - 3, TUESDAY + 8]);
    assert.equal(next.start, toInstant(portland, at(19, 30, TUESDAY + 14)));
    assert.deepEqual(upcoming(tuesdays, portland, at(12), [TUESDAY - 3, 0]), []);
    assert.deepEqual(pauseOn([TUESDAY, TUESDAY], TUESDAY), [TUESDAY, TUESDAY]);
    assert.equal(pauseOn([TUESDAY, TUESDAY], TUESDAY + 1), null);
    assert.deepEqual(pauseOn([TUESDAY, TUESDAY, TUESDAY + 2, 0], TUESDAY + 9), [TUESDAY + 2, 0]);
});

test('the next time is found as a search minute by minute finds it', () => {
    const late = {days: [1 + WEEKLY, 6 + WEEKLY], start: 23 * 60, minutes: 90};
    const isOn = (minute) => [0, 1].some((back) => {
        const today = Math.floor(toWall(portland, minute) / 1440) - back;
        const start = toInstant(portland, today * 1440 + late.start);
        return [1, 6].includes(weekdayOf(today)) && start <= minute && minute < start + late.minutes;
    });
    for (let now = wall('2027-03-12T00:00'); now < wall('2027-03-18T00:00'); now += 97) {
        let first = now;
        while (!isOn(first)) first++;
        const [next] = upcoming(late, portland, now);
        assert.equal(Math.max(next.start, now), first, utc(now));
    }
});
