/* What the server would refuse, said at the question while its citizen still stands there. */

/** Return what is wrong with a question in words, "" when nothing is. */
export function fault(question, form, say) {
  const rule = form.querySelector(`.rule[data-at="${question.id.slice(2)}"]:not([hidden])`);
  return typed(question, say) || ticked(question, say) || lacking(question, say)
    || (rule ? rule.textContent : "");
}

function list(within, selector) {
  return Array.prototype.filter.call(within.querySelectorAll(selector), (e) => !e.closest("[hidden]"));
}

function isMark(e) {
  return e.type === "checkbox" && e.name.slice(-1) === "~";
}

function answered(e) {
  return e.type === "radio" || e.type === "checkbox" ? e.checked : e.value.trim() !== "";
}

function bound(question, name) {
  const told = question.dataset[name] ? question : question.querySelector(`[data-${name}]`);
  return told ? Number(told.dataset[name]) : NaN;
}

function typed(question, say) {
  for (const e of list(question, "input.box")) {
    if (e.closest(".say")) continue;
    if (e.validity && !e.validity.valid) return say("a_day");
    const value = e.value.trim();
    if (!value || e.classList.contains("wide") || /date|month/.test(e.getAttribute("type"))) continue;
    if (!/^-?\d+([.,]\d+)?$/.test(value)) return say("a_number");
    const number = Number(value.replace(",", ".")), least = bound(question, "least"), most = bound(question, "most");
    if (number < least) return say("not_below", said(least));
    if (number > most) return say("not_above", said(most));
  }
  return "";
}

function said(number) {
  return String(number).replace(".", ",");
}

function ticked(question, say) {
  const marks = list(question, "[type=checkbox]").filter((e) => isMark(e) && e.checked);
  const boxes = list(question, "[type=checkbox]").filter((e) => !isMark(e));
  const written = list(question, "textarea, select, input.box").filter((e) => !e.closest(".say") && answered(e));
  if (marks.length && written.length) return say("two_answers");
  for (const box of list(question, ".say input")) {
    const label = box.closest(".say").previousElementSibling;
    const taken = label.querySelector("input").checked, words = box.value.trim() !== "";
    if (taken !== words) return say(taken ? "say_which" : "tick_it");
  }
  const taken = boxes.filter((e) => e.checked);
  if (!taken.length || taken[0].hasAttribute("data-alone")) return "";
  if (taken.length < bound(question, "least")) return say("at_least", bound(question, "least"));
  if (taken.length > bound(question, "most")) return say("at_most", bound(question, "most"));
  return "";
}

function lacking(question, say) {
  if (!question.hasAttribute("data-must") && !question.querySelector("[data-must]")) return "";
  if (!list(question, "[name]").some(answered)) return say("required");
  const rows = list(question, ".row");
  return rows.every((row) => row.querySelector(":checked")) ? "" : say("every_row");
}
