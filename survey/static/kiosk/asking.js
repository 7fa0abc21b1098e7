/* A questionnaire, one question a screen, up to its last answer: what is asked of a citizen
   at a kiosk, and read aloud by an interviewer. What becomes of the answers is the caller's. */
import { asked, beside, codeOf, given, headingOf, isWhole, blame, judge, paper, sent, turnTo } from "./paper.js";
import { question as drawn } from "./question.js";
import { show, turned } from "./stage.js";
import { hush, voiced, voiceOf } from "./voice.js";
import { speaker } from "./words.js";

/** Return a sheet to be asked: `head()` stands on top of each screen, `keep(form)` is given the
    answers and rejects if they could not be kept, then `trouble()` says what else can be done;
    `leave()` is called for a step back from the first question. */
export function sheet({ config, language, head, keep, trouble, leave }) {
  return { config, language, head, keep, trouble, leave, over: false, sending: false, ballot: null, at: null, view: null };
}

/** Whether anything was answered; or, of one who `walkedAway`, whether the questions stood there. */
export function isBegun(sheet, walkedAway) {
  return Boolean(sheet.ballot) && (walkedAway || given(sheet.ballot).length > 0);
}

/** Return what is answered so far of what is asked, as a form is sent. */
export function answers(sheet) {
  return sheet.ballot ? sent(sheet.ballot) : "";
}

/** End the asking: nothing moves any more. */
export function end(sheet) {
  sheet.over = true;
  hush();
}

/** Put the ballot up, in another language too: what was answered goes along. */
export function open(sheet, pairs = []) {
  hush();
  const say = speaker(sheet.language);
  const text = sheet.config.languages.find((one) => one.code === sheet.language) || sheet.config.languages[0];
  const ballot = paper(text.html, text.code, pairs);
  sheet.ballot = ballot;
  sheet.view = drawn(sheet, ballot.form, {
    back: () => back(sheet),
    next: () => next(sheet),
    send: () => send(sheet),
    speak: (language) => { sheet.language = language; open(sheet, given(ballot)); },
  });
  voiced(ballot.form, say);
  ballot.form.addEventListener("submit", (event) => { event.preventDefault(); next(sheet); });
  ballot.form.addEventListener("click", (event) => tapped(sheet, event));
  for (const sign of ["input", "change"]) {
    ballot.form.addEventListener(sign, (event) => followed(sheet, event), true);
    ballot.form.addEventListener(sign, () => progress(sheet));
  }
  show(sheet.view.screen);
  const again = sheet.at && ballot.all.find((one) => codeOf(one) === sheet.at);
  if (sheet.at === "" && pairs.length) turn(sheet, null);
  else turn(sheet, again || asked(ballot)[0]);
}

/* A tap on a face is the whole answer: on to the next screen, in the same breath. */
function tapped(sheet, event) {
  const input = event.target;
  sheet.followed = null;
  if (input.type !== "radio" || !event.detail) return; // arrow keys choose, they do not go on
  const words = beside(input);
  if (words) words.focus();
  if (!isWhole(input)) return;
  sheet.ballot.form.dispatchEvent(new Event("change")); // its own come after this tap: too late
  sheet.followed = input;
  next(sheet);
}

/* The tap's own events find everything followed already. */
function followed(sheet, event) {
  if (event.target !== sheet.followed) return;
  event.stopPropagation();
  if (event.type === "change") sheet.followed = null;
}

function turn(sheet, question) {
  hush();
  sheet.at = question ? codeOf(question) : "";
  if (question) sheet.reached = sheet.at;
  turnTo(sheet.ballot, question);
  sheet.view.ready.hidden = Boolean(question);
  sheet.view.hear(voiceOf(question));
  progress(sheet);
  turned(question ? headingOf(question) : sheet.view.ready.querySelector("h1"));
}

function progress(sheet) {
  const list = asked(sheet.ballot), here = current(sheet);
  const place = here ? list.indexOf(here) : list.length;
  const isAnswered = !here || Boolean(here.querySelector(":checked"))
    || Array.prototype.some.call(here.querySelectorAll("textarea, select, input.box"), (e) => e.value);
  sheet.view.progress(place, list.length, isAnswered);
}

function current(sheet) {
  return asked(sheet.ballot).find((one) => codeOf(one) === sheet.at) || null;
}

function next(sheet) {
  if (sheet.over || sheet.sending) return;
  const list = asked(sheet.ballot), here = current(sheet);
  if (!here) return;
  if (judge(here, sheet.ballot.form, speaker(sheet.language))) turned(headingOf(here));
  else turn(sheet, list[list.indexOf(here) + 1] || null);
}

/** A step back; from the first question, off the sheet. */
export function back(sheet) {
  if (sheet.over || sheet.sending) return;
  const list = sheet.ballot ? asked(sheet.ballot) : [], here = sheet.ballot && current(sheet);
  const place = here ? list.indexOf(here) : list.length;
  if (place > 0) turn(sheet, list[place - 1]);
  else sheet.leave();
}

async function send(sheet) {
  if (sheet.over || sheet.sending || !isSound(sheet)) return;
  sheet.sending = true;
  hush();
  sheet.view.busy(true);
  try {
    await sheet.keep(sent(sheet.ballot));
  } catch (reason) {
    sheet.sending = false;
    sheet.view.busy(false);
    turn(sheet, null);
    sheet.view.failed();
  }
}

/* Everything that is asked, from the first; what is wrong is said where it is. */
function isSound(sheet) {
  const say = speaker(sheet.language), { ballot } = sheet, list = asked(ballot);
  const wrong = list.filter((one) => judge(one, ballot.form, say));
  if (wrong.length) turn(sheet, wrong[0]);
  if (wrong.length || sent(ballot)) return !wrong.length;
  const here = current(sheet) || list[0];
  if (codeOf(here) !== sheet.at) turn(sheet, here);
  blame(here, say("nothing_said"));
  return false;
}
