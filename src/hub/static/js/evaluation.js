// Shows the reader's own answer in the article's form and sends it in place. Without this script the
// same form posts to a page of its own.
const form = document.querySelector("#evaluation .evaluation__form[data-mine]");

if (form) {
  const status = form.querySelector(".evaluation__status");
  const button = form.querySelector(".evaluation__send");
  let touched = false;
  form.addEventListener("input", () => { touched = true; });

  const whenNear = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    whenNear.disconnect();
    prefill();
  }, { rootMargin: "600px" });
  whenNear.observe(form);

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      await send();
    } catch {
      say("notice notice--error", "Your evaluation could not be sent. Please check your connection and try again.");
    } finally {
      button.disabled = false;
    }
  });

  async function prefill() {
    const response = await fetch(form.dataset.mine, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!response?.ok || touched) return;
    const mine = await response.json();
    if (!mine.answered || touched) return;
    for (const [name, level] of Object.entries(mine.answers)) {
      const radio = form.querySelector(`input[name="${name}"][value="${level}"]`);
      if (radio) radio.checked = true;
    }
    form.elements.comment.value = mine.comment;
    button.textContent = "Change your evaluation";
  }

  async function send() {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
    if (answer?.saved) {
      button.textContent = "Change your evaluation";
      say("notice", "Thank you. Your evaluation is stored; you can change it here at any time.");
    } else if (answer?.confirm) {
      const link = Object.assign(document.createElement("a"), { href: answer.confirm, textContent: "Confirm it" });
      link.target = "_blank";
      say("notice notice--error", "Your confirmation as a healthcare professional is missing or has expired. ", link, " in a new window, then send your evaluation. Nothing you wrote is lost.");
    } else if (answer) {
      complain(answer.problems);
    } else if (response.status === 429) {
      say("notice notice--error", "Too many answers came from your network. Please try again in ten minutes.");
    } else {
      say("notice notice--error", "Your evaluation could not be stored. Please try again later.");
    }
  }

  function say(className, ...content) {
    const message = document.createElement("p");
    message.className = className;
    message.append(...content);
    status.replaceChildren(message);
  }

  function complain(problems) {
    const summary = Object.assign(document.createElement("div"), { className: "error-summary", tabIndex: -1 });
    const heading = Object.assign(document.createElement("h3"), { textContent: "Your evaluation is not complete" });
    const list = document.createElement("ul");
    for (const { control, sentence } of problems) {
      const item = document.createElement("li");
      const link = Object.assign(document.createElement("a"), { href: `#${control}`, textContent: sentence });
      link.addEventListener("click", (event) => {
        event.preventDefault();
        document.getElementById(control)?.focus();
      });
      item.append(link);
      list.append(item);
    }
    summary.append(heading, list);
    status.replaceChildren(summary);
    summary.focus();
  }
}
