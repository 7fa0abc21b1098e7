/* The list of cases, and one case: what stands on each. */
import { grouped, isAnswered, isMeant, offered, placeOf } from "./cases.js";
import { button, h } from "./stage.js";
import { day, speaker } from "./words.js";

const say = speaker("vi");
const looked = { words: "", place: "", high: 0, at: null, isOpen: false };

/** Return the list; `open(case)` and `panel()` are its ways out, `line` is told the rest. */
export function board(config, cases, line, { open, panel }) {
  const shown = offered(cases), places = grouped(shown).map(([place]) => place);
  const search = h("input", { id: "search", type: "search", class: "box wide", autocomplete: "off", value: looked.words });
  const place = h("select", { id: "place", class: "box wide" }, h("option", { value: "" }, say("all_places")),
    ...places.map((one) => h("option", { value: one, selected: one === looked.place }, one)));
  const list = h("div", { class: "cases" });
  const draw = () => {
    Object.assign(looked, { words: search.value, place: place.value });
    list.textContent = "";
    list.append(...sections(shown, open));
  };
  search.addEventListener("input", draw);
  place.addEventListener("change", draw);
  draw();
  const left = shown.filter((one) => one.place === "main" && one.state !== "done").length;
  return h("div", { class: "screen board" },
    h("header", null, h("div", null, h("p", { class: "who" }, h("b", null, config.campaign.name)), h("h1", null, say("list"))),
      button(say("machine"), panel, "small")),
    h("p", { class: "soft" }, left ? say("left", left) : say("none_left"), ". ", say("until", day(config.campaign.ends_on)), "."),
    h("div", { class: "queue" }, line),
    shown.length ? h("div", { class: "sift", role: "search" },
      h("div", null, h("label", { for: "search" }, say("search")), search),
      places.length > 1 ? h("div", null, h("label", { for: "place" }, say("place_of")), place) : null) : null,
    shown.length ? list : h("p", null, say("empty")));
}

function sections(shown, open) {
  const meant = shown.filter((one) => (!looked.place || placeOf(one) === looked.place) && isMeant(one, looked.words));
  const due = meant.filter((one) => one.state !== "done"), done = meant.filter((one) => one.state === "done");
  if (!meant.length) return [h("p", { role: "status" }, say("no_match"))];
  const parts = grouped(due).map(([place, list]) => h("section", null, h("h2", null, place), rows(list, open)));
  if (done.length) {
    const all = h("details", { open: looked.isOpen || Boolean(looked.words) || !due.length },
      h("summary", null, say("finished", done.length)), rows(done, open));
    all.addEventListener("toggle", () => { looked.isOpen = all.open; });
    parts.push(all);
  }
  return parts;
}

function rows(list, open) {
  return h("ul", null, ...list.map((one) => h("li", null, h("button", {
    type: "button", class: `case ${one.state}`, "data-case": one.id,
    onclick: () => { held(one.id); open(one); },
  }, h("b", null, one.label || say("case", one.code)), h("span", { class: "marks" },
    h("span", null, say("case", one.code)), one.place === "main" ? null : h("span", { class: "mark" }, say("reserve")),
    mark(one), one.attempts && one.state !== "done" ? h("span", null, say("tried", one.attempts)) : null,
    one.waits ? h("span", null, say("waits")) : null)))));
}

function mark(one) {
  const [sign, words] = { open: ["○", "open"], done: ["✓", isAnswered(one) ? "answered" : "done"], sent_back: ["↺", "sent_back"] }[one.state] || ["○", "open"];
  return h("span", { class: `mark ${one.state}` }, h("span", { "aria-hidden": "true" }, `${sign} `), say(words));
}

/** Remember where the list is being left: at a case, in a box, how far down. */
export function held(at) {
  const on = document.activeElement;
  looked.high = window.scrollY;
  looked.at = at ? `[data-case="${at}"]` : on.id ? `[id="${on.id}"]` : on.dataset.case ? `[data-case="${on.dataset.case}"]` : null;
}

/** Where the list was left, back there again. */
export function returned(screen) {
  const last = looked.at && screen.querySelector(looked.at);
  if (last && last.closest("details")) last.closest("details").open = true;
  window.scrollTo(0, looked.high);
  if (last) last.focus({ preventScroll: true });
}

/** Return one case; `begin()`, `attempt()` and `left()` are its ways on. */
export function caseScreen(config, one, { begin, attempt, left }) {
  const isOver = isAnswered(one), name = new Map(config.dispositions.map((each) => [each.name, each.words]));
  return h("div", { class: "screen said" },
    h("h1", null, one.label || say("case", one.code)),
    h("p", null, [say("case", one.code), say(one.place === "main" ? "main" : "reserve"), placeOf(one)].join(" · ")),
    h("p", null, mark(one), one.waits ? ` · ${say("waits")}` : ""),
    one.attempts ? h("p", { class: "soft" }, name.has(one.last) ? say("tried_last", one.attempts, name.get(one.last)) : say("tried", one.attempts)) : null,
    one.state === "sent_back" && one.reason ? h("p", { class: "sent-back" }, say("reason", one.reason)) : null,
    one.place === "main" ? null : h("p", { class: "soft" }, say("reserve_why")),
    isOver ? h("p", null, say("answered_why")) : h("div", { class: "upright" },
      button(say("begin"), begin, one.state === "done" ? "wide" : "wide leading"), button(say("not_here"), attempt, "wide")),
    h("div", { class: "acts" }, button(say("to_list"), left)));
}
