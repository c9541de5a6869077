import assert from 'node:assert/strict';
import {test} from 'node:test';
import {findMeetings} from '../../overrides/assets/finder/match.js';
import {knownValues, readOptions} from '../../overrides/assets/finder/options.js';
import {ALL_BY_DEFAULT, emptyQuery} from '../../overrides/assets/finder/query.js';
import {readShard} from '../../overrides/assets/finder/rows.js';
import {readZones} from '../../overrides/assets/finder/time.js';
import {MANIFEST, SHARD, TUESDAY, ZONES, at} from './fixtures/directory.js';

// the visitor's clock is the device's
process.env.TZ = 'UTC';

const options = readOptions(MANIFEST);
const zones = readZones(ZONES);
const LOS_ANGELES = 8 * 60;
const PORTLAND = [45.523, -122.67];
const read = (shard = SHARD) => readShard(shard, options, zones);
const evening = at(19) + LOS_ANGELES;

function ask(query, {now = evening, place = null, radius = 25, scores = null} = {}) {
    const {meetings} = read();
    return findMeetings(meetings, {query: {...emptyQuery(), ...query}, options, at: place, radius, now, scores});
}
const ids = (list) => list.map(({meeting}) => `${meeting.group.path.split('/').at(-2)}#${meeting.id}`);

test('a shard becomes meetings', () => {
    const {meetings, broken} = read();
    assert.equal(broken, 0);
    const [first, breakfast, hybrid] = meetings;
    assert.equal(first.key, 'us/oregon/portland/early-risers/#tue');
    assert.equal(breakfast.name, 'Breakfast');
    assert.deepEqual(first.venue.at, [45.523, -122.67]);
    assert.equal(hybrid.ways, 3);
    assert.equal(hybrid.link, 'https://meet.jit.si/quiet');
});

test('a row that makes no sense is left out and counted', () => {
    const damage = {group: [99, ...SHARD.group.slice(1)], attendance: SHARD.attendance.with?.(1, 9) ?? [0, 9, ...SHARD.attendance.slice(2)]};
    const {meetings, broken} = read({...SHARD, ...damage});
    assert.equal(broken, 2);
    assert.equal(meetings.length, 5);
});

test('a file of another kind is refused whole', () => {
    for (const other of [null, [], {}, {format: 2, count: 0}, {format: 1, count: 'many'}]) {
        assert.throws(() => read(other));
    }
});

test('a schedule with a word we do not know has no time and stays in the list', () => {
    const moon = read().meetings.find(({id}) => id === 'moon');
    assert.equal(moon.schedule, null);
    assert.ok(ids(ask({}).undated).includes('quiet-room#moon'));
});

test('without a question everything is there, soonest first', () => {
    const answer = ask({});
    // 20:00 in Bogota is 17:00 in Portland
    assert.deepEqual(ids(answer.dated), ['early-risers#tue', 'women-of-grace#tue', 'early-risers#am', 'quiet-room#daily']);
    assert.deepEqual(ids(answer.paused), ['women-of-grace#rest']);
    assert.equal(answer.total, 7);
});

test('what is on now comes first', () => {
    const {dated} = ask({}, {now: at(20, 20) + LOS_ANGELES});
    assert.deepEqual(ids(dated).slice(0, 2), ['early-risers#tue', 'women-of-grace#tue']);
    assert.ok(dated[0].next.start <= at(20, 20) + LOS_ANGELES);
});

test('a hybrid meeting can be attended either way', () => {
    assert.ok(ids(ask({how: ['online']}).dated).includes('women-of-grace#tue'));
    assert.ok(ids(ask({how: ['in-person']}).dated).includes('women-of-grace#tue'));
    assert.deepEqual(ids(ask({how: ['phone']}).dated), ['quiet-room#daily']);
});

test('with a place, only rooms to walk into, within the distance', () => {
    assert.deepEqual(ids(ask({near: 'Portland'}, {place: PORTLAND, radius: 5}).dated), ['early-risers#tue', 'early-risers#am']);
    assert.ok(ids(ask({near: 'Portland'}, {place: PORTLAND}).dated).includes('women-of-grace#tue'));
});

test('with a place and the wish for both, rooms online are near to everybody', () => {
    const {dated} = ask({near: 'Portland', how: ['in-person', 'online']}, {place: PORTLAND, radius: 5});
    assert.deepEqual(ids(dated).sort(), ['early-risers#am', 'early-risers#tue', 'quiet-room#daily']);
});

test('nearest first, where that is asked', () => {
    const {dated} = ask({near: 'x', sort: 'distance'}, {place: [45.5, -122.43], radius: 100});
    assert.equal(ids(dated)[0], 'women-of-grace#tue');
});

