// @ts-check
// on every page: brings an element to life once one is there, now or after instant navigation has swapped the content

const ELEMENTS = {
    'meeting-finder': async () => (await import('./meeting-finder.js')).MeetingFinder,
    'meeting-chooser': async () => (await import('../chooser/chooser.js')).MeetingChooser,
    'visitor-times': async () => (await import('../times/visitor-times.js')).VisitorTimes,
    'meeting-start': async () => (await import('../home/start.js')).MeetingStart,
    'open-now': async () => (await import('../resources/open-now.js')).OpenNow,
};
const waiting = new Map(Object.keys(ELEMENTS).map((name) => [name, document.getElementsByTagName(name)]));
const observer = new MutationObserver(look);

function look() {
    for (const [name, present] of waiting) if (present.length) bring(name);
    if (!waiting.size) observer.disconnect();
}

/** @param {string} name */
async function bring(name) {
    waiting.delete(name);
    const element = await ELEMENTS[name]();
    if (!customElements.get(name)) customElements.define(name, element);
}

observer.observe(document.documentElement, {childList: true, subtree: true});
look();
