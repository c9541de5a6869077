// @ts-check
// a shard's columns, opened into meetings; a row that makes no sense is left out and counted

/**
 * @typedef {import('./options.js').Options} Options
 * @typedef {import('./time.js').Zone} Zone
 * @typedef {{name: string, path: string, region: string, fellowship: number, confirmed: number, tags: number[]}} Group
 * @typedef {{name: string, street: string, city: string, at: [number, number] | null, precision: number, access: number[]}} Venue
 *
 * @typedef {object} Meeting
 * @property {string} key the same in every file it stands in
 * @property {Group} group
 * @property {string} id
 * @property {string} name its own, "" where it has none
 * @property {import('./time.js').Schedule | null} schedule null where it has no times
 * @property {boolean} appointment
 * @property {boolean} asynchronous
 * @property {Zone | null} zone
 * @property {number} attendance
 * @property {number} ways bits: 1 in person, 2 online, 4 by telephone
 * @property {Venue | null} venue
 * @property {number[]} formats
 * @property {string[]} contrary what somebody may not expect, in words
 * @property {number[]} tags numbers of its options
 * @property {string} link
 * @property {string} phone
 * @property {number} join
 * @property {import('./time.js').Pauses} paused
 * @property {import('./time.js').Pauses} closed when they meet only online
 * @property {number} usual its attendance when the building is open
 * @property {any} [times] what match.js worked out for this minute
 */

export const IN_PERSON = 0;
export const ONLINE = 1;
export const HYBRID = 2;
const KNOWN_KEYS = [
    'days', 'start', 'minutes', 'every', 'from', 'season', 'starts', 'ends', 'not', 'dates', 'moved', 'continuous', 'until', 'words', 'also',
];

/**
 * @param {any} shard
 * @param {Options} options
 * @param {Map<string, Zone>} zones
 * @returns {{meetings: Meeting[], broken: number}}
 */
export function readShard(shard, options, zones) {
    if (shard?.format !== 1 || !Number.isInteger(shard.count)) throw new Error('not a shard that this finder can read');
    const groups = shard.groups.name.map((_, i) => readGroup(shard, i, options));
    const venues = shard.venues.name.map((_, i) => readVenue(shard.venues, i));
    const meetings = [];
    for (let row = 0; row < shard.count; row++) {
        const meeting = readRow(shard, row, groups, venues, options, zones);
        if (meeting) meetings.push(meeting);
    }
    return {meetings, broken: shard.count - meetings.length};
}

/** @returns {Group} */
function readGroup({groups, regions}, i, options) {
    const [path, region] = regions[groups.region[i]] ?? [];
    const fellowship = groups.fellowship[i];
    return {
        name: groups.name[i], path: `${path}/${groups.slug[i]}/`, region, fellowship,
        confirmed: groups.confirmed[i], tags: options.fellowships[fellowship],
    };
}

/** @returns {Venue} */
function readVenue(venues, i) {
    const [latitude, longitude] = [venues.latitude[i], venues.longitude[i]];
    return {
        name: venues.name[i], street: venues.street[i], city: venues.city[i],
        at: latitude === null || longitude === null ? null : [latitude / 1e5, longitude / 1e5],
        precision: venues.precision[i], access: venues.access[i] ?? [],
    };
}

/** @returns {Meeting | null} */
function readRow(shard, row, groups, venues, options, zones) {
    const group = groups[shard.group[row]];
    const schedule = shard.schedules[shard.schedule[row]];
    const attendance = shard.attendance[row];
    const venue = venues[shard.venue[row]] ?? null;
    const formats = shard.formatSets[shard.formatSet[row]];
    const languages = shard.languageSets[shard.languageSet[row]];
    const id = shard.id[row];
    const sound = group?.tags && typeof group.name === 'string' && typeof id === 'string' && schedule && formats && languages
        && [IN_PERSON, ONLINE, HYBRID].includes(attendance) && (shard.venue[row] < 0 || venue);
    if (!sound) return null;
    const zone = zones.get(shard.zoneNames[shard.zone[row]]) ?? null;
    const phone = shard.phones[shard.phone[row]] ?? '';
    const facts = [...(venue?.access ?? []), ...(shard.factSets?.[shard.facts?.[row]] ?? [])];
    const yes = facts.filter((code) => code % 2 === 0).map((code) => options.facts[code / 2]);
    const contrary = facts.filter((code) => code % 2).map((code) => options.contrary[code >> 1]).filter(Boolean);
    return {
        key: `${group.path}#${id}`, group, id, name: shard.names?.[row] ?? '',
        schedule: zone && readSchedule(schedule), appointment: Boolean(schedule.appointment), asynchronous: Boolean(schedule.asynchronous),
        zone, attendance, venue, formats, contrary,
        ways: waysOf(attendance, phone),
        tags: [...group.tags, ...formats.map((i) => options.formats[i]), ...languages.map((i) => options.languages[i]), ...yes]
            .filter((tag) => tag !== undefined),
        link: shard.links[shard.link[row]] ?? '', phone, join: shard.join[row],
        paused: shard.paused?.[row] ?? null, closed: shard.closed?.[row] ?? null, usual: attendance,
    };
}

/** @param {number} attendance @param {string} phone */
export const waysOf = (attendance, phone) => (attendance === ONLINE ? 0 : 1) | (attendance === IN_PERSON ? 0 : phone ? 6 : 2);

/** null for a schedule that a later build knows how to write and this finder does not know how to read */
function readSchedule(schedule) {
    const understood = Object.keys(schedule).every((key) => KNOWN_KEYS.includes(key));
    const sound = Array.isArray(schedule.days) && schedule.days.every((code) => code >= 0 && code < 56);
    const also = schedule.also?.map(readSchedule);
    return understood && sound && schedule.start >= 0 && !also?.includes(null) ? {minutes: 0, ...schedule} : null;
}
