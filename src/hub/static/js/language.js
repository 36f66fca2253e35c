// Closes the list of languages by Escape, or when something else is used. Without this script its own button does.
const list = document.querySelector("[data-language]");
if (list) {
  document.addEventListener("pointerdown", (event) => { if (!list.contains(event.target)) list.open = false; });
  list.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !list.contains(event.relatedTarget)) list.open = false;
  });
  list.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.open) return;
    list.open = false;
    list.querySelector("summary").focus();
  });
}

// Puts the original of a passage where its translation stands, with the button after it. Without this script the
// original opens beneath the button.
for (const passage of document.querySelectorAll("[data-passage]")) {
  const details = passage.querySelector(":scope > .passage__original");
  if (!details) continue;
  const words = passage.querySelector(":scope > .passage__words");
  const original = details.querySelector(".passage__text");
  const [show, hide] = ["show", "hide"].map((name) => details.querySelector(`.passage__${name}`).textContent);
  const button = Object.assign(document.createElement("button"), { type: "button", className: "passage__switch" });
  const turn = (back) => {
    words.hidden = back;
    original.hidden = !back;
    button.textContent = back ? hide : show;
  };
  button.addEventListener("click", () => {
    const before = button.getBoundingClientRect().top;
    turn(original.hidden);
    const status = spoken();
    status.lang = original.hidden ? "" : original.lang;
    status.textContent = original.hidden ? words.textContent : original.textContent;
    scrollBy({ top: button.getBoundingClientRect().top - before, behavior: "instant" });
  });
  details.replaceWith(original, button);
  turn(false);
}

function spoken() {
  const id = "passage-status";
  return document.getElementById(id) ?? document.querySelector("main").appendChild(
    Object.assign(document.createElement("p"), { id, className: "visually-hidden", role: "status" }),
  );
}
