import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {test} from 'node:test';
import {readZones} from '../../overrides/assets/finder/time.js';
import {makeWords, sayConfirmed, sayDay, sayHeading, sayTime, sayWhen} from '../../overrides/assets/finder/words.js';
import {TUESDAY, ZONES, at} from './fixtures/directory.js';

process.env.TZ = 'America/Los_Angeles';

const page = readFileSync(new URL('../../overrides/finder.html', import.meta.url), 'utf8');
const texts = JSON.parse(page.match(/id="mh-words">([\s\S]*?)<\/script>/)[1]);
const words = makeWords(texts, 'en');
const zones = readZones(ZONES);
const portland = zones.get('America/Los_Angeles');
const bogota = zones.get('America/Bogota');
const WINTER = 8 * 60;
const when = (start, now, minutes = 60) => sayWhen(words, {start, end: start + minutes}, now);

test('on now, just started, starting soon, later', () => {
    assert.deepEqual(when(100, 100), {text: 'Just started', state: 'now'});
    assert.deepEqual(when(100, 110), {text: 'Just started', state: 'now'});
    assert.deepEqual(when(100, 111), {text: 'On now', state: 'now'});
    assert.deepEqual(when(100, 99), {text: 'Starts in 1 minute', state: 'soon'});
    assert.deepEqual(when(100, 75), {text: 'Starts in 25 minutes', state: 'soon'});
    assert.deepEqual(when(200, 100), {text: '', state: ''});
    assert.deepEqual(when(0, 5, 1440), {text: 'On now', state: 'now'});
});

test('days in words', () => {
    assert.equal(sayDay(words, at(16), TUESDAY), 'today');
    assert.equal(sayDay(words, at(19), TUESDAY), 'tonight');
    assert.equal(sayDay(words, at(7, 0, TUESDAY + 1), TUESDAY), 'tomorrow');
    assert.equal(sayDay(words, at(7, 0, TUESDAY + 5), TUESDAY), 'Sunday');
    assert.equal(sayDay(words, at(7, 0, TUESDAY + 7), TUESDAY), 'Tuesday 1 December');
    assert.equal(sayHeading(words, at(19), TUESDAY), 'Tonight, Tuesday 24 November');
    assert.equal(sayHeading(words, at(19, 0, TUESDAY + 2), TUESDAY), 'Thursday 26 November');
});

test('a room in this zone has one clock', () => {
    const start = at(19, 30) + WINTER;
    assert.equal(sayTime(words, {start, end: start + 60}, portland, false, start - 30), '19:30–20:30 · tonight');
    assert.equal(sayTime(words, {start, end: start + 60}, portland, true, start - 30), '19:30–20:30 · tonight');
});

test('a room online has the visitor’s clock first, and the other day is named', () => {
    const start = at(20) + WINTER;
    assert.equal(sayTime(words, {start, end: start + 60}, bogota, true, start), '20:00–21:00 · tonight, your time (23:00 in Bogota)');
    assert.equal(sayTime(words, {start, end: start + 60}, zones.get('Asia/Kathmandu'), true, start), '20:00–21:00 · tonight, your time (Wednesday 09:45 in Kathmandu)');
});

test('a room far away keeps its own clock and says so', () => {
    const start = at(20) + 300;
    assert.equal(sayTime(words, {start, end: start + 60}, bogota, false, start), '20:00–21:00 · tonight, Bogota time');
});

test('how long ago somebody checked', () => {
    assert.deepEqual(sayConfirmed(words, TUESDAY - 42, TUESDAY), {text: 'Confirmed 6 weeks ago', stale: false});
    assert.deepEqual(sayConfirmed(words, TUESDAY - 400, TUESDAY), {text: 'Confirmed 13 months ago', stale: true});
    assert.equal(sayConfirmed(words, TUESDAY + 3, TUESDAY).text, 'Confirmed 0 days ago');
    assert.equal(sayConfirmed(words, 0, TUESDAY).stale, true);
});

test('every word that the finder says is in the page, and every word in the page is said', () => {
    const files = ['words', 'results', 'panel', 'meeting-finder', 'filters', 'other-help'].map((name) =>
        readFileSync(new URL(`../../overrides/assets/finder/${name}.js`, import.meta.url), 'utf8')).join('\n');
    const built = ['locale', 'join1', 'join2', 'join3', 'join4', 'position-denied', 'position-unavailable', 'position-timeout'];
    const unused = Object.keys(texts).filter((key) => !built.includes(key) && !key.startsWith('many-') && !files.includes(`'${key}'`));
    assert.deepEqual(unused, []);
    const said = [...files.matchAll(/say\('([^']+)'/g)].map(([, key]) => key);
    assert.deepEqual(said.filter((key) => !(key in texts)), []);
});
