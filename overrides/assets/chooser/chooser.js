// @ts-check
/** Turns the questions of "Not sure?" into steps. All words are in the page; the answers live only as long as the element. */

/**
 * What an answer says about meetings, in its data attributes.
 * @typedef {object} Answer
 * @property {string} [fellowships] those that could help, each with its kinds: "aa:12-step lifering:secular"
 * @property {string} [kind] only these
 * @property {string} [not] never these
 * @property {string} [query] added to the finder's address as it stands: "how=online"
 */

/**
 * The finder's fragment for some answers, and whether a wish for a kind had to be dropped because nothing fits it.
 * @param {Answer[]} answers
 */
export function finderQuery(answers) {
    const wanted = answers.flatMap(({kind}) => kind ?? []);
    const unwanted = answers.flatMap(({not}) => not ?? []);
    const fellowships = answers
        .flatMap(({fellowships: listed}) => listed?.split(' ') ?? [])
        .map((entry) => ({slug: entry.split(':')[0], kinds: entry.split(':')[1].split(',')}))
        .filter(({kinds}) => !kinds.some((kind) => unwanted.includes(kind)));
    const fitting = fellowships.filter(({kinds}) => wanted.every((kind) => kinds.includes(kind)));
    const loose = fellowships.length > 0 && !fitting.length && !wanted.includes('family');
    const params = new URLSearchParams();
    for (const {slug} of loose ? fellowships : fitting) params.append('fellowship', slug);
    if (!fitting.length && !loose) for (const kind of wanted) params.append('kind', kind);
    for (const {query} of answers) for (const [name, value] of new URLSearchParams(query)) params.append(name, value);
    return {query: params.toString(), loose};
}

export class MeetingChooser extends HTMLElement {
    /** @type {Map<string, HTMLElement>} the chosen answer of each question that was answered */
    #chosen = new Map();
    #at = 0;

    connectedCallback() {
        if (this.hasAttribute('stepwise')) return;
        for (const name of this.querySelectorAll('[data-question] strong')) {
            const button = document.createElement('button');
            button.type = 'button';
            button.className = 'mh-button mh-button--wide';
            button.append(...name.childNodes);
            name.replaceWith(button);
        }
        this.setAttribute('stepwise', '');
        this.addEventListener('click', this);
        this.#show(false);
    }

    /** @param {Event} event */
    handleEvent(event) {
        const button = /** @type {HTMLElement} */ (event.target).closest('button');
        const question = /** @type {HTMLElement | null} */ (button?.closest('[data-question]') ?? null);
        if (!button) return;
        if (question) this.#choose(question, /** @type {HTMLElement} */ (button.closest('li')));
        else this.#move(button.dataset.move ?? '');
    }

    /** @param {HTMLElement} question @param {HTMLElement} answer */
    #choose(question, answer) {
        this.#chosen.set(question.dataset.question ?? '', answer);
        this.#at += 1;
        this.#show();
    }

    /** @param {string} move */
    #move(move) {
        if (move === 'skip') this.#chosen.delete(this.#questions()[this.#at].dataset.question ?? '');
        if (move === 'again') this.#chosen.clear();
        this.#at = {back: this.#at - 1, skip: this.#at + 1}[move] ?? 0;
        this.#show();
    }

    /** The questions left to ask: an answer can make others needless. */
    #questions() {
        const needless = [...this.#chosen.values()].flatMap((answer) => answer.dataset.skip?.split(' ') ?? []);
        for (const name of needless) this.#chosen.delete(name);
        const all = /** @type {HTMLElement[]} */ ([...this.querySelectorAll('[data-question]')]);
        return all.filter((question) => !needless.includes(question.dataset.question ?? ''));
    }

    #show(focus = true) {
        const questions = this.#questions();
        const now = questions[this.#at] ?? this.#part('end');
        for (const section of this.querySelectorAll('section')) section.hidden = section !== now;
        const ended = now === this.#part('end');
        this.#part('step').hidden = ended;
        this.#part('now').textContent = String(this.#at + 1);
        this.#part('all').textContent = String(questions.length);
        this.#part('moves').hidden = false;
        this.#button('back').hidden = this.#at === 0;
        this.#button('again').hidden = this.#at === 0;
        this.#button('skip').hidden = ended;
        for (const button of now.querySelectorAll('li button')) {
            const answer = button.closest('li');
            button.setAttribute('aria-pressed', String([...this.#chosen.values()].some((chosen) => chosen === answer)));
        }
        if (ended) this.#conclude();
        if (focus) this.#goTo(/** @type {HTMLElement} */ (now.querySelector('h2')));
    }

    #conclude() {
        const answers = [...this.#chosen.values()];
        const {query, loose} = finderQuery(answers.map((answer) => /** @type {Answer} */ ({...answer.dataset})));
        this.#part('reasons').replaceChildren(...answers.flatMap((answer) => this.#reason(answer)));
        this.#part('loose').hidden = !loose;
        /** @type {HTMLAnchorElement} */ (this.#part('link')).hash = query;
    }

    /** @param {HTMLElement} answer @returns {HTMLLIElement[]} none when it changes nothing */
    #reason(answer) {
        const reason = answer.querySelector('span');
        if (!reason && !answer.dataset.query) return [];
        const item = document.createElement('li');
        const name = document.createElement('strong');
        name.textContent = `${answer.querySelector('button')?.textContent}. `;
        item.append(name, ...(reason?.cloneNode(true).childNodes ?? []));
        return [item];
    }

    /** @param {HTMLElement} heading */
    #goTo(heading) {
        heading.tabIndex = -1;
        heading.focus();
    }

    /** @param {string} name @returns {HTMLElement} */
    #part = (name) => /** @type {HTMLElement} */ (this.querySelector(`[data-part="${name}"]`));

    /** @param {string} move @returns {HTMLElement} */
    #button = (move) => /** @type {HTMLElement} */ (this.querySelector(`[data-move="${move}"]`));
}