test('a day is the day on the meeting’s own clock, and the visitor’s for a room online', () => {
    assert.deepEqual(ids(ask({day: ['wed']}).dated).sort(), ['early-risers#am', 'quiet-room#daily']);
    // 20:00 in Bogotá is 01:00 on the visitor's next day
    const {dated} = ask({day: ['mon'], how: ['online']});
    assert.equal(new Date(dated[0].next.start * 60000).getUTCDay(), 1);
});

test('today and tomorrow roll past midnight', () => {
    assert.ok(ids(ask({when: 'today'}).dated).includes('early-risers#tue'));
    assert.ok(!ids(ask({when: 'today'}).dated).includes('early-risers#am'));
    assert.ok(ids(ask({when: 'tomorrow'}).dated).includes('early-risers#am'));
    const midnight = at(0, 0, TUESDAY + 1) + LOS_ANGELES;
    assert.ok(ids(ask({when: 'today'}, {now: midnight}).dated).includes('early-risers#am'));
});

test('a meeting that has no time answers no question about time', () => {
    assert.deepEqual(ask({time: ['evening']}).undated, []);
    assert.deepEqual(ids(ask({time: ['morning']}).dated), ['early-risers#am']);
});

test('one of the options, or all of them', () => {
    assert.equal(ask({access: ['step-free', 'toilet'], all: []}).total, 5);
    assert.equal(ask({access: ['step-free', 'toilet'], all: ['access']}).total, 2);
});

test('unknown is not no, and no is not yes', () => {
    const found = ask({access: ['toilet']});
    assert.deepEqual(ids(found.dated), ['early-risers#tue', 'early-risers#am']);
});

test('the words that a text search found', () => {
    const {meetings} = read();
    const scores = new Map([[meetings[1], 2], [meetings[0], 5]]);
    const answer = findMeetings(meetings, {query: {...emptyQuery(), text: 'x'}, options, at: null, radius: Infinity, now: evening, scores});
    assert.deepEqual(ids(answer.dated), ['early-risers#tue', 'early-risers#am']);
});

test('what to expect is asked for like access, and the contrary is only said', () => {
    assert.deepEqual(ask({expect: ['camera-off']}).dated.map(({meeting}) => meeting.id), ['daily']);
    const {meetings} = read();
    assert.deepEqual(meetings.filter(({contrary}) => contrary.length).map(({id, contrary}) => [id, contrary]), [['tue', ['Camera needs to be on']]]);
});

test('a shard and a manifest without such facts are read all the same', () => {
    const {expect: _, ...manifest} = MANIFEST;
    const {factSets, facts, ...shard} = SHARD;
    const {meetings, broken} = readShard(shard, readOptions(manifest), zones);
    assert.deepEqual([meetings.length, broken, meetings.flatMap(({contrary}) => contrary)], [7, 0, []]);
});

test('every count is what ticking that box alone gives', (t) => {
    // from another zone, a hybrid meeting changes its clock when it becomes one to join from afar
    process.env.TZ = 'America/Los_Angeles';
    t.after(() => (process.env.TZ = 'UTC'));
    const known = knownValues(options);
    const facets = {...Object.fromEntries(Object.entries(known).map(([facet, values]) => [facet, [...values]])),
        how: ['in-person', 'online', 'phone'], day: ['mon', 'tue', 'wed', 'sat'], time: ['morning', 'afternoon', 'evening', 'night']};
    for (const chosen of [{}, {how: ['online']}, {fellowship: ['aa'], time: ['morning']}, {access: ['step-free'], day: ['tue']}, {community: ['women'], language: ['en']}]) {
        const {counts} = ask(chosen);
        for (const [facet, values] of Object.entries(facets)) {
            for (const value of values) {
                const all = facet in ALL_BY_DEFAULT && ALL_BY_DEFAULT[facet] ? [...(chosen[facet] ?? []), value] : [value];
                assert.equal(counts[`${facet}:${value}`], ask({...chosen, [facet]: [...new Set(all)]}).total, `${JSON.stringify(chosen)} ${facet}:${value}`);
            }
        }
    }
});

test('an empty answer says which filter to take away and what that gives', () => {
    const {total, without} = ask({fellowship: ['smart'], community: ['women'], how: ['in-person']});
    assert.equal(total, 0);
    assert.equal(without.fellowship, 2);
    assert.equal(without.community, 0);
    assert.equal(without.how, 0);
});

test('what was worked out for one minute holds in the next, and not beyond its end', () => {
    const {meetings} = read();
    const asked = {query: emptyQuery(), options, at: null, radius: Infinity, scores: null};
    const starts = (now) => ids(findMeetings(meetings, {...asked, now}).dated);
    assert.equal(starts(at(20, 29) + LOS_ANGELES)[0], 'early-risers#tue');
    assert.equal(findMeetings(meetings, {...asked, now: at(20, 30) + LOS_ANGELES}).dated.find(({meeting}) => meeting.id === 'tue').next.start, at(19, 30, TUESDAY + 7) + LOS_ANGELES);
    assert.equal(starts(at(20, 29) + LOS_ANGELES)[0], 'early-risers#tue');
});
