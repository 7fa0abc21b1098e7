/* One interview, from the words read at the door to "kept on this tablet": kept once or not
   at all. An interview that is broken off is kept as such only if the interviewer says so. */
import * as asking from "./asking.js";
import * as engine from "./engine.js";
import { looked } from "./position.js";
import { button, h, plain, show, turned } from "./stage.js";
import { onBack } from "./tablet.js";
import { speaker } from "./words.js";

const say = speaker("vi");

/** Begin at a case; `done(wasKept)` is called once, `refused()` when the person will not. */
export function begin(config, bearer, one, { done, refused }) {
  const talk = {
    config, one, done, id: engine.newId(), started: Date.now(), from: performance.now(),
    found: { position: null }, sheet: null, over: false,
  };
  const begun = () => (config.ask_position ? askPosition(talk) : ask(talk));
  onBack(() => done(false));
  show(h("div", { class: "screen said" },
    h("h1", null, say("intro")), h("p", { class: "soft" }, say("intro_why")),
    h("blockquote", null,
      h("p", null, say("intro_who", bearer, config.campaign.name)),
      h("p", null, say("intro_free")), h("p", null, say("intro_use"))),
    equal(button(say("agrees"), begun, "wide"), button(say("declines"), refused, "wide")),
    h("div", { class: "acts" }, button(say("cancel"), () => done(false)))));
}

function equal(...buttons) {
  return h("div", { class: "equal" }, ...buttons);
}

function askPosition(talk) {
  onBack(() => talk.done(false));
  show(h("div", { class: "screen said" },
    h("h1", null, say("position")), h("blockquote", null, h("p", null, say("position_why"))),
    equal(
      button(say("position_yes"), () => { talk.found = looked(); ask(talk); }, "wide"),
      button(say("position_no"), () => ask(talk), "wide"))));
}

function ask(talk) {
  const { config } = talk, language = (config.languages.find((one) => one.code === "vi") || config.languages[0]).code;
  const head = () => h("div", { class: "head", lang: "vi" },
    h("p", { class: "who" }, h("b", null, config.campaign.name), h("br"), say("case", talk.one.code)),
    button(say("stop"), () => leave(talk), "small"));
  talk.sheet = asking.sheet({
    config, language, head, keep: (form) => keep(talk, "complete", form), leave: () => leave(talk),
    trouble: () => h("p", null, say("not_kept_else")),
  });
  window.addEventListener("beforeunload", stay);
  onBack(() => asking.back(talk.sheet));
  asking.open(talk.sheet);
}

/* The tablet's own question before the page is left with answers that are nowhere else. */
function stay(event) {
  event.preventDefault();
  event.returnValue = "";
}

async function keep(talk, disposition, form) {
  await engine.record({
    id: talk.id, asked: talk.config.asked, language: talk.sheet.language, case: talk.one.id, disposition, form,
    started: talk.started, took: Math.round(performance.now() - talk.from), position: talk.found.position,
  });
  over(talk);
  talk.done(true);
}

/* Leaving: go on, keep what was said as broken off, or keep nothing. */
function leave(talk) {
  if (talk.over || talk.sheet.sending) return;
  if (!asking.isBegun(talk.sheet, false)) return drop(talk);
  const back = () => goOn(talk);
  onBack(back);
  const partial = button(say("leave_partial"), async () => {
    partial.disabled = true;
    try {
      await keep(talk, "partial", asking.answers(talk.sheet));
    } catch (reason) {
      partial.disabled = false;
      screen.querySelector("h1").insertAdjacentElement("afterend", h("p", { class: "oops", role: "alert" }, say("not_kept_here")));
    }
  }, "wide");
  const screen = plain("vi", say("leave"), [say("leave_why")], [
    button(say("leave_back"), back, "wide leading"), partial, button(say("leave_drop"), () => drop(talk), "wide")]);
  screen.classList.add("upright");
  show(screen);
}

function goOn(talk) {
  const { screen } = talk.sheet.view;
  onBack(() => asking.back(talk.sheet));
  show(screen);
  turned(screen.querySelector(".here h1, .ready:not([hidden]) h1"));
}

function drop(talk) {
  over(talk);
  talk.done(false);
}

function over(talk) {
  talk.over = true;
  asking.end(talk.sheet);
  window.removeEventListener("beforeunload", stay);
  onBack(null);
}
