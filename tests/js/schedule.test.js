import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {findMeetings} from '../../overrides/assets/finder/match.js';
import {readOptions} from '../../overrides/assets/finder/options.js';
import {emptyQuery} from '../../overrides/assets/finder/query.js';
import {readShard} from '../../overrides/assets/finder/rows.js';
import {readZones, upcoming} from '../../overrides/assets/finder/time.js';
import {makeWords, sayChanges} from '../../overrides/assets/finder/words.js';
import {MANIFEST, SHARD, TUESDAY, ZONES, at} from './fixtures/directory.js';

process.env.TZ = 'UTC';

const texts = JSON.parse(readFileSync(new URL('../../overrides/finder.html', import.meta.url), 'utf8').match(/id="mh-words">([\s\S]*?)<\/script>/)[1]);
const words = makeWords(texts, 'en');
const zones = readZones(ZONES);
const options = readOptions(MANIFEST);
const bogota = zones.get('America/Bogota');
const WEEKLY = 14;
const FRIDAYS = {days: [4 + WEEKLY], start: 1170, minutes: 60};
const FRIDAY = TUESDAY + 3;
const noon = at(12) + 300;

/** the fixture with another schedule for its first meeting */
const meetings = (schedule, more = {}) => readShard({...SHARD, schedules: [schedule, ...SHARD.schedules.slice(1)], ...more}, options, zones).meetings;
const ask = (list, query = {}, now = noon) =>
    findMeetings(list, {query: {...emptyQuery(), ...query}, options, at: null, radius: 25, now, scores: null});

test('what is otherwise this week is said first', () => {
    const schedule = {...FRIDAYS, not: [FRIDAY, FRIDAY + 7], dates: [[FRIDAY + 2, 600]], moved: [[FRIDAY, FRIDAY + 2, 600]]};
    const say = (today) => sayChanges(words, {schedule, closed: null, zone: bogota}, null, today);
    assert.deepEqual(say(TUESDAY), ['Not on Friday 27 November: moved to Sunday 29 November, 10:00.']);
    assert.deepEqual(say(FRIDAY + 1), ['Not on Friday 27 November: moved to Sunday 29 November, 10:00.', 'Not on Friday 4 December.']);
    assert.deepEqual(say(FRIDAY + 8), []);
    const earlier = {...FRIDAYS, not: [FRIDAY], dates: [[FRIDAY, 600]], moved: [[FRIDAY, FRIDAY, 600]]};
    assert.deepEqual(sayChanges(words, {schedule: earlier, closed: null, zone: bogota}, null, TUESDAY), ['On Friday 27 November at 10:00.']);
    assert.deepEqual(sayChanges(words, {schedule: null, closed: null, zone: null}, null, TUESDAY), []);
});

test('a moved meeting is found on its new day and not on the old one', () => {
    const list = meetings({...FRIDAYS, not: [FRIDAY], dates: [[FRIDAY + 2, 600]], moved: [[FRIDAY, FRIDAY + 2, 600]]});
    const starts = (query) => ask(list, query).dated.filter(({meeting}) => meeting.id === 'tue' && meeting.attendance === 0).map(({next}) => next.start);
    assert.deepEqual(starts({day: ['sun']}), [at(10, 0, FRIDAY + 2) + 480]);
    assert.deepEqual(starts({day: ['fri']}), [at(19, 30, FRIDAY + 7) + 480]);
});

test('a room that never closes is on now, and one in writing has no time', () => {
    const day = [0, 1, 2, 3, 4, 5, 6].map((each) => each + WEEKLY);
    const [room] = meetings({days: day, start: 0, minutes: 1440, continuous: 1});
    const [now] = upcoming(room.schedule, room.zone, noon);
    assert.ok(now.start <= noon && noon < now.end);
    const [board] = meetings({asynchronous: 1, words: 'In writing, at any time'});
    assert.equal(board.schedule, null);
    assert.equal(board.asynchronous, true);
    assert.equal(ask([board]).undated.length, 1);
});

test('a schedule inside another that nobody can read leaves the meeting without a time', () => {
    assert.equal(meetings({...FRIDAYS, also: [FRIDAYS]})[0].schedule.also.length, 1);
    assert.equal(meetings({...FRIDAYS, also: [{...FRIDAYS, moons: 1}]})[0].schedule, null);
    assert.equal(meetings({...FRIDAYS, also: [{asynchronous: 1}]})[0].schedule, null);
});

test('while the building is closed a meeting is online, and in person after', () => {
    const link = [0, ...SHARD.link.slice(1)];
    const list = meetings(FRIDAYS, {link, closed: {0: [TUESDAY - 2, TUESDAY + 5]}});
    const found = (how, now) => ask(list, {how: [how]}, now).dated.some(({meeting}) => meeting === list[0]);
    assert.deepEqual([found('in-person', noon), found('online', noon)], [false, true]);
    const after = at(12, 0, TUESDAY + 6) + 480;
    assert.deepEqual([found('in-person', after), found('online', after)], [true, false]);
    const next = {start: at(19, 30, FRIDAY), end: at(20, 30, FRIDAY)};
    assert.deepEqual(sayChanges(words, list[0], next, TUESDAY), ['The building is closed then. Online only.']);
    assert.deepEqual(sayChanges(words, list[0], {start: next.start + 7 * 1440, end: next.end + 7 * 1440}, TUESDAY), []);
});

test('five thousand schedules with all that can differ take a moment', () => {
    const full = {
        ...FRIDAYS, every: 2, from: TUESDAY - 400, season: [1001, 331], starts: TUESDAY - 400, not: [FRIDAY, FRIDAY + 14],
        dates: Array.from({length: 20}, (_, i) => [FRIDAY + i, 600]), also: [FRIDAYS, FRIDAYS],
    };
    const zone = zones.get('America/Los_Angeles');
    const began = process.cpuUsage();
    for (let i = 0; i < 5000; i++) upcoming(full, zone, noon + i);
    const {user, system} = process.cpuUsage(began);
    assert.ok(user + system < 1500_000, `${(user + system) / 1000} ms of CPU`);
});
