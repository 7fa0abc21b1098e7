/* The screens a citizen sees: what stands on each, not what happens there. */
import { face, h } from "./stage.js";
import { speaker, spoken } from "./words.js";

const MOST_DOTS = 15;
const FACES = ["very_sad", "sad", "neutral", "happy", "very_happy"];

/** A button that does `act`. */
export function button(words, act, kind, given) {
  return h("button", Object.assign({ type: "button", class: kind || "quiet", onclick: act || (() => {}) }, given), ...[].concat(words));
}

/** Who is asking, in one place on every screen. */
export function asking(config) {
  const { unit, counter } = config;
  return h("p", { class: "who", lang: "vi" }, h("b", null, unit.name), unit.above ? `, ${unit.above}` : "", h("br"), counter.name);
}

/** A screen of one heading, a few sentences and its buttons. */
export function plain(language, title, sentences, buttons, kind) {
  const words = sentences.map((one) => (typeof one === "string" ? h("p", null, one) : one));
  return h("div", { class: `screen calm ${kind || ""}`, lang: spoken(language) },
    h("h1", null, title), ...words, h("div", { class: "acts" }, ...buttons));
}

/** The calm start: whose counter, one thing to tap, the languages; a small line for staff. */
export function start(config, line, begin, staff) {
  const language = config.default_language, say = speaker(language);
  const others = config.languages.filter((one) => one.code !== language);
  const own = config.languages.find((one) => one.code === language) || config.languages[0];
  return h("div", { class: "screen start", lang: spoken(language) },
    h("header", null, h("p", { class: "who", lang: "vi" }, h("b", null, config.unit.name), config.unit.above ? h("span", null, config.unit.above) : "")),
    h("div", { class: "middle" },
      h("p", { class: "desk", lang: "vi" }, config.counter.name),
      h("h1", { lang: own.code }, own.title),
      button([h("span", { class: "row-of-faces" }, ...FACES.map(face)), h("b", null, say("touch"))], () => begin(language), "begin"),
      h("p", { class: "soft" }, say("anyone"), own.official ? "" : ` ${say("trial")}`)),
    others.length ? h("nav", { class: "tongues", "aria-label": say("other_language") },
      ...others.map((one) => button(one.name, () => begin(one.code), "tongue", { lang: one.code, "aria-label": speaker(one.code)("begin_in", one.name) }))) : null,
    h("footer", { class: "state" }, line, button(say("staff"), staff, "small")));
}

/** Who is rating, asked when a rating follows another within seconds. */
export function who(config, language, chosen, leave) {
  const say = speaker(language);
  return h("div", { class: "screen whom", lang: spoken(language) },
    h("header", null, asking(config)),
    h("div", { class: "middle" }, h("h1", null, say("who")), h("p", { class: "soft" }, say("who_why")),
      ...["self", "helped", "officer"].map((one) => button(say(one), chosen(one), "wide"))),
    h("footer", { class: "turns" }, button(say("back"), leave, "quiet")));
}

/** The kind sentence for staff who would rate themselves. */
export function officer(config, language, done) {
  const say = speaker(language);
  return plain(language, say("officer_title"), [say("officer_why")], [button(say("next_person"), done, "wide")]);
}

/** Thanks. */
export function thanks(config, language, done) {
  const say = speaker(language);
  return plain(language, say("thanks"), [say("thanks_why")], [button(say("next_person"), done, "quiet")], "thanks");
}

/** The screen of all questions; `turn` of the buttons' acts, and what changes on it while it stands. */
export function question(config, language, form, act) {
  const say = speaker(language), tongues = config.languages.filter((one) => one.code !== language);
  const voice = h("span", { class: "voice" });
  const dots = h("p", { class: "dots", role: "img" });
  const back = button(say("back"), act.back, "quiet");
  const next = button(say("next"), act.next, "next");
  const send = button(say("send"), act.send, "send");
  const ready = h("section", { class: "ready", hidden: true }, h("h1", null, say("ready")), h("p", null, say("ready_why")));
  const sendAll = button(say("send"), act.send, "wide leading");
  ready.append(sendAll);
  const screen = h("div", { class: "screen asks", lang: spoken(language) },
    h("header", null, asking(config), h("div", { class: "tongues" },
      voice, ...tongues.map((one) => button(one.name, () => act.speak(one.code), "tongue", { lang: one.code })))),
    h("div", { class: "paper" }, form, ready),
    h("footer", { class: "turns" }, back, dots, next, send));
  return {
    screen, ready,
    hear(listen) {
      voice.textContent = "";
      if (listen) voice.append(listen);
    },
    busy(isBusy) { send.disabled = isBusy; sendAll.disabled = isBusy; next.disabled = isBusy; back.disabled = isBusy; },
    progress(place, count, isAnswered) {
      const isLast = place >= count - 1;
      next.hidden = isLast;
      send.hidden = place >= count; // it stands in the middle then, and large
      form.classList.toggle("done", place >= count);
      next.textContent = say(isAnswered ? "next" : "skip");
      next.classList.toggle("leading", isAnswered && !isLast);
      send.classList.toggle("leading", isLast);
      draw(dots, place, count, say);
    },
    failed() {
      for (const old of ready.querySelectorAll(".oops, .phone")) old.remove();
      ready.append(h("p", { class: "oops", role: "alert" }, `${say("not_kept")}. ${say("not_kept_why")}`), phone(config, language));
    },
  };
}

function draw(dots, place, count, say) {
  const words = say("place", Math.min(place + 1, count), count);
  dots.setAttribute("aria-label", words);
  if (count > MOST_DOTS) {
    dots.textContent = words; // nobody counts so many
    return;
  }
  if (!dots.childElementCount) dots.textContent = "";
  while (dots.childElementCount > count) dots.removeChild(dots.lastChild);
  while (dots.childElementCount < count) dots.append(h("i"));
  Array.prototype.forEach.call(dots.children, (dot, n) => {
    dot.className = n < place ? "past" : n === place ? "now" : "";
  });
}

/** Where a phone can rate when this tablet cannot. */
export function phone(config, language) {
  const say = speaker(language), code = config && config.counter.code;
  return h("dl", { class: "phone" },
    h("dt", null, say("by_phone")), h("dd", null, `${location.host}/q/${code || ""}`),
    code ? h("dt", null, say("code")) : null, h("dd", null, code || say("code_on_board")));
}

let asked = null, focused = null;

/** Ask whether somebody is still there, `seconds` before the page goes back to the start. */
export function warn(seconds, say, language) {
  if (!asked) {
    focused = document.activeElement;
    // Any tap on it answers; it takes that tap itself, so that nothing under it does.
    asked = h("div", { class: "over", onclick: calm, role: "alertdialog", "aria-modal": "true", "aria-labelledby": "still", lang: spoken(language) },
      h("div", null, h("h2", { id: "still" }, say("still_here")), h("p", { "aria-hidden": "true" }), button(say("here"), null, "wide")));
    document.body.append(asked);
    asked.querySelector("button").focus();
  }
  asked.querySelector("p").textContent = say("still_why", seconds);
}

/** Somebody is: take the question away. */
export function calm() {
  if (!asked) return;
  asked.remove();
  asked = null;
  if (focused && focused.isConnected) focused.focus({ preventScroll: true });
}
