// Shows the reader's own answer in the article's form and sends it in place. Without this script the
// same form posts to a page of its own.
const form = document.querySelector("#evaluation .evaluation__form[data-mine]");

if (form) {
  const status = form.querySelector(".evaluation__status");
  const button = form.querySelector(".evaluation__send");
  const words = (name) => form.querySelector(`template[data-says="${name}"]`).content.cloneNode(true);
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
      say("notice notice--error", words("unsent"));
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
    button.replaceChildren(words("change"));
  }

  async function send() {
    const response = await fetch(form.action, {
      method: "POST",
      headers: { Accept: "application/json" },
      body: new URLSearchParams(new FormData(form)),
    });
    const answer = response.headers.get("Content-Type")?.startsWith("application/json") ? await response.json() : null;
    if (answer?.saved) {
      button.replaceChildren(words("change"));
      say("notice", words("stored"));
    } else if (answer?.confirm) {
      const sentence = words("confirm");
      sentence.querySelector("a").href = answer.confirm;
      say("notice notice--error", sentence);
    } else if (answer) {
      complain(answer.problems);
    } else if (response.status === 429) {
      say("notice notice--error", words("many"));
    } else {
      say("notice notice--error", words("failed"));
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
    const heading = document.createElement("h3");
    heading.append(words("incomplete"));
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
