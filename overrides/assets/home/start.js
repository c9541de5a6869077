// @ts-check
/** The first question on the home page. What is typed becomes the fragment of the finder's address, so no server sees it. */

/** @param {string} finder @param {string} near */
export const finderAddress = (finder, near) =>
    near.trim() ? `${finder}#${new URLSearchParams({near: near.trim()})}` : finder;

export class MeetingStart extends HTMLElement {
    connectedCallback() {
        this.addEventListener('submit', this);
    }

    /** @param {Event} event */
    handleEvent(event) {
        event.preventDefault();
        location.assign(finderAddress(this.dataset.finder ?? 'meetings/', this.querySelector('input')?.value ?? ''));
    }
}

if (!customElements.get('meeting-start')) customElements.define('meeting-start', MeetingStart);
