/* New versions: fetched beside the running one, taken up when nobody is in the middle. */

import {BASE} from "./place.js";

let registration = null;
let applied = false;

export async function watch(changed) {
  if (!navigator.serviceWorker) return;
  try {
    registration = await navigator.serviceWorker.register(
      `${BASE}/worker.js`, {scope: BASE + "/", updateViaCache: "none"});
  } catch (reason) {
    return;
  }
  registration.addEventListener("updatefound", () => {
    const coming = registration.installing;
    if (coming) coming.addEventListener("statechange", changed);
  });
  changed();
}

/* Ask whether there is a newer one. Without a network there is none to be had. */
export async function look(changed) {
  if (!registration) return watch(changed);
  await registration.update().catch(() => null);
}

export function updateReady() {
  return Boolean(registration && registration.waiting && registration.active);
}

/* Only ever called on the start screen. The queue is not touched: it belongs to no version. */
export function applyUpdate() {
  if (!updateReady() || applied) return;
  applied = true;
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
  registration.waiting.postMessage("apply");
}
