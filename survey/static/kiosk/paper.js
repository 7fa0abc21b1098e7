/* The ballot: the questionnaire's own page in one form, of which one question is shown.

   What is asked is decided by follow.js, the very script of the citizen's page: what it
   hides is not asked. What is merely not in turn stands away by style, not hidden, so that
   its answer stays an answer. */
import { h } from "./stage.js";
import { fault } from "./faults.js";
import { inOrder } from "./ranking.js";

/** Put a ballot up in one language, with `given` filled in: pairs of name and value. */
export function paper(html, language, given) {
  const form = h("form", { id: "paper", novalidate: true, autocomplete: "off", lang: language });
  form.innerHTML = html; // the server's own, its signature looked at before it was kept
  for (const faces of form.querySelectorAll("svg.faces")) faces.remove();
  const all = Array.prototype.slice.call(form.querySelectorAll(".q[id^='q-'], .lead[id^='q-']"));
  all.forEach(headed);
  fill(form, given);
  if (form.querySelector("[name=_at_once]")) window.follow(form);
  for (const one of all) if (one.querySelector(".place")) inOrder(one);
  form.addEventListener("change", alone);
  return { form, language, all };
}

/** Return the questions that are asked as things stand, in order. */
export function asked(ballot) {
  return ballot.all.filter((one) => !one.closest("[hidden]"));
}

/** Return a question's code. */
export function codeOf(question) {
  return question.id.slice(2);
}

/** Show one question and put the others away. */
export function turnTo(ballot, question) {
  for (const one of ballot.form.querySelectorAll(".here, .titled, .on")) one.classList.remove("here", "titled", "on");
  if (!question) return;
  question.classList.add("here");
  if (question.parentNode !== ballot.form) question.parentNode.classList.add("on");
  const title = titleOf(question);
  if (title) title.classList.add("titled");
}

/** Return everything that is answered, whether it is asked or not: pairs of name and value. */
export function given(ballot) {
  return fields(ballot.form).filter(said).map((e) => [e.name, e.value]);
}

/** Return what is answered of what is asked, as a form is sent. */
export function sent(ballot) {
  const pairs = fields(ballot.form).filter((e) => said(e) && !e.closest("[hidden]"));
  return new URLSearchParams(pairs.map((e) => [e.name, e.value])).toString();
}

/** Whether one tap on `input` answers the whole of its question. */
export function isWhole(input) {
  if (input.type !== "radio" || beside(input)) return false;
  const question = input.closest(".q[id^='q-'], .lead[id^='q-']");
  return fields(question).every((e) => e.type === "radio" && e.name === input.name || e.closest(".say"));
}

/** Return the box for words under a choice ("other: …"), if it has one. */
export function beside(input) {
  const next = input.parentNode.nextElementSibling;
  return next && next.classList.contains("say") ? next.querySelector("input") : null;
}

/** Say at a question what is wrong with it, or take that away; return whether it is. */
export function judge(question, form, say) {
  const words = fault(question, form, say);
  blame(question, words);
  return Boolean(words);
}

/** Write `words` under a question's heading, tied to it; "" takes them away. */
export function blame(question, words) {
  const id = `e-${codeOf(question)}`, old = question.querySelector(`[id="${id}"]`);
  if (old) old.remove();
  const tied = (question.getAttribute("aria-describedby") || "").split(" ").filter((one) => one && one !== id);
  if (words) {
    tied.unshift(id);
    headOf(question).insertAdjacentElement("afterend", h("p", { class: "oops", id, role: "alert" }, words));
  }
  if (tied.length) question.setAttribute("aria-describedby", tied.join(" "));
  else question.removeAttribute("aria-describedby");
}

/** Return the heading of a question. */
export function headingOf(question) {
  return question.querySelector("h1");
}

function headOf(question) {
  return question.querySelector("legend") || headingOf(question);
}

/* The question is the screen's heading: inside a legend, around a label or a note. */
function headed(question) {
  const legend = question.querySelector("legend"), h1 = h("h1");
  if (legend) {
    while (legend.firstChild) h1.append(legend.firstChild);
    legend.append(h1);
    return;
  }
  const words = question.querySelector(".ask") || question.querySelector("p");
  words.parentNode.insertBefore(h1, words);
  if (words.tagName === "LABEL") h1.append(words);
  else {
    while (words.firstChild) h1.append(words.firstChild);
    words.remove();
  }
}

function titleOf(question) {
  let at = question.parentNode.dataset.when ? question.parentNode : question;
  while (at && at.tagName !== "H2") at = at.previousElementSibling;
  return at;
}

function fields(within) {
  return Array.prototype.filter.call(within.querySelectorAll("[name]"), (e) => e.name[0] !== "_");
}

function said(e) {
  return (e.type === "radio" || e.type === "checkbox" ? e.checked : true) && e.value.trim() !== "";
}

function fill(form, pairs) {
  const all = fields(form);
  for (const [name, value] of pairs || []) {
    for (const e of all) {
      if (e.name !== name) continue;
      if (e.type === "radio" || e.type === "checkbox") e.checked = e.checked || e.value === value;
      else e.value = value;
    }
  }
}

/* "None of these", "I do not know": ticked alone, whatever was ticked before. */
function alone(event) {
  const ticked = event.target;
  if (ticked.type !== "checkbox" || !ticked.checked) return;
  const isAlone = (e) => e.hasAttribute("data-alone") || e.name.slice(-1) === "~";
  let changed = false;
  for (const e of ticked.closest(".q").querySelectorAll("[type=checkbox]")) {
    if (e === ticked || !e.checked || !(isAlone(ticked) || isAlone(e))) continue;
    e.checked = false;
    changed = true;
  }
  if (changed) ticked.dispatchEvent(new Event("input", { bubbles: true }));
}
