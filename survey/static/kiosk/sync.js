/* Sending: the queue goes to the server in its order, and only receipts let anything go.

   The round is safe to break off anywhere and to run twice: an id that has been kept
   comes back with the receipt it had. Nothing is ever dropped by age or by failure. */

import * as clock from "./clock.js";
import {power, storage} from "./device.js";
import {BASE} from "./place.js";
import * as store from "./store.js";
import {Failed, post} from "./wire.js";

export const MOST = 1000;
const BYTES = 1500000;
const UNREADABLE = [400, 413, 422];

/* How many are sent at once: halved by a failure, doubled by a success. A thin line then
   finds the size it can carry before patience ends. */
let most = MOST;

/* Send everything `identity` has waiting; an empty queue is a heartbeat all the same. */
export async function drained(identity, app, config, done) {
  const told = Object.assign({app, config}, await power(), {storage: await storage()});
  let answer = null;
  let after = 0;
  for (;;) {
    const entries = await store.oldest(identity.device, most, BYTES, after);
    if (answer && !entries.length) return answer;
    try {
      answer = await sent(identity, told, entries);
    } catch (reason) {
      after = beyond(reason, entries, after);
      if (after < 0) throw reason;
      continue;
    }
    const gone = await store.settle(entries, named(answer.receipts), named(answer.aside));
    if (entries.length && !gone) throw new Failed("unnamed", 200);
    most = Math.min(MOST, most * 2);
    await done(answer);
    if (!entries.length) return answer;
    if (gone < entries.length) after = entries[entries.length - 1].n;
  }
}

async function sent(identity, told, entries) {
  const {waiting} = await store.counts();
  const at = Date.now();
  const answer = await post(identity, BASE + "/sync", Object.assign({
    sent_at: at, session: clock.session, mono: clock.mono(), waiting,
    entries: entries.map(({id, n, kid, k, b}) => ({id, n, kid, k, b})),
  }, told));
  if (answer.device !== identity.device) throw new Failed("foreign", 200);
  answer.clock = clock.learn(answer.now, at);
  return answer;
}

/* Where to go on after a failure: with fewer, past the one that cannot be read, or not (-1). */
function beyond(reason, entries, after) {
  most = Math.max(1, Math.ceil(Math.min(most, entries.length || most) / 2));
  if (!UNREADABLE.includes(reason.status) || !entries.length) return -1;
  return entries.length === 1 ? entries[0].n : after;
}

function named(said) {
  const kept = {};
  Object.keys(said || {}).forEach(id => {
    if (typeof said[id] === "string" && said[id]) kept[id] = said[id];
  });
  return kept;
}
