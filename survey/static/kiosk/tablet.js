/* The tablet itself: full screen, awake, no menus or gestures that lead away from the page. */
let awake = null, wanted = false, back = null;

/** Ask for the whole screen and to stay awake; a browser that will not is no reason to stop. */
export function takeOver() {
  wanted = true;
  stayAwake();
  const page = document.documentElement;
  if (document.fullscreenElement || !page.requestFullscreen) return;
  page.requestFullscreen({ navigationUI: "hide" }).catch(() => {});
}

/** Give the screen back to the tablet's owner. */
export function letGo() {
  wanted = false;
  if (awake) awake.release().catch(() => {});
  awake = null;
  if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
}

/** Say what the tablet's back button or a swipe does now: a step back, never off the page.
    Return what it did before. */
export function onBack(step) {
  const before = back;
  back = step;
  return before;
}

/** Put something behind us for the back button to take, so that it never leaves the page. */
export function fence() {
  if (!history.state || !history.state.kiosk) history.pushState({ kiosk: true }, "");
}

async function stayAwake() {
  if (awake || !navigator.wakeLock || document.visibilityState !== "visible") return;
  try {
    awake = await navigator.wakeLock.request("screen");
    awake.addEventListener("release", () => { awake = null; });
  } catch (refused) {
    awake = null; // a low battery: the screen may sleep
  }
}

/** Call `open` when a corner is held down for three seconds. */
export function heldCorner(open) {
  let timer = null;
  const stop = () => clearTimeout(timer);
  document.addEventListener("pointerdown", (event) => {
    stop();
    if (event.clientX < 96 && event.clientY < 96) timer = setTimeout(open, 3000);
  });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, stop);
}

window.addEventListener("popstate", () => {
  fence();
  if (back) back();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // as it was left is as somebody else left it
});
document.addEventListener("visibilitychange", () => {
  if (wanted) stayAwake();
});
document.addEventListener("contextmenu", (event) => {
  if (!event.target.closest("textarea, input")) event.preventDefault();
});
document.addEventListener("dragstart", (event) => event.preventDefault());
