// @ts-check
// beside each time of an online meeting, what the visitor's own clock will show then

export class VisitorTimes extends HTMLElement {
    connectedCallback() {
        const page = this.closest('article') ?? document;
        const words = this.dataset.words ?? '{time}';
        for (const time of page.querySelectorAll('time[data-mh-local]')) tell(/** @type {HTMLTimeElement} */ (time), words);
        for (const note of page.querySelectorAll('[data-mh-local-note]')) note.removeAttribute('hidden');
    }
}

/**
 * @param {HTMLTimeElement} time
 * @param {string} words
 */
function tell(time, words) {
    const said = yourTime(time.dateTime, new Date(time.dateTime), document.documentElement.lang);
    // after the zone that the hour belongs to, and beside the words that may not be parted
    const beside = time.closest('[data-mh-told]') ?? time.closest('.mh-time') ?? time;
    // told before: instant navigation may bring the same page back
    if (!said || beside.nextElementSibling?.matches('.mh-your-time')) return;
    const told = document.createElement('span');
    told.className = 'mh-your-time mh-soft';
    told.textContent = `(${words.replace('{time}', said)})`;
    beside.after(' ', told);
}

/**
 * The clock of this device at that moment, with the weekday where it is another; nothing when it shows the same.
 * @param {string} iso with the offset of the place
 * @param {Date} at
 * @param {string} language
 */
export function yourTime(iso, at, language) {
    if (Number.isNaN(at.getTime())) return '';
    const two = (/** @type {number} */ number) => String(number).padStart(2, '0');
    const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    const clock = `${two(at.getHours())}:${two(at.getMinutes())}`;
    if (iso.startsWith(`${day}T${clock}`)) return '';
    if (iso.startsWith(day)) return clock;
    return `${new Intl.DateTimeFormat(language, {weekday: 'long'}).format(at)} ${clock}`;
}
