/* What the device can say of itself: its room, its power, whether it may forget. */

import {probe} from "./store.js";

/* Below this much room no citizen is asked: the rating under way must still fit. What a
   newer Chromium tells of its room is made up, so the probe has the last word. */
const ROOM = 2000000;
const RATING = "0".repeat(65536);
const PROBED_FOR = 300000;
let probed = -Infinity;

/* Why nothing can be stored here, or null when it can. */
export async function hindrance() {
  if (!self.isSecureContext || !self.crypto || !crypto.subtle) return "insecure";
  if (!self.indexedDB) return "no-database";
  const {usage, quota} = await storage();
  if (quota !== null && quota - usage < ROOM) return "full";
  if (performance.now() - probed < PROBED_FOR) return null;
  try {
    await probe(RATING);
    probed = performance.now();
    return null;
  } catch (reason) {
    return reason && reason.name === "QuotaExceededError" ? "full" : "unwritable";
  }
}

/* A write has failed: the next look writes anew, however lately the last one did. */
export function doubt() {
  probed = -Infinity;
}

export async function storage() {
  const found = {usage: null, quota: null, persisted: null};
  try {
    const told = await navigator.storage.estimate();
    found.usage = told.usage;
    found.quota = told.quota;
    found.persisted = await navigator.storage.persisted();
  } catch (reason) {
    /* A browser that does not tell may store all the same: the probe decides. */
  }
  return found;
}

export async function persist() {
  try {
    return await navigator.storage.persist();
  } catch (reason) {
    return null;
  }
}

export async function power() {
  try {
    const told = await navigator.getBattery();
    return {battery: told.level, charging: told.charging};
  } catch (reason) {
    return {battery: null, charging: null};
  }
}
