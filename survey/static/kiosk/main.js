/* The kiosk: what stands on the screen, given how the engine stands.

   While a citizen answers, nothing changes under their hand: a new questionnaire, a
   revocation or a new version waits for the start screen. */
import * as engine from "./engine.js";
import { enrolment } from "./enrolling.js";
import * as idle from "./idle.js";
import { askPin } from "./pin.js";
import * as rating from "./rating.js";
import { start } from "./screens.js";
import { panel } from "./staff.js";
import { h, show } from "./stage.js";
import { state } from "./states.js";
import { fence, heldCorner, takeOver } from "./tablet.js";
import { moment, speaker } from "./words.js";

const SOON_MS = 15000, CALM_MS = 3000, STAFF_MS = 120000, PIN_MS = 30000;
let busy = null; // what is on the screen beside the start: a rating, or staff
let shown = "", line = null, sentAt = -Infinity, renewal = null;

function stand() {
  const standing = engine.standing();
  if (busy) return;
  const { config } = standing;
  const key = JSON.stringify([standing.phase, standing.why, config && config.digest]);
  if (key !== shown) {
    shown = key;
    line = h("p");
    if (standing.phase === "unenrolled") enrolment(null, rest);
    else show(state(standing, staff) || start(config, line, (language) => begin(config, language), staff));
  }
  tell(standing);
  renew(standing);
}

/* A small line for staff; a citizen need not understand it. */
function tell(standing) {
  const say = speaker("vi");
  const parts = [
    standing.waiting ? say("waiting", standing.waiting) : say("all_sent"),
    standing.lastSync ? say("last_sync", moment(standing.lastSync)) : say("never_sent"),
  ];
  if (!standing.online) parts.push(say("offline"));
  if (standing.persisted === false) parts.push(say("not_persisted"));
  if (standing.aside) parts.push(say("aside", standing.aside));
  const words = parts.join(" · ");
  if (line.textContent !== words) line.textContent = words;
  line.lang = "vi";
}

/* A new version is taken up only where nobody is in the middle of anything. */
function renew(standing) {
  clearTimeout(renewal);
  if (!standing.update || standing.phase === "unenrolled") return;
  renewal = setTimeout(() => { if (!busy) engine.applyUpdate(); }, CALM_MS);
}

function begin(config, language) {
  takeOver();
  fence();
  clearTimeout(renewal);
  const soon = performance.now() - sentAt < SOON_MS;
  busy = rating.begin({
    config, language, soon,
    done(wasSent) {
      if (wasSent) sentAt = performance.now();
      rest();
    },
  });
}

/* Back to the start, whatever stood there. */
function rest() {
  busy = null;
  shown = "";
  idle.stop();
  stand();
}

function staff() {
  if (!engine.standing().config) return;
  if (busy && busy.leave) busy.leave();
  fence();
  busy = {};
  idle.begin({ end: rest, after: PIN_MS });
  askPin(opened, rest);
}

function opened() {
  idle.begin({ end: rest, after: STAFF_MS });
  panel(engine.standing(), { left: rest, enrolAgain: () => enrolment(rest, rest) });
}

heldCorner(staff);
engine.subscribe(stand);
engine.start().then(stand);
