/* The lock: after some minutes of nobody the names go behind the PIN, and whatever stood on
   the screen comes back as it was. A page that was opened anew is locked, too. */
import * as idle from "./idle.js";
import { askPin } from "./pin.js";
import { turned } from "./stage.js";

const AFTER_MS = 300000;
const stage = document.getElementById("stage");
let isLocked = true, opened = null;

/** Whether nothing may be shown. */
export function locked() {
  return isLocked;
}

/** Watch for nobody from now on: whoever is here has said the PIN. */
export function unlock() {
  isLocked = false;
  idle.begin({ end: () => lock(null), after: AFTER_MS });
}

/** Lock; `then()` is called when it is opened, or what stood there comes back. */
export function lock(then) {
  const before = isLocked ? [] : Array.prototype.slice.call(stage.childNodes);
  const high = window.scrollY;
  isLocked = true;
  idle.stop();
  opened = then || (() => {
    while (stage.firstChild) stage.removeChild(stage.firstChild);
    stage.append(...before);
    turned(stage.querySelector(".here h1, .ready:not([hidden]) h1, h1"));
    window.scrollTo(0, high);
  });
  askPin(() => { unlock(); opened(); }, null);
}
