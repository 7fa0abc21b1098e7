/* The lock: after some minutes of nobody the names go behind the PIN, and whatever stood on
   the screen comes back as it was. A page that was opened anew is locked, too. */
import * as idle from "./idle.js";
import { askPin } from "./pin.js";
import { turned } from "./stage.js";
import { onBack } from "./tablet.js";

const AFTER_MS = 300000;
const stage = document.getElementById("stage");
let isLocked = true, away = null;

/** Say what is done when nobody has been here for a while. */
export function whenAway(act) {
  away = act;
}

/** Whether nothing may be shown. */
export function locked() {
  return isLocked;
}

/** Whether the PIN is being asked for. */
export function asking() {
  return isLocked && Boolean(document.getElementById("pin"));
}

/** Watch for nobody from now on: whoever is here has said the PIN. */
export function unlock() {
  isLocked = false;
  idle.begin({ end: away, after: AFTER_MS });
}

/** Lock; `then()` is called when it is opened, or else what stood there comes back. */
export function lock(then) {
  const before = Array.prototype.slice.call(stage.childNodes), high = window.scrollY, step = onBack(null);
  isLocked = true;
  idle.stop();
  askPin(() => {
    unlock();
    if (then) return then();
    while (stage.firstChild) stage.removeChild(stage.firstChild);
    stage.append(...before);
    onBack(step);
    turned(stage.querySelector(".here h1, .ready:not([hidden]) h1") || stage.querySelector("h1"));
    return window.scrollTo(0, high);
  }, null);
}
