// Enriches the public tool: counts characters, links figures and findings under the pointer, copies the link.

const counter = document.querySelector("[data-count]");
if (counter) {
  const field = document.getElementById(counter.dataset.count);
  const limit = Number(counter.dataset.limit);
  const { language, within, over: tooMany, overOne } = counter.dataset;
  const format = new Intl.NumberFormat(language);
  const say = (sentence, number) =>
    sentence.replace("{number}", format.format(number)).replace("{limit}", format.format(limit));
  const count = () => {
    const length = [...field.value.trim()].length;
    const over = length - limit;
    counter.hidden = length === 0;
    counter.classList.toggle("check-form__count--over", over > 0);
    counter.textContent = over > 0 ? say(over === 1 ? overOne : tooMany, over) : say(within, length);
  };
  field.addEventListener("input", count);
  count();
}

// A figure stands in the passage, in the table, and in each finding about it: point at one, see the others.
const numbersOf = (element) => (element.dataset.figure ?? element.dataset.figures).trim().split(" ");
const entries = [...document.querySelectorAll("[data-figure], [data-figures]")];
const light = (from) => {
  const numbers = from ? numbersOf(from) : [];
  for (const entry of entries) {
    entry.classList.toggle("is-linked", entry !== from && numbersOf(entry).some((one) => numbers.includes(one)));
  }
};
for (const [type, leaves] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
  document.addEventListener(type, (event) => light(event.target.closest?.("[data-figure], [data-figures]")));
  document.addEventListener(leaves, () => light(null));
}

const copy = document.querySelector("[data-copy]");
if (copy && navigator.clipboard) {
  const status = document.querySelector("[data-status]");
  const said = status.textContent;
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(document.querySelector("[data-link]").href);
      status.textContent = status.dataset.copied;
    } catch {
      status.textContent = status.dataset.uncopied;
    }
    setTimeout(() => { status.textContent = said; }, 6000);
  });
}
