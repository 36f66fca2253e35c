// Shows the figures of a segment as chips between the words that are typed. The form's own field stays the truth: what
// is typed here is written into it at once, and the hub verifies it; without this script the field itself is shown.

const PARTS = /(⟦[^⟦⟧]*⟧|<\/?[a-zA-Z][^<>]*>)/;

for (const field of document.querySelectorAll("[data-translation-chips] textarea")) enhance(field);

function enhance(field) {
  const editor = document.createElement("div");
  editor.className = "segment__field";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.lang = field.lang;
  editor.spellcheck = true;
  editor.contentEditable = "true";
  editor.tabIndex = 0;
  const label = document.querySelector(`label[for="${field.id}"]`);
  editor.setAttribute("aria-label", label.textContent);
  for (const name of ["aria-describedby", "aria-invalid"]) {
    if (field.hasAttribute(name)) editor.setAttribute(name, field.getAttribute(name));
  }
  const missing = document.createElement("div");
  missing.className = "segment__missing";
  missing.setAttribute("role", "status");
  editor.append(...nodes(field.value));
  field.hidden = true;
  field.after(editor, missing);
  // Links of the summary and of the label lead to the field that is seen.
  const id = field.id;
  field.id = `${id}-source`;
  editor.id = id;

  const wanted = tokens(field.value);
  editor.addEventListener("input", () => { field.value = written(editor); tell(); });
  editor.addEventListener("beforeinput", (event) => {
    if (event.inputType.startsWith("format")) event.preventDefault();
    if (event.inputType === "insertParagraph" || event.inputType === "insertLineBreak") event.preventDefault();
  });
  for (const type of ["paste", "drop"]) {
    editor.addEventListener(type, (event) => {
      event.preventDefault();
      const text = (event.clipboardData ?? event.dataTransfer).getData("text/plain");
      insert(editor, text.replace(/\s*\n\s*/g, " "));
    });
  }
  for (const type of ["copy", "cut"]) {
    editor.addEventListener(type, (event) => {
      const selection = getSelection();
      if (selection.isCollapsed) return;
      event.preventDefault();
      event.clipboardData.setData("text/plain", written(selection.getRangeAt(0).cloneContents()));
      if (type === "cut") document.execCommand("delete");
    });
  }

  // A chip that was deleted is named at once, and put back where the cursor is.
  function tell() {
    const left = tokens(field.value);
    const gone = wanted.filter((token) => {
      const at = left.indexOf(token);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    missing.replaceChildren();
    if (!gone.length) return;
    missing.append(gone.length === 1 ? "Missing: " : "Missing, in this order: ");
    for (const token of gone) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button button-small button-secondary";
      button.textContent = `Put ${token.replace(/[⟦⟧]/g, "")} back`;
      button.addEventListener("mousedown", (event) => event.preventDefault()); // The cursor stays.
      button.addEventListener("click", () => insert(editor, token));
      missing.append(button);
    }
  }
}

function tokens(text) {
  return text.split(PARTS).filter((part) => PARTS.test(part));
}

function nodes(text) {
  return text.split(PARTS).filter(Boolean).map((part) => (PARTS.test(part) ? chip(part) : document.createTextNode(part)));
}

function chip(part) {
  const made = document.createElement("span");
  made.className = part.startsWith("⟦") ? "segment__chip" : "segment__chip segment__chip--tag";
  made.contentEditable = "false";
  made.dataset.part = part;
  made.textContent = part.replace(/[⟦⟧]/g, "");
  return made;
}

function written(node) {
  let text = "";
  for (const child of node.childNodes) {
    if (child.nodeType === Node.TEXT_NODE) text += child.data;
    else if (child.dataset?.part) text += child.dataset.part;
    else if (child.tagName !== "BR") text += ` ${written(child)}`;
  }
  return text;
}

function insert(editor, text) {
  const selection = getSelection();
  if (!selection.rangeCount || !editor.contains(selection.anchorNode)) {
    selection.selectAllChildren(editor);
    selection.collapseToEnd();
  }
  const range = selection.getRangeAt(0);
  range.deleteContents();
  const made = nodes(text);
  if (!made.length) return;
  const fragment = document.createDocumentFragment();
  fragment.append(...made);
  range.insertNode(fragment);
  range.setStartAfter(made.at(-1));
  range.collapse(true);
  selection.removeAllRanges();
  selection.addRange(range);
  editor.focus();
  editor.dispatchEvent(new Event("input", { bubbles: true }));
}
