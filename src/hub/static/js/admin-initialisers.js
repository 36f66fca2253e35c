// Wagtail starts its panels, choosers and date pickers with inline scripts, which the hub's Content
// Security Policy forbids. Our templates write the same call as inert JSON, and this file makes it.
// Loaded before Wagtail's own files.
(() => {
  const starters = {
    InlinePanel: (options) => new window.InlinePanel(options),
    MultipleChooserPanel: (options) => new window.MultipleChooserPanel(options),
    initDateChooser: (...args) => window.initDateChooser(...args),
    initDateTimeChooser: (...args) => window.initDateTimeChooser(...args),
    initTimeChooser: (...args) => window.initTimeChooser(...args),
    createTaskChooser: (id) => window.createTaskChooser(id),
  };
  const selector = 'script[type="application/json"][data-hub-start]';

  function start(element) {
    const name = element.dataset.hubStart;
    const args = JSON.parse(element.textContent);
    delete element.dataset.hubStart;
    if (Object.hasOwn(starters, name)) starters[name](...args);
    else if (/^[A-Z]\w*Chooser$/.test(name)) new window[name](...args);
  }

  function startAll(root) {
    if (root.matches?.(selector)) start(root);
    root.querySelectorAll?.(selector).forEach(start);
  }

  // Fields that are added later (a new row, a form in a dialog) start as they enter the page.
  const observer = new MutationObserver((changes) => {
    for (const change of changes) change.addedNodes.forEach(startAll);
  });

  // The text editor numbers its lists and shows its placeholder by style elements that it makes itself.
  const { nonce } = document.currentScript;
  const create = document.createElement;
  document.createElement = function createElement(...args) {
    const element = create.apply(this, args);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    return element;
  };

  document.addEventListener("DOMContentLoaded", () => {
    startAll(document);
    observer.observe(document.body, { childList: true, subtree: true });
  });
})();
