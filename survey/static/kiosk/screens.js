/* The screens a citizen sees: what stands on each, not what happens there. */
import { button, face, h, plain } from "./stage.js";
import { speaker, spoken } from "./words.js";

const FACES = ["very_sad", "sad", "neutral", "happy", "very_happy"];

/** Who is asking, in one place on every screen. */
export function asking(config) {
  const { unit, counter } = config;
  return h("p", { class: "who", lang: "vi" }, h("b", null, unit.name), unit.above ? `, ${unit.above}` : "", h("br"), counter.name);
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
