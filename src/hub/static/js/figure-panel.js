// The editor's panel of figures: asks the hub how each figure in the form stands, as it is typed, and carries out
// what the editor decides about one. The hub answers with the rows as HTML; nothing is saved by asking.

import { declare, withdraw } from "./figure-declarations.js";
import { goTo, reveal } from "./figure-places.js";

const PAUSE = 400;
const LOOK = 1500; // The text editor writes into its hidden field without an event.
const AGAIN = 15000;
const STANDS = "What stands here is from the last check.";
const UNKNOWN = "Its declaration is not in this form; look among the declared figures.";
const NOT_STORED = "The result was not stored; try again.";
const FAILURES = {
  403: `You are signed out, or may no longer edit this article. ${STANDS}`,
  413: `The text is too long to be checked as you type. ${STANDS} Saving checks it all the same.`,
  429: `So many checks came from your network that they pause for a few minutes. ${STANDS}`,
};

const panel = document.querySelector("[data-figures-panel]");
const form = document.querySelector("form[data-edit-form]");
if (panel && form) start();

function start() {
  const content = panel.querySelector("[data-figures-content]");
  const notice = panel.querySelector("[data-figures-notice]");
  const spoken = panel.querySelector("[data-figures-spoken]");
  const counter = document.querySelector('[data-side-panel-toggle="figures"] [data-side-panel-toggle-counter]');
  const sent = panel.dataset.sent.split(" ");
  let checked;
  let shown;
  let request;
  let timer;
  let retry = 0;

  for (const type of ["input", "change", "keyup", "click", "paste", "drop"]) {
    document.addEventListener(type, () => schedule(), true);
  }
  window.addEventListener("online", () => { retry = 0; schedule(0); });
  window.addEventListener("offline", () => fail(`There is no connection. ${STANDS}`));
  setInterval(() => { if (!document.hidden) schedule(0); }, LOOK);
  panel.addEventListener("click", (event) => {
    const button = event.target.closest("[data-figures-act]");
    if (button) act(button);
  });
  check();

  function schedule(pause = PAUSE) {
    if (timer && pause === 0) return;
    clearTimeout(timer);
    timer = setTimeout(() => { timer = undefined; check(); }, pause);
  }

  function collect() {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) {
      const asked = sent.some((each) => each === name || (each.endsWith("-") && name.startsWith(each)));
      if (asked && typeof value === "string") data.append(name, value);
    }
    return data;
  }

  async function check() {
    const data = collect();
    const text = JSON.stringify([...data]);
    if (text === checked && !(retry && Date.now() > retry)) return;
    checked = text;
    retry = 0;
    request?.abort();
    const mine = (request = new AbortController());
    say("Checking the figures …", "busy");
    try {
      const response = await post(panel.dataset.checkUrl, data, mine.signal);
      const html = response.ok ? await response.text() : "";
      if (mine !== request) return;
      if (response.ok) show(html);
      else fail(FAILURES[response.status] ?? `The figures could not be checked. ${STANDS}`);
    } catch (error) {
      if (error.name !== "AbortError" && mine === request) {
        fail(navigator.onLine ? `The hub did not answer. ${STANDS}` : `There is no connection. ${STANDS}`);
      }
    }
  }

  function post(address, data, signal) {
    const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
    const headers = { "X-CSRFToken": token, "X-Requested-With": "XMLHttpRequest" };
    return fetch(address, { method: "POST", body: data, headers, signal });
  }

  function say(sentence, state = "") {
    notice.textContent = sentence;
    notice.dataset.state = state;
    notice.hidden = !sentence;
  }

  function fail(sentence) {
    retry = Date.now() + AGAIN;
    say(`${sentence} It goes on by itself as soon as it can.`, "failed");
    spoken.textContent = sentence;
  }

  function show(html) {
    say("");
    if (html === shown) return;
    shown = html;
    const kept = remember();
    content.innerHTML = html;
    restore(kept);
    fillResults();
    const state = content.querySelector("[data-figures-state]").dataset;
    if (counter) {
      counter.textContent = state.open;
      counter.hidden = state.open === "0";
    }
    if (spoken.textContent !== state.summary) spoken.textContent = state.summary;
  }

  // What an editor has opened, typed and reached stays, though every row is made anew.
  function remember() {
    const scrolled = [];
    for (let each = panel; each; each = each.parentElement) if (each.scrollTop) scrolled.push([each, each.scrollTop]);
    const open = [...content.querySelectorAll("details[open]")].map((each) => each.dataset.figuresKey);
    const typed = new Map([...content.querySelectorAll("[data-figures-choose]")]
      .filter((each) => (each.tagName === "SELECT" ? each.selectedIndex > 0 : each.value))
      .map((each) => [nameOf(each), each.value]));
    const focused = content.contains(document.activeElement) ? nameOf(document.activeElement) : "";
    return { scrolled, open, typed, focused };
  }

  function restore({ scrolled, open, typed, focused }) {
    content.querySelectorAll("details").forEach((each) => { each.open = open.includes(each.dataset.figuresKey); });
    fillResults();
    content.querySelectorAll("[data-figures-choose]").forEach((each) => {
      if (typed.has(nameOf(each))) each.value = typed.get(nameOf(each));
    });
    for (const [element, top] of scrolled) element.scrollTop = top;
    if (!focused) return;
    const again = [...content.querySelectorAll("button, summary, select, input")].find((each) => nameOf(each) === focused);
    if (again) again.focus({ preventScroll: true });
    else content.focus({ preventScroll: true });
  }

  function nameOf(element) {
    const { figuresAct = "", figuresChoose = "", result = "" } = element.dataset;
    const key = element.closest("[data-figures-row]")?.dataset.key ?? element.closest("details")?.dataset.figuresKey;
    return [key, element.tagName, figuresAct, figuresChoose, result].join("|");
  }

  function fillResults() {
    const options = content.querySelector("template[data-figures-results]");
    content.querySelectorAll("[data-figures-choose=result]").forEach((select) => {
      if (select.options.length === 1) select.append(options.content.cloneNode(true));
    });
  }

  function act(button) {
    const row = button.closest("[data-figures-row]");
    const name = button.dataset.figuresAct;
    if (name === "study") return openStudy();
    const figure = row.dataset;
    const chosen = (what) => row.querySelector(`[data-figures-choose="${what}"]`);
    if (name === "go") return goTo(form, figure) || complain(row, "The text has changed; the figure is no longer there.");
    if (name === "make") return make(button, row);
    if (name === "withdraw") return withdraw(form, figure) ? settled("Declaration withdrawn.") : complain(row, UNKNOWN);
    if (name === "tie") return tie(row, button.dataset.result);
    if (name === "tie-chosen") {
      return chosen("result").value ? tie(row, chosen("result").value) : ask(row, chosen("result"), "Choose the result first.");
    }
    const note = chosen("note").value.trim();
    if (!note) return ask(row, chosen("note"), "Write from which source it is, or what it is, first.");
    return settle(row, { kind: name, note });
  }

  function tie(row, result) {
    return settle(row, { kind: "result", result });
  }

  function settle(row, word) {
    if (!declare(form, row.dataset, word)) return complain(row, "This form has no place for declarations.");
    return settled("Declared; it is saved with the article.");
  }

  function settled(sentence) {
    spoken.textContent = sentence;
    schedule(0);
  }

  async function make(button, row) {
    const data = collect();
    for (const name of ["field", "start", "quote"]) data.append(`figure-${name}`, row.dataset[name]);
    row.querySelectorAll("[data-figures-make] [data-figures-choose]").forEach((each) => {
      data.append(each.dataset.figuresChoose, each.value);
    });
    button.disabled = true;
    try {
      const response = await post(panel.dataset.resultUrl, data);
      const json = response.headers.get("Content-Type")?.startsWith("application/json");
      const answer = json ? await response.json() : { sentence: FAILURES[response.status] ?? NOT_STORED };
      if (!response.ok) return complain(row, answer.sentence);
      checked = undefined;
      settled(answer.sentence);
    } catch {
      complain(row, NOT_STORED);
    } finally {
      button.disabled = false;
    }
    return undefined;
  }

  function ask(row, control, sentence) {
    complain(row, sentence);
    control.focus();
  }

  function complain(row, sentence) {
    const problem = row.querySelector("[data-figures-problem]");
    problem.textContent = sentence;
    problem.hidden = false;
  }

  function openStudy() {
    const control = form.elements.study;
    reveal(control);
    const button = document.querySelector("#id_study-chooser button");
    (button ?? control).scrollIntoView({ block: "center" });
    button?.focus();
  }
}
