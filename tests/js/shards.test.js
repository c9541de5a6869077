import assert from 'node:assert/strict';
import {test} from 'node:test';
import {emptyQuery} from '../../overrides/assets/finder/query.js';
import {cellsNear, filesFor, firstRadius, isOneCell, makeLoader, utcStretches} from '../../overrides/assets/finder/shards.js';
import {MANIFEST, TUESDAY, at} from './fixtures/directory.js';

process.env.TZ = 'UTC';

const PORTLAND = {at: [45.52, -122.67], label: 'Portland'};
const SUVA = {at: [-18.1, 178.4], label: 'Suva'};
const cells = [
    ['portland', 900, 4540, -12280, 4560, -12250],
    ['salem', 400, 4480, -12310, 4500, -12290],
    ['samoa', 30, -1400, -17280, -1340, -17140],
];
const big = {
    ...MANIFEST, cells, names: 'names',
    online: [['en-mon', 800, 0, 0, 1440], ['en-tue', 800, 0, 1440, 2880], ['en-wed', 800, 0, 2880, 4320], ['es', 300, 1, 0, 10080], ['any', 9, -1, 0, 10080]],
};
const files = (query, place = null, radius = 25, now = at(12)) => filesFor(big, {...emptyQuery(), ...query}, place, radius, now);

test('a small directory is one file, whatever is asked', () => {
    assert.ok(isOneCell(MANIFEST));
    assert.deepEqual(filesFor(MANIFEST, {...emptyQuery(), how: ['online']}, PORTLAND, 5, at(12)), ['meetings.1.json']);
});

test('near a town, the cells that the circle touches, nearest first', () => {
    assert.deepEqual(files({near: 'x'}, PORTLAND), ['portland']);
    assert.deepEqual(files({near: 'x'}, PORTLAND, 100), ['portland', 'salem']);
});

test('a circle reaches across the date line', () => {
    assert.deepEqual(cellsNear(cells, SUVA, 1200).map(([file]) => file), ['samoa']);
});

test('without a place, what is online today in the language of the page', () => {
    assert.deepEqual(files({}), ['en-tue', 'any']);
    assert.deepEqual(files({}, null, 25, at(20)), ['en-tue', 'en-wed', 'any']);
    assert.deepEqual(files({}, null, 25, at(1)), ['en-mon', 'en-tue', 'any']);
});

test('a language and a day open their own files', () => {
    assert.deepEqual(files({language: ['es'], how: ['online']}), ['es', 'any']);
    assert.deepEqual(files({day: ['wed'], how: ['online']}), ['en-wed', 'any']);
    assert.deepEqual(files({how: ['in-person']}), []);
});

test('both ways open both kinds of files', () => {
    assert.deepEqual(files({near: 'x', how: ['in-person', 'phone']}, PORTLAND), ['portland', 'en-tue', 'any']);
});

test('what is asked of the week, in minutes of UTC', () => {
    const ask = (query, now = at(12), ahead = undefined) => utcStretches({...emptyQuery(), ...query}, now, ahead);
    const noon = 1440 + 720;
    assert.deepEqual(ask({}), [[noon - 120, noon + 360]]);
    assert.deepEqual(ask({}, at(12), 720), [[noon - 120, noon + 720]]);
    assert.deepEqual(ask({when: 'today'}), [[noon - 120, 2880]]);
    assert.deepEqual(ask({when: 'tomorrow'}), [[2880, 4320]]);
    assert.deepEqual(ask({day: ['sun']}), [[8640, 10080]]);
    assert.deepEqual(ask({day: ['sun', 'mon']}), [[8640, 10080], [0, 1440]]);
    assert.deepEqual(ask({}, at(12) + 5 * 1440 + 600), [[8640 + 1320 - 120, 10080], [0, 240]]);
    assert.deepEqual(ask({}, at(12), 7 * 1440), [[0, 10080]]);
});

test('who wants more gets later files', () => {
    assert.deepEqual(filesFor(big, emptyQuery(), null, 25, at(12), 1080), ['en-tue', 'en-wed', 'any']);
    assert.deepEqual(filesFor(big, emptyQuery(), null, 25, at(12), 7 * 1440), ['en-mon', 'en-tue', 'en-wed', 'any']);
});

test('in a big city the first circle is smaller', () => {
    const city = Array.from({length: 9}, (_, i) => [`c${i}`, 1000, 4550 + i * 8, -12270, 4558 + i * 8, -12260]);
    assert.equal(firstRadius(city, PORTLAND, [2, 5, 10, 25, 50], 25), 10);
    assert.equal(firstRadius(cells, PORTLAND, [2, 5, 10, 25, 50], 25), 25);
});

const answering = (...answers) => {
    const asked = [];
    const fetcher = async (url) => {
        asked.push(String(url));
        const answer = answers[Math.min(asked.length, answers.length) - 1];
        if (answer instanceof Error) throw answer;
        return answer;
    };
    return {asked, load: makeLoader('https://site.example/finder/', fetcher)};
};
const good = {ok: true, json: async () => ({format: 1})};

test('a file is fetched once', async () => {
    const {asked, load} = answering(good);
    await Promise.all([load('a.json'), load('a.json')]);
    await load('a.json');
    assert.deepEqual(asked, ['https://site.example/finder/a.json']);
});

test('what failed is tried again when somebody asks again', async () => {
    const page = {ok: true, json: async () => JSON.parse('<html>')};
    for (const bad of [new Error('offline'), {ok: false, status: 404}, {ok: false, status: 500}, page]) {
        const {asked, load} = answering(bad, good);
        await assert.rejects(load('a.json'));
        assert.deepEqual(await load('a.json'), {format: 1});
        assert.equal(asked.length, 2);
    }
});

test('a file that makes no sense is fetched again too', async () => {
    const {asked, load} = answering(good);
    await assert.rejects(load('a.json', () => {
        throw new Error('not a shard');
    }));
    assert.equal(await load('a.json', ({format}) => format), 1);
    assert.equal(asked.length, 2);
});
