// @ts-check
// meetings as cards, from the page's templates; a stranger's text is set as text and never as HTML
import {isRemote} from './match.js';
import {IN_PERSON, ONLINE} from './rows.js';
import {DAY, HERE, allOf, dayOf, offsetAt, pauseOn, toWall} from './time.js';
import {sayChanges, sayConfirmed, sayDistance, sayHeading, sayTime, sayWhen} from './words.js';

/**
 * @typedef {import('./match.js').Found} Found
 * @typedef {import('./words.js').Words} Words
 *
 * @typedef {object} View
 * @property {Words} words
 * @property {any} manifest
 * @property {import('./options.js').Options} options
 * @property {import('./query.js').Query} query
 * @property {number} now
 * @property {string} base where the meetings' pages are
 * @property {boolean} miles
 * @property {(name: string) => DocumentFragment} copy of a template
 * @typedef {{found: Found, item: Element, card: Element, drawnFor: string}} Drawn
 */

const STREET = 1;
const MOST_FACTS = 3;
const SERVICES = [['zoom.us', 'Zoom'], ['meet.google.com', 'Google Meet'], ['teams.microsoft.com', 'Teams'], ['teams.live.com', 'Teams'], ['meet.jit.si', 'Jitsi']];

/**
 * The cards under their headings. A card that is already there is moved, not made again.
 * @param {Element} container
 * @param {Found[]} list
 * @param {View} view
 * @param {(found: Found) => string} headingOf
 * @param {Drawn[]} before
 * @returns {Drawn[]}
 */
export function drawList(container, list, view, headingOf, before = []) {
    const kept = new Map(before.map((each) => [each.found.meeting, each]));
    const fresh = document.createDocumentFragment();
    let heading = '';
    let items = null;
    const drawn = list.map((found) => {
        const wanted = headingOf(found);
        if (!items || wanted !== heading) {
            const day = view.copy('day');
            slot(day, 'heading').textContent = heading = wanted;
            items = slot(day, 'items');
            fresh.append(day);
        }
        const each = drawCard(found, view, kept.get(found.meeting));
        items.append(each.item);
        return each;
    });
    container.replaceChildren(fresh);
    return drawn;
}

/** @param {Found} found @param {View} view @param {Drawn | undefined} before @returns {Drawn} */
function drawCard(found, view, before) {
    const drawnFor = [found.distance, view.query.access, view.query.expect, isRemote(found.meeting, view.query)].join('|');
    if (before?.drawnFor === drawnFor) {
        fillTimes(before.card, found, view);
        return {...before, found};
    }
    const copy = view.copy('card');
    const card = slot(copy, 'card');
    fillCard(card, found, view);
    return {found, item: /** @type {Element} */ (copy.firstElementChild), card, drawnFor};
}

/** "On now", then the days on one clock, so that no day comes twice. @param {View} view @param {Found | undefined} first */
export function byDay({words, now, query}, first) {
    // rooms that are all in one town are told by its clock; a mixed list by the visitor's
    const clock = query.near && first?.meeting.zone && !isRemote(first.meeting, query) ? first.meeting.zone : HERE;
    const today = dayOf(toWall(clock, now));
    return (/** @type {Found} */ {next}) => {
        if (!next) return '';
        return next.start <= now && !words.paper ? words.say('onNow') : sayHeading(words, next.start + offsetAt(clock, next.start), today);
    };
}

/** @param {Element} card @param {Found} found @param {View} view */
function fillCard(card, found, view) {
    const {meeting, distance} = found;
    const {words} = view;
    fillTimes(card, found, view);
    const link = /** @type {HTMLAnchorElement} */ (slot(card, 'name'));
    link.href = pageOf(meeting, view.base);
    say(link, [theirs(meeting.name ? `${meeting.group.name}: ${meeting.name}` : meeting.group.name)]);
    const fellowship = view.manifest.fellowships[meeting.group.fellowship][1];
    const formats = meeting.formats.map((i) => view.manifest.formats[i]?.[1]).filter(Boolean);
    say(slot(card, 'what'), [theirs(fellowship), formats.join(', ')], words.say('separator'));
    say(slot(card, 'where'), whereParts(meeting, distance, view), words.say('separator'));
    say(slot(card, 'facts'), factsOf(meeting, view), words.say('separator'));
    setActions(card, meeting, words, pageOf(meeting, view.base));
    const confirmed = sayConfirmed(words, meeting.group.confirmed, dayOf(view.now));
    const line = slot(card, 'confirmed');
    say(line, [confirmed.text]);
    line.classList.toggle('mh-soft--stale', confirmed.stale);
}

