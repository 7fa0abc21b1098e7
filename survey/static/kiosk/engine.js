/* The engine under the kiosk's screens: what it asks, what it keeps, what it sends.

   `record` resolves only when the rating is on the disk, sealed; it leaves the disk only
   for the server's own receipt. Where the device cannot store, the phase says so before
   anybody is asked. */

import * as clock from "./clock.js";
import {doubt, hindrance, persist, storage} from "./device.js";
import {hashedPin, isPin, newKeys, publicHalf} from "./identity.js";
import {chance} from "./letters.js";
import {APP, BASE, NAME} from "./place.js";
import * as purpose from "./purpose.js";
import {delay} from "./retry.js";
import {alone, sentForAll} from "./round.js";
import {sealed} from "./seal.js";
import * as store from "./store.js";
import * as updates from "./updates.js";
import {ask, Failed} from "./wire.js";

export {updateReady} from "./updates.js";

const LOOK_FOR_UPDATES = 1800000;

const listeners = new Set();
const state = {
  loaded: false, why: null, identity: null, config: null, revoked: false, waiting: 0, aside: 0,
  online: false, lastSync: null, persisted: null, trouble: null,
};
let begun = null;
let failures = 0;
let timer = null;
let sending = null;
let again = false;
let lookedAt = 0;
const others = self.BroadcastChannel ? new BroadcastChannel(NAME) : null;

export function newId() {
  return chance(32);
}

export function standing() {
  const {why, config, waiting, online, lastSync, persisted, aside, trouble} = state;
  return {
    phase: phase(), why, config, waiting, online, lastSync, persisted, aside, trouble, app: APP,
    update: updates.updateReady(),
  };
}

export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/* Wake up: look whether this device can store, who it is, and begin to send. */
export function start() {
  if (!begun) begun = begin();
  return begun;
}

async function begin() {
  await refresh();
  self.addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });
  if (others) others.onmessage = () => refresh();
  updates.watch(told);
  soon(0);
  return standing();
}

/* Become the kiosk of the counter behind `code`. An earlier identity keeps what it has to send. */
export async function enrol({code, pin, name}) {
  const asked = keys => publicHalf(keys)
    .then(sign_key => ask(BASE + "/enrol", {code, pin, name, sign_key}));
  /* The same key until one attempt has succeeded: a reply lost on the way is asked for again.
     Under another code that key may be spent, by the reply that was lost. */
  const before = await store.fact("pending");
  let keys = before || await newKeys();
  await store.note({pending: keys});
  const said = await asked(keys).catch(async failed => {
    if (!before || failed.reason !== "used") throw failed;
    keys = await newKeys();
    await store.note({pending: keys});
    return asked(keys);
  });
  if (!said.device || !said.seal || !said.server_key || !purpose.isWelcome(said)) throw new Failed("foreign");
  const identity = Object.assign({
    device: said.device, keys, seal: said.seal, serverKey: said.server_key,
    name, pin: await hashedPin(pin),
  }, purpose.own(said));
  await store.become(identity, Object.assign({
    pending: null, lastSync: null, clock: clock.learn(said.now, Date.now()),
  }, purpose.facts(said, state.identity)));
  state.persisted = await persist();
  /* Should the line break just now, the rounds will fetch it. */
  await purpose.fetchConfig(identity).catch(() => null);
  await changed();
  await soon(0);
  return standing();
}

/* Keep one rating, or how far an unfinished one got. The same `id` is kept once. */
export async function record(given) {
  const identity = state.identity;
  const asked = given.asked || (state.config && state.config.asked);
  if (!identity || !asked) throw new Failed("unavailable");
  const at = Date.now();
  const said = Object.assign({
    v: 1, at, session: clock.session, mono: clock.mono(), offset: clock.offset(at),
    campaign: asked.campaign, questionnaire: asked.questionnaire, version: asked.version,
  }, purpose.letter(identity, given));
  const id = given.id || newId();
  try {
    await written(identity, id, said, purpose.beside(id, given, at));
  } catch (reason) {
    doubt();
    await refresh();
    throw new Failed(reason && reason.name === "QuotaExceededError" ? "full" : "unavailable");
  }
  changed().then(() => soon(0));
}

export async function checkExit(pin) {
  return state.identity ? isPin(state.identity.pin, pin) : true;
}

export function syncNow() {
  return soon(0);
}

export function applyUpdate() {
  updates.applyUpdate();
}

async function written(identity, id, said, also) {
  for (;;) {
    const n = await store.nextNumber(identity.device);
    const outcome = await store.append(await sealed(identity, id, n, said), also);
    /* Another tab took the number while this one was sealing: seal it anew. */
    if (outcome !== "moved") return;
  }
}

function phase() {
  if (!state.loaded) return "starting";
  if (state.why && state.why !== "unfetched") return "unstorable";
  if (!state.identity) return "unenrolled";
  if (state.revoked) return "revoked";
  return state.config && state.config.asked ? "ready" : "nothing";
}

function told() {
  const now = standing();
  listeners.forEach(listener => listener(now));
}

function changed() {
  if (others) others.postMessage("changed");
  return refresh();
}

/* Read everything that is shown or decided upon from the store, where all tabs write it. */
async function refresh() {
  const why = await hindrance();
  try {
    await load();
    state.why = why || (state.identity && !state.config ? "unfetched" : null);
  } catch (reason) {
    state.why = why || "unwritable";
  }
  const {persisted} = await storage();
  if (persisted !== null) state.persisted = persisted;
  state.loaded = true;
  told();
}

async function load() {
  const current = await store.fact("current");
  const found = (await store.identities()).find(each => each.device === current) || null;
  if (!state.loaded) clock.recall(await store.fact("clock"));
  Object.assign(state, await store.counts());
  state.identity = found;
  state.config = found ? (await store.fact("config:" + current)) || null : null;
  state.revoked = found ? Boolean(await store.fact("revoked:" + current)) : false;
  state.lastSync = (await store.fact("lastSync")) || null;
}

/* Send after `wait` milliseconds; a plain timer, for nothing else runs on every tablet. */
function soon(wait) {
  clearTimeout(timer);
  if (wait) {
    timer = setTimeout(() => soon(0), wait);
    return null;
  }
  if (sending) {
    again = true;
    return sending;
  }
  again = false;
  sending = alone(round, refresh).finally(() => {
    sending = null;
    soon(again && !failures ? 1 : delay(failures));
  });
  return sending;
}

async function round() {
  try {
    const {trouble, isAnybody} = await sentForAll(APP, async () => {
      Object.assign(state, await store.counts());
      told();
    });
    state.trouble = trouble;
    state.online = isAnybody && !trouble;
  } catch (reason) {
    state.online = false;
    state.trouble = "unavailable";
  }
  failures = state.trouble ? failures + 1 : 0;
  await changed();
  if (!failures && Date.now() - lookedAt > LOOK_FOR_UPDATES) {
    lookedAt = Date.now();
    updates.look(told);
  }
}
