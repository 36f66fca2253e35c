// Leads from a figure in the editor's panel to its characters in the form, whatever tab and field they are in.

const HIGHLIGHT = "hub-figure";
const NARROW = 800; // Below this width the side panel covers the form.

/** The rows of an inline panel that are not deleted, in the editor's order, as their prefixes. */
export function rowsOf(form, name) {
  const total = Number(form.elements[`${name}-TOTAL_FORMS`]?.value ?? 0);
  return Array.from({ length: total }, (_, number) => `${name}-${number}`)
    .filter((prefix) => form.elements[`${prefix}-ORDER`] && !form.elements[`${prefix}-DELETE`]?.value)
    .sort((one, other) => form.elements[`${one}-ORDER`].value - form.elements[`${other}-ORDER`].value);
}

/** Opens the tab and the panel that a control is in. */
export function reveal(control) {
  const tabPanel = control.closest("[role=tabpanel]");
  if (tabPanel?.hidden) {
    document.querySelector(`[role=tab][aria-controls="${tabPanel.id}"], [role=tab][href="#${tabPanel.id}"]`)?.click();
  }
  for (let panel = control.closest("[data-panel]"); panel; panel = panel.parentElement.closest("[data-panel]")) {
    panel.querySelector("[data-panel-toggle][aria-expanded=false]")?.click();
  }
  if (window.innerWidth < NARROW) document.querySelector("[data-form-side-close-button]")?.click();
}

/** Shows and selects a figure's characters; returns whether they were found. */
export function goTo(form, { field, start, quote }) {
  const [control, place] = controlAt(form, field, Number(start));
  if (!control) return false;
  reveal(control);
  const editor = control.matches("[data-draftail-input]")
    && control.parentElement.querySelector(".public-DraftEditor-content");
  return editor ? selectInEditor(editor, quote, place) : selectInInput(control, quote, place);
}

function controlAt(form, field, start) {
  if (field !== "learning_objectives") return [form.elements[field], start];
  let passed = 0;
  for (const prefix of rowsOf(form, field)) {
    const control = form.elements[`${prefix}-text`];
    if (start <= passed + control.value.length) return [control, start - passed];
    passed += control.value.length + 1;
  }
  return [undefined, 0];
}

function selectInInput(control, quote, start) {
  const at = nearest(control.value, quote, start);
  control.scrollIntoView({ block: "center" });
  control.focus({ preventScroll: true });
  if (at >= 0) control.setSelectionRange(at, at + quote.length);
  return at >= 0;
}

function selectInEditor(editor, quote, start) {
  const { text, nodes } = textOf(editor);
  const at = nearest(text, quote, start);
  if (at < 0) {
    editor.scrollIntoView({ block: "center" });
    editor.focus({ preventScroll: true });
    return false;
  }
  const range = document.createRange();
  range.setStart(...pointAt(nodes, at, false));
  range.setEnd(...pointAt(nodes, at + quote.length, true));
  range.startContainer.parentElement.scrollIntoView({ block: "center" });
  editor.focus({ preventScroll: true });
  select(range, editor);
  return true;
}

// The editor puts its own selection back some time after it gets the focus, so ours is looked after for a moment.
function select(range, editor) {
  const { startContainer, startOffset, endContainer, endOffset } = range;
  const put = () => {
    const now = getSelection();
    const stands = now.anchorNode === startContainer && now.anchorOffset === startOffset
      && now.focusNode === endContainer && now.focusOffset === endOffset;
    if (!stands && startContainer.isConnected) {
      now.setBaseAndExtent(startContainer, startOffset, endContainer, endOffset);
    }
  };
  const timers = [0, 50, 150, 300, 600].map((wait) => setTimeout(put, wait));
  const stop = () => timers.forEach(clearTimeout);
  for (const type of ["keydown", "pointerdown"]) document.addEventListener(type, stop, { once: true, capture: true });
  highlight(range, editor);
}

function textOf(editor) {
  const nodes = [];
  let text = "";
  for (const block of editor.querySelectorAll("[data-block=true]")) {
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    if (text) text += "\n";
    while (walker.nextNode()) {
      nodes.push([text.length, walker.currentNode]);
      text += walker.currentNode.data;
    }
  }
  return { text, nodes };
}

// The place that the server names may be off by an empty line, so the nearest such figure is meant.
function nearest(text, quote, start) {
  let best = -1;
  for (let at = text.indexOf(quote); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (best < 0 || Math.abs(at - start) < Math.abs(best - start)) best = at;
  }
  return best;
}

function pointAt(nodes, place, isEnd) {
  const [offset, node] = nodes.findLast(([begin]) => (isEnd ? begin < place : begin <= place));
  return [node, place - offset];
}

function highlight(range, editor) {
  if (!window.Highlight) return;
  CSS.highlights.set(HIGHLIGHT, new Highlight(range));
  const clear = () => CSS.highlights.delete(HIGHLIGHT);
  editor.addEventListener("beforeinput", clear, { once: true });
  editor.addEventListener("blur", clear, { once: true });
}