/** The part of a card that changes by itself as time goes by. @param {Element} card @param {Found} found @param {View} view */
export function fillTimes(card, {meeting, next}, {words, now, query}) {
    const when = slot(card, 'when');
    const time = slot(card, 'time');
    const said = next ? sayWhen(words, next, now) : {text: undatedWords(meeting, words, dayOf(now)), state: meeting.paused ? 'off' : ''};
    say(when, [said.text]);
    when.className = `mh-when${said.state ? ` mh-when--${said.state}` : ''}`;
    const {schedule, zone} = meeting;
    say(slot(card, 'change'), sayChanges(words, meeting, next, dayOf(toWall(zone ?? HERE, now))), ' ');
    say(slot(card, 'rule'), schedule ? allOf(schedule).map(({words: rule}) => rule ?? '') : [], words.say('separator'));
    say(time, next && meeting.zone ? [sayTime(words, next, meeting.zone, isRemote(meeting, query), now)] : []);
}

/** @param {import('./rows.js').Meeting} meeting @param {Words} words @param {number} today */
function undatedWords({paused, appointment, asynchronous, schedule}, words, today) {
    const pause = pauseOn(paused, today);
    if (!pause) return words.say(asynchronous ? 'asynchronous' : appointment ? 'byAppointment' : schedule ? 'noDate' : 'timesUnknown');
    const [since, until] = pause.map((day) => words.fullDate(day * DAY));
    return words.say(pause[1] ? 'pausedUntil' : 'pausedSince', {since, until});
}

/** @param {import('./rows.js').Meeting} meeting @param {number} distance @param {View} view */
function whereParts({attendance, venue, join, group}, distance, {words, miles}) {
    const place = venue ? [venue.name || venue.street, venue.city].filter(Boolean).join(', ') : '';
    const far = Number.isFinite(distance) && attendance !== ONLINE && venue && venue.precision <= 2;
    return [
        words.say(['inPerson', 'online', 'hybrid'][attendance]),
        attendance === ONLINE ? '' : theirs(place || group.region || ''),
        far ? sayDistance(words, distance, miles) : '',
        attendance !== IN_PERSON && join ? words.say(`join${join}`) : '',
    ];
}

/** What is there: what was asked for, what somebody may not expect, then the rest. @param {import('./rows.js').Meeting} meeting @param {View} view */
function factsOf({tags, contrary}, {options, query}) {
    const facts = tags.map((tag) => options.list[tag]).filter(({facet}) => facet === 'access' || facet === 'expect');
    const asked = (/** @type {{facet: string, value: string}} */ {facet, value}) => query[facet].includes(value);
    const labels = [...facts.filter(asked).map(({label}) => label), ...contrary, ...facts.map(({label}) => label)];
    return [...new Set(labels)].slice(0, MOST_FACTS);
}

/** @param {Element} card @param {import('./rows.js').Meeting} meeting @param {Words} words @param {string} page */
function setActions(card, {venue, attendance, link, phone, group}, words, page) {
    const point = attendance !== ONLINE && venue?.at && venue.precision <= STREET ? venue.at.join(',') : '';
    const url = attendance === IN_PERSON ? null : safeLink(link);
    const number = phone.replace(/[^\d+,;#*]/g, '');
    act(card, 'directions', point && `https://www.openstreetmap.org/directions?to=${encodeURIComponent(point)}`);
    act(card, 'join', url?.href ?? '', url && serviceOf(url) ? words.say('joinOn', {service: serviceOf(url)}) : '');
    act(card, 'call', number && `tel:${encodeURI(number).replace(/#/g, '%23')}`);
    act(card, 'page', page).setAttribute('aria-label', words.say('moreAbout', {name: group.name}));
}

/** @param {Element} card @param {string} action @param {string} href @param {string} [label] */
function act(card, action, href, label) {
    const link = /** @type {HTMLAnchorElement} */ (card.querySelector(`[data-action="${action}"]`));
    if (!href) link.remove();
    else link.href = href;
    if (label) link.textContent = label;
    return link;
}

/** @param {string} link */
function safeLink(link) {
    try {
        const url = new URL(link);
        return url.protocol === 'https:' ? url : null;
    } catch {
        return null;
    }
}

/** @param {URL} url */
const serviceOf = ({hostname}) => SERVICES.find(([host]) => hostname === host || hostname.endsWith(`.${host}`))?.[1] ?? '';

/** @param {import('./rows.js').Meeting} meeting @param {string} base */
const pageOf = ({group, id}, base) => `${base}${encodeURI(group.path)}#${encodeURIComponent(id)}`;

/** Words that a stranger wrote, which may run the other way. @param {string} text */
function theirs(text) {
    if (!text) return '';
    const element = document.createElement('bdi');
    element.textContent = text;
    return element;
}

/**
 * Shows the parts that there are, or hides the line.
 * @param {Element} line
 * @param {(string | Node)[]} parts
 */
function say(line, parts, separator = '') {
    const there = parts.filter(Boolean);
    line.replaceChildren(...there.flatMap((part, i) => (i && separator ? [separator, part] : [part])));
    /** @type {HTMLElement} */ (line).hidden = !there.length;
}

/** @param {ParentNode} root @param {string} name */
export const slot = (root, name) => /** @type {HTMLElement} */ (root.querySelector(`[data-slot="${name}"]`));
