// Shows how a figure was checked in a small panel beside its mark. Without this script each mark is a link
// to its entry in the list, which says the same.

const MARK = "a[data-figure-mark]";
const HOVER_DELAY = 150;
const LEAVE_DELAY = 250;
const GAP = 8;
const EDGE = 12;

const main = document.querySelector("main");
const panel = make("div", "figure-panel");
panel.id = "figure-panel";
panel.role = "tooltip";
panel.hidden = true;
const spoken = make("p", "visually-hidden");
spoken.role = "status";
main.append(panel, spoken);

let shown = null; // the mark whose panel is open
let timer = 0;
let pointer = "mouse";

function make(name, className, ...content) {
  const element = Object.assign(document.createElement(name), { className });
  element.append(...content);
  return element;
}

const entryOf = (mark) => document.getElementById(decodeURIComponent(mark.hash.slice(1)));

function fill(mark, entry) {
  const printed = make("span", "figure-panel__printed", mark.dataset.printed ?? mark.textContent);
  const [word, chain] = [...entry.querySelectorAll("[data-panel]")].map((part) => part.cloneNode(true));
  panel.replaceChildren(make("div", "figure-panel__head", printed, word), chain);
}

// Under the mark, or above it where only there is room; never over it, never beyond the sides of the screen.
function place(mark) {
  const lines = [...mark.getClientRects()];
  const [first, last] = [lines[0], lines.at(-1)];
  const { width, height } = panel.getBoundingClientRect();
  const room = height + GAP;
  const above = innerHeight - last.bottom < room && first.top >= room;
  const line = above ? first : last;
  const furthest = document.documentElement.clientWidth - width - EDGE;
  panel.style.left = `${Math.max(EDGE, Math.min(line.left, furthest)) + scrollX}px`;
  panel.style.top = `${(above ? first.top - room : last.bottom + GAP) + scrollY}px`;
}

function show(mark) {
  clearTimeout(timer);
  const entry = entryOf(mark);
  if (shown === mark || !entry) return;
  hide();
  shown = mark;
  fill(mark, entry);
  panel.hidden = false;
  place(mark);
  mark.setAttribute("aria-describedby", panel.id);
}

function hide() {
  clearTimeout(timer);
  shown?.removeAttribute("aria-describedby");
  shown = null;
  panel.hidden = true;
  spoken.textContent = "";
}

const later = (action, delay) => {
  clearTimeout(timer);
  timer = setTimeout(action, delay);
};
const markAt = (event) => (event.target instanceof Element ? event.target.closest(MARK) : null);

main.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse") return;
  const mark = markAt(event);
  if (mark && mark !== shown) later(() => show(mark), HOVER_DELAY);
  else if (mark || panel.contains(event.target)) clearTimeout(timer);
  else if (shown && shown !== document.activeElement) later(hide, LEAVE_DELAY);
  else if (!shown) clearTimeout(timer);
});
main.addEventListener("pointerleave", (event) => {
  if (event.pointerType === "mouse" && shown !== document.activeElement) later(hide, LEAVE_DELAY);
});
main.addEventListener("focusin", (event) => {
  const mark = markAt(event);
  if (mark?.matches(":focus-visible")) show(mark);
});
main.addEventListener("focusout", (event) => {
  if (markAt(event) === shown) hide();
});
document.addEventListener("pointerdown", (event) => {
  pointer = event.pointerType;
  if (shown && !panel.contains(event.target) && markAt(event) !== shown) hide();
});
document.addEventListener("keydown", (event) => {
  pointer = "";
  if (event.key === "Escape" && shown) hide();
});
// A finger opens and closes the panel; a mouse and the keyboard, which have it already, follow the link.
main.addEventListener("click", (event) => {
  const mark = markAt(event);
  const entry = mark && entryOf(mark);
  if (!entry) return;
  if (pointer === "touch" || pointer === "pen") {
    event.preventDefault();
    if (shown === mark) return hide();
    show(mark);
    spoken.textContent = panel.innerText;
  } else {
    hide();
    reveal(entry);
  }
});
// A table may scroll its marks away from under the panel.
document.addEventListener("scroll", (event) => { if (event.target !== document) hide(); }, true);
addEventListener("resize", hide);

// The whole list is long, so it is folded until someone asks for it, follows a link into it, or prints.
const list = document.querySelector("[data-fold]");
const reveal = (target) => {
  if (list && target && list.contains(target)) list.open = true;
};
if (list) {
  const asked = () => document.getElementById(decodeURIComponent(location.hash.slice(1)));
  list.open = list.contains(asked());
  addEventListener("hashchange", () => {
    const target = asked();
    if (!list.contains(target)) return;
    reveal(target);
    target.scrollIntoView();
  });
  let before = list.open;
  addEventListener("beforeprint", () => { before = list.open; list.open = true; });
  addEventListener("afterprint", () => { list.open = before; });
}
