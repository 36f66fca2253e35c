// Writes an editor's word on a figure into the form's own rows, where it is saved with the article like any other.

import { rowsOf } from "./figure-places.js";

const ROWS = "figure_declarations";

/** Declares what a figure is; returns whether the form has rows for it. */
export function declare(form, { field, quote, occurrence }, { kind, result = "", note = "" }) {
  const prefix = find(form, { field, quote, occurrence }) ?? add(form);
  if (!prefix) return false;
  const values = { field, quote, occurrence, kind, result, note };
  for (const [name, value] of Object.entries(values)) write(form.elements[`${prefix}-${name}`], value);
  return true;
}

/** Takes the declaration of a figure back; returns whether there was one. */
export function withdraw(form, figure) {
  const prefix = find(form, figure);
  if (!prefix) return false;
  const button = document.getElementById(`id_${prefix}-DELETE-button`);
  button.click();
  return true;
}

function find(form, { field, quote, occurrence }) {
  const value = (prefix, name) => form.elements[`${prefix}-${name}`]?.value;
  return rowsOf(form, ROWS).find((prefix) => value(prefix, "field") === field
    && quote.startsWith(value(prefix, "quote")) && value(prefix, "quote") !== ""
    && Number(value(prefix, "occurrence")) === Number(occurrence));
}

function add(form) {
  const button = document.getElementById(`id_${ROWS}-ADD`);
  if (!button) return undefined;
  button.click();
  return `${ROWS}-${form.elements[`${ROWS}-TOTAL_FORMS`].value - 1}`;
}

function write(control, value) {
  if (!control) return;
  if (control.tagName === "SELECT" && value && ![...control.options].some((option) => option.value === value)) {
    control.add(new Option(value, value));
  }
  control.value = value;
  for (const type of ["input", "change"]) control.dispatchEvent(new Event(type, { bubbles: true }));
}
