/* The interviewer's tablet: what stands on the screen, given how the engine stands.

   While an interview or a case is open nothing changes under the hand; names stand behind
   the PIN, and a list that has outlived its campaign is taken off the tablet. */
import { attempt } from "./attempt.js";
import { board, caseScreen, held, returned } from "./board.js";
import { standing as casesOf } from "./cases.js";
import * as clock from "./clock.js";
import * as engine from "./engine.js";
import { enrolment } from "./enrolling.js";
import * as interview from "./interview.js";
import { bearer, done, emptied, isStale, takeOver } from "./list.js";
import { asking, lock, locked, unlock, whenAway } from "./lock.js";
import { panel } from "./machine.js";
import { announce, button, h, plain, show } from "./stage.js";
import { state } from "./states.js";
import { fence, onBack } from "./tablet.js";
import { moment, speaker } from "./words.js";

const say = speaker("vi");
const CALM_MS = 3000, ASKEW_MS = 600000;
let busy = false, shown = "", line = null, who = null, noted = [], renewal = null, isBack = false;

async function stand() {
  const now = engine.standing();
  [who, noted] = await Promise.all([bearer().catch(() => null), done().catch(() => [])]);
  if (busy) return;
  if (who && isStale(now.config, now.lastSync, clock.offset())) {
    await takeOver(who.device, emptied(now.config));
    return engine.syncNow();
  }
  draw(now);
  renew(now);
}

function draw(now) {
  const key = JSON.stringify([now.phase, now.why, now.config && now.config.digest, locked(), noted.map((one) => one.id)]);
  if (key === shown) return tell(now);
  shown = key;
  line = h("p");
  onBack(null);
  if (now.phase === "unenrolled") return enrolment(null, () => { unlock(); rest(); });
  const stopped = state(now, machine);
  if (stopped) return show(stopped);
  if (locked()) return asking() ? null : lock(rest);
  list(now);
  return tell(now);
}

/* The list may change under the eye, but not under the hand. */
function list(now) {
  const isThere = Boolean(document.querySelector("#stage > .board"));
  if (isThere) held();
  const screen = board(now.config, casesOf(now.config, noted), line, { open, panel: machine });
  show(screen);
  if (isThere || isBack) returned(screen);
  isBack = false;
}

/* How the queue does, in one line. */
function tell(now) {
  if (!line) return;
  const parts = [
    now.waiting ? say("waiting", now.waiting) : say("all_sent"),
    now.lastSync ? say("last_sync", moment(now.lastSync)) : say("never_sent"),
  ];
  if (!now.online) parts.push(say("offline"));
  if (now.persisted === false) parts.push(say("not_persisted"));
  if (now.aside) parts.push(say("aside", now.aside));
  const off = clock.offset();
  if (off === null) parts.push(say("unset_clock"));
  else if (Math.abs(off) > ASKEW_MS) parts.push(say("wrong_clock", Math.round(Math.abs(off) / 60000)));
  const words = parts.join(" · ");
  if (line.textContent !== words) line.textContent = words;
}

/* A new version is taken up only on the list, or before it. */
function renew(now) {
  clearTimeout(renewal);
  if (now.update && now.phase !== "unenrolled") renewal = setTimeout(() => { if (!busy) engine.applyUpdate(); }, CALM_MS);
}

/* Back to the list, whatever stood there. */
function rest() {
  busy = false;
  shown = "";
  stand();
}

function begun() {
  busy = true;
  clearTimeout(renewal);
  fence();
}

function open(one) {
  begun();
  const { config } = engine.standing();
  const left = () => { isBack = true; rest(); };
  const ended = (wasKept) => (wasKept ? kept() : open(one));
  const refused = (chosen) => attempt(config, one, chosen, ended);
  onBack(left);
  show(caseScreen(config, one, {
    left, attempt: () => refused(null),
    begin: () => interview.begin(config, who.interviewer.name, one, { done: ended, refused: () => refused("refusal") }),
  }));
}

function kept() {
  const left = () => { isBack = true; rest(); };
  onBack(left);
  const count = h("p", null, say("waiting", Math.max(1, engine.standing().waiting)));
  show(plain("vi", say("kept"), [say("kept_why"), count], [button(say("to_list"), left, "wide leading")], "thanks"));
  announce(say("kept"));
}

function machine() {
  if (locked() && asking()) return;
  begun();
  onBack(rest);
  panel(engine.standing(), who, {
    left: rest, enrolAgain: () => enrolment(rest, rest), again: machine, lock: () => { busy = false; lock(rest); },
  });
}

whenAway(() => lock(busy ? null : rest));
engine.subscribe(stand);
engine.start().then(stand);
