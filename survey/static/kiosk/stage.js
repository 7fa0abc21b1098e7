/* The stage: one screen at a time, the focus on its heading, and no tap counted twice. */
import { spoken } from "./words.js";

const PLACE_PX = 48, SETTLED_MS = 250;
const stage = document.getElementById("stage");
const live = document.getElementById("live");
let changedBy = null, lastTap = null;

/** Make an element: attributes, `on…` listeners, children. */
export function h(tag, given, ...inside) {
  const made = document.createElement(tag);
  for (const name of Object.keys(given || {})) {
    const value = given[name];
    if (name.slice(0, 2) === "on") made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...inside.filter((one) => one !== null && one !== undefined && one !== false));
  return made;
}

/** A button that does `act`. */
export function button(words, act, kind, given) {
  return h("button", Object.assign({ type: "button", class: kind || "quiet", onclick: act || (() => {}) }, given), ...[].concat(words));
}

/** A screen of one heading, a few sentences and its buttons. */
export function plain(language, title, sentences, buttons, kind) {
  const words = sentences.map((one) => (typeof one === "string" ? h("p", null, one) : one));
  return h("div", { class: `screen calm ${kind || ""}`, lang: spoken(language) },
    h("h1", null, title), ...words, h("div", { class: "acts" }, ...buttons));
}

/** Draw a picture of the page's own set, for the eye only. */
export function face(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", name);
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `#f-${name}`);
  svg.append(use);
  return svg;
}

/** Put a screen on the stage in the place of the last one, and the focus on its heading. */
export function show(screen) {
  while (stage.firstChild) stage.removeChild(stage.firstChild);
  stage.append(screen);
  turned(screen.querySelector("h1"));
}

/** Say that what stands on the screen is another thing now: the tap that did it is spent. */
export function turned(heading) {
  changedBy = lastTap;
  window.scrollTo(0, 0);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}

/** Have a sentence read aloud by a screen reader. */
export function announce(words) {
  live.textContent = words;
}

/* A finger that trembles or hammers taps again where it was. What stands there meanwhile is
   another button, and it is not meant: it waits until the finger has been still. */
function guard(event) {
  if (!event.detail) return; // by keyboard, or by a screen reader
  const tap = { x: event.clientX, y: event.clientY, at: performance.now() };
  const again = changedBy && tap.at - changedBy.at < SETTLED_MS
    && Math.abs(tap.x - changedBy.x) < PLACE_PX && Math.abs(tap.y - changedBy.y) < PLACE_PX;
  if (again) {
    changedBy.at = tap.at;
    event.preventDefault();
    event.stopPropagation();
    return;
  }
  lastTap = tap;
}
document.addEventListener("click", guard, true);
