// @ts-check
/** Menu and search: two buttons that say whether they are open. Nothing is stored; the menu's look follows aria-expanded. */

const header = /** @type {HTMLElement} */ (document.querySelector('.mh-header'));
const menu = /** @type {HTMLElement} */ (header.querySelector('[data-mh-menu]'));
const search = /** @type {HTMLElement | null} */ (header.querySelector('[data-mh-search]'));
const toggle = /** @type {HTMLInputElement} */ (document.getElementById('__search'));

/** @param {HTMLElement | null} button */
const isOpen = (button) => button?.getAttribute('aria-expanded') === 'true';
/** @param {HTMLElement | null} button @param {boolean} open */
const setOpen = (button, open) => button?.setAttribute('aria-expanded', String(open));

/** The theme's own switch opens its search: it listens to clicks on a hidden checkbox. @param {boolean} open */
function setSearch(open) {
    if (toggle.checked !== open) toggle.click();
    if (!open) return;
    const input = /** @type {HTMLInputElement} */ (header.querySelector('.md-search__input'));
    input.focus();
    input.select();
}

function closeMenu({refocus = false} = {}) {
    if (!isOpen(menu)) return;
    setOpen(menu, false);
    if (refocus) menu.focus();
}

header.addEventListener('click', ({target}) => {
    const clicked = /** @type {Element} */ (target);
    if (clicked.closest('[data-mh-menu]')) {
        setOpen(menu, !isOpen(menu));
        setSearch(false);
    } else if (clicked.closest('[data-mh-search]')) {
        closeMenu();
        setSearch(!toggle.checked);
    } else if (clicked.closest('[data-mh-close]')) {
        setSearch(false);
    } else if (clicked.closest('a')) {
        closeMenu();
    }
});

header.addEventListener('keydown', ({key}) => {
    if (key === 'Escape') closeMenu({refocus: true});
});

// the theme also closes its search by itself (Escape, Tab, a followed result): the button must still tell the truth
toggle.addEventListener('change', () => {
    setOpen(search, toggle.checked);
    const focused = document.activeElement;
    const lost = !focused || focused === document.body || focused.closest('.md-search');
    if (!toggle.checked && lost) search?.focus({preventScroll: true});
});

// a click beside the open search closes it
document.addEventListener('click', ({target}) => {
    const inside = /** @type {Element} */ (target).closest('.md-search, [data-mh-search]');
    if (toggle.checked && !inside && target !== toggle) setSearch(false);
});
