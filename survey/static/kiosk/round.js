/* A round: everything this tablet is, or has been, hands over what it has waiting.

   One that the server no longer knows must not stand in another's way, so each is tried;
   the present one's trouble is what counts. */

import {NAME} from "./place.js";
import {fetchConfig, renewed} from "./purpose.js";
import {drained} from "./sync.js";
import {keepSounds} from "./sounds.js";
import * as store from "./store.js";

/* Send for all; return the trouble that the present identity had, or null. `told` is called
   after each batch that was kept. */
export async function sentForAll(app, told) {
  const current = await store.fact("current");
  const all = await store.identities();
  /* What an earlier identity still has to send goes first: it is older. */
  all.sort((one, other) => (one.device === current) - (other.device === current));
  let trouble = null;
  for (const identity of all) {
    const isCurrent = identity.device === current;
    const failed = await exchange(identity, isCurrent, app, told).catch(reason => reason);
    trouble = failed ? failed.reason || "unavailable" : null;
  }
  return {trouble, isAnybody: all.length > 0};
}

async function exchange(identity, isCurrent, app, told) {
  const device = identity.device;
  const nothing = {digest: null};
  const config = await store.fact("config:" + device)
    || (isCurrent ? await fetchConfig(identity) : nothing);
  const answer = await drained(identity, app, config.digest, async said => {
    const facts = {["revoked:" + device]: Boolean(said.revoked)};
    if (isCurrent) Object.assign(facts, {lastSync: Date.now(), clock: said.clock});
    await store.note(facts);
    await told();
  });
  if (!isCurrent) {
    await store.retire(device);
    return null;
  }
  const now = await renewed(identity, config, answer);
  keepSounds(now.audio || []).catch(() => null);
  return null;
}

/* One tab sends at a time. Without locks two may: then the server says the same twice. */
export function alone(work, otherwise) {
  if (!navigator.locks) return work();
  return navigator.locks.request(
    NAME + "-sync", {ifAvailable: true}, lock => (lock ? work() : otherwise()));
}
