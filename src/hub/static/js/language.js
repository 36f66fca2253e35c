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
