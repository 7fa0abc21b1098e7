/* One rating, from the first tap to the thanks: one question a screen, sent once or not at all. */
import * as engine from "./engine.js";
import * as idle from "./idle.js";
import { asked, beside, codeOf, given, headingOf, isWhole, blame, judge, paper, sent, turnTo } from "./paper.js";
import { announce, show, turned } from "./stage.js";
import { hush, voiced, voiceOf } from "./voice.js";
import { onBack } from "./tablet.js";
import { speaker } from "./words.js";
import * as screens from "./screens.js";

const THANKS_MS = 5000, REFUSAL_MS = 7000;

/** Begin a rating; `done(wasSent)` is called once, when the screen is the next citizen's. */
export function begin({ config, language, soon, done }) {
  const rating = {
    config, language, soon, done, id: engine.newId ? engine.newId() : undefined, who: null,
    from: performance.now(), over: false, sending: false, ballot: null, at: null, view: null,
  };
  onBack(() => back(rating));
  idle.begin({
    warn: (seconds) => screens.warn(seconds, speaker(rating.language), rating.language),
    end: () => leave(rating, true),
  });
  if (soon) askWho(rating);
  else open(rating, []);
  return { leave: () => leave(rating) };
}

function askWho(rating) {
  const chosen = (who) => () => {
    if (who === "officer") return refuse(rating);
    rating.who = who;
    return open(rating, []);
  };
  show(screens.who(rating.config, rating.language, chosen, () => leave(rating)));
}

function refuse(rating) {
  over(rating);
  const timer = setTimeout(() => rating.done(false), REFUSAL_MS);
  show(screens.officer(rating.config, rating.language, () => { clearTimeout(timer); rating.done(false); }));
}

/* Put the ballot up, in another language too: what was answered goes along. */
function open(rating, pairs) {
  hush();
  const say = speaker(rating.language);
  const text = rating.config.languages.find((one) => one.code === rating.language) || rating.config.languages[0];
  const ballot = paper(text.html, text.code, pairs);
  rating.ballot = ballot;
  rating.view = screens.question(rating.config, rating.language, ballot.form, {
    back: () => back(rating),
    next: () => next(rating),
    send: () => send(rating),
    speak: (language) => { rating.language = language; open(rating, given(ballot)); },
  });
  voiced(ballot.form, say);
  ballot.form.addEventListener("submit", (event) => { event.preventDefault(); next(rating); });
  ballot.form.addEventListener("click", (event) => tapped(rating, event));
  for (const sign of ["input", "change"]) {
    ballot.form.addEventListener(sign, (event) => followed(rating, event), true);
    ballot.form.addEventListener(sign, () => progress(rating));
  }
  show(rating.view.screen);
  const again = rating.at && ballot.all.find((one) => codeOf(one) === rating.at);
  if (rating.at === "" && pairs.length) turn(rating, null);
  else turn(rating, again || asked(ballot)[0]);
}

/* A tap on a face is the whole answer: on to the next screen, in the same breath. */
function tapped(rating, event) {
  const input = event.target;
  rating.followed = null;
  if (input.type !== "radio" || !event.detail) return; // arrow keys choose, they do not go on
  const words = beside(input);
  if (words) words.focus();
  if (!isWhole(input)) return;
  rating.ballot.form.dispatchEvent(new Event("change")); // its own come after this tap: too late
  rating.followed = input;
  next(rating);
}

/* The tap's own events find everything followed already. */
function followed(rating, event) {
  if (event.target !== rating.followed) return;
  event.stopPropagation();
  if (event.type === "change") rating.followed = null;
}

function turn(rating, question) {
  hush();
  rating.at = question ? codeOf(question) : "";
  if (question) rating.reached = rating.at;
  turnTo(rating.ballot, question);
  rating.view.ready.hidden = Boolean(question);
  rating.view.hear(voiceOf(question));
  progress(rating);
  turned(question ? headingOf(question) : rating.view.ready.querySelector("h1"));
}

function progress(rating) {
  const list = asked(rating.ballot), here = current(rating);
  const place = here ? list.indexOf(here) : list.length;
  const isAnswered = !here || Boolean(here.querySelector(":checked"))
    || Array.prototype.some.call(here.querySelectorAll("textarea, select, input.box"), (e) => e.value);
  rating.view.progress(place, list.length, isAnswered);
}

function current(rating) {
  return asked(rating.ballot).find((one) => codeOf(one) === rating.at) || null;
}

function next(rating) {
  if (rating.over || rating.sending) return;
  const list = asked(rating.ballot), here = current(rating);
  if (!here) return;
  if (judge(here, rating.ballot.form, speaker(rating.language))) turned(headingOf(here));
  else turn(rating, list[list.indexOf(here) + 1] || null);
}

function back(rating) {
  if (rating.over || rating.sending) return;
  const list = rating.ballot ? asked(rating.ballot) : [], here = rating.ballot && current(rating);
  const place = here ? list.indexOf(here) : list.length;
  if (place > 0) turn(rating, list[place - 1]);
  else leave(rating);
}

async function send(rating) {
  if (rating.over || rating.sending || !isSound(rating)) return;
  rating.sending = true;
  hush();
  rating.view.busy(true);
  try {
    await engine.record(told(rating, "rating", sent(rating.ballot)));
  } catch (reason) {
    rating.sending = false;
    rating.view.busy(false);
    turn(rating, null);
    rating.view.failed();
    return;
  }
  thank(rating);
}

/* Everything that is asked, from the first; what is wrong is said where it is. */
function isSound(rating) {
  const say = speaker(rating.language), { ballot } = rating, list = asked(ballot);
  const wrong = list.filter((one) => judge(one, ballot.form, say));
  if (wrong.length) turn(rating, wrong[0]);
  if (wrong.length || sent(ballot)) return !wrong.length;
  const here = current(rating) || list[0];
  if (codeOf(here) !== rating.at) turn(rating, here);
  blame(here, say("nothing_said"));
  return false;
}

function thank(rating) {
  over(rating);
  const timer = setTimeout(() => rating.done(true), THANKS_MS);
  show(screens.thanks(rating.config, rating.language, () => { clearTimeout(timer); rating.done(true); }));
  announce(speaker(rating.language)("thanks"));
}

/* Gone before it was sent: how far it got is kept, never what was said. */
function leave(rating, walkedAway) {
  if (rating.over || rating.sending) return;
  const isBegun = rating.ballot && (walkedAway || given(rating.ballot).length > 0);
  if (isBegun) engine.record(told(rating, "abandoned", "")).catch(() => {});
  over(rating);
  rating.done(false);
}

function over(rating) {
  rating.over = true;
  idle.stop();
  screens.calm();
  hush();
  onBack(null);
}

function told(rating, kind, form) {
  return {
    kind, form, id: rating.id, asked: rating.config.asked, language: rating.language,
    took: Math.round(performance.now() - rating.from), soon: rating.soon, who: rating.who,
    reached: rating.reached || null,
  };
}
