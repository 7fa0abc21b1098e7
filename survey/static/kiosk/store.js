/* What the tablet keeps: sealed ratings in their order, who it is, and what it asks.

   A write is told as done only when its transaction is complete, and on the disk: asking
   for strict durability is what makes a pulled plug harmless. Nothing here is ever
   removed by age, only by `settle`, which is called with the server's own receipts. */

import {open} from "./layout.js";

let base = null;

async function opened() {
  if (base) return base;
  const fresh = await open();
  const let_go = () => { if (base === fresh) base = null; };
  fresh.onversionchange = () => { let_go(); fresh.close(); };
  fresh.onclose = let_go;
  base = fresh;
  return base;
}

/* Run `work(transaction, give)`; resolve with what it gave once all of it is on the disk. */
export async function within(names, mode, work) {
  let on = await opened();
  let transaction;
  try {
    transaction = on.transaction(names, mode, {durability: "strict"});
  } catch (reason) {
    if (reason.name !== "InvalidStateError") throw reason;
    /* It was closed under us, for a newer layout or by the browser: open it anew. */
    base = null;
    on = await opened();
    transaction = on.transaction(names, mode, {durability: "strict"});
  }
  return new Promise((resolve, reject) => {
    let given;
    transaction.oncomplete = () => resolve(given);
    transaction.onabort = () => reject(transaction.error || new DOMException("", "AbortError"));
    work(transaction, value => { given = value; });
  });
}

export function fact(key) {
  return within(["facts"], "readonly", (on, give) => {
    const asked = on.objectStore("facts").get(key);
    asked.onsuccess = () => give(asked.result);
  });
}

export function note(facts) {
  return within(["facts"], "readwrite", on => {
    Object.keys(facts).forEach(key => on.objectStore("facts").put(facts[key], key));
  });
}

export function identities() {
  return within(["identities"], "readonly", (on, give) => {
    const asked = on.objectStore("identities").getAll();
    asked.onsuccess = () => give(asked.result);
  });
}

/* Become `identity`; what an earlier one still has to send stays its own. */
export function become(identity, facts) {
  return within(["identities", "facts"], "readwrite", on => {
    on.objectStore("identities").put(identity);
    on.objectStore("facts").put(identity.device, "current");
    Object.keys(facts).forEach(key => on.objectStore("facts").put(facts[key], key));
  });
}

/* From now on, seal to a newer key of the server's; what is sealed already it still opens. */
export function reseal(device, seal) {
  return within(["identities"], "readwrite", on => {
    const asked = on.objectStore("identities").get(device);
    asked.onsuccess = () => {
      if (asked.result) on.objectStore("identities").put(Object.assign({}, asked.result, {seal}));
    };
  });
}

/* Let an identity go that is not the present one and has nothing left to send. */
export function retire(device) {
  return within(["identities", "facts", "queue"], "readwrite", on => {
    const current = on.objectStore("facts").get("current");
    const left = on.objectStore("queue").count(ofDevice(device));
    left.onsuccess = () => {
      if (current.result === device || left.result) return;
      on.objectStore("identities").delete(device);
    };
  });
}

export function nextNumber(device) {
  return fact("next:" + device).then(next => next || 1);
}

/* Put a sealed entry in the queue under its number, which is dealt in the same stroke.
   "kept", "again" (this rating is in the queue already) or "moved" (another tab has taken
   the number: seal it anew). What is `also` to be known is noted with it, or not at all. */
export function append(entry, also = {}) {
  return within(["queue", "facts"], "readwrite", (on, give) => {
    const queue = on.objectStore("queue");
    const next = on.objectStore("facts").get("next:" + entry.device);
    const known = queue.index("id").getKey(entry.id);
    known.onsuccess = () => {
      if (known.result !== undefined) return give("again");
      if ((next.result || 1) !== entry.n) return give("moved");
      queue.add(entry);
      on.objectStore("facts").put(entry.n + 1, "next:" + entry.device);
      Object.keys(also).forEach(key => on.objectStore("facts").put(also[key], key));
      give("kept");
    };
  });
}

/* The oldest entries of a device after number `after`: at most `most`, and `bytes` of letters. */
export async function oldest(device, most, bytes, after = 0) {
  const found = await within(["queue"], "readonly", (on, give) => {
    const asked = on.objectStore("queue").getAll(ofDevice(device, after), most);
    asked.onsuccess = () => give(asked.result);
  });
  let sum = 0;
  const fits = found.findIndex(entry => (sum += entry.b.length + 250) > bytes);
  return fits < 0 ? found : found.slice(0, Math.max(1, fits));
}

/* Take out of the queue what the server has kept, and lay aside what it has set aside. */
export function settle(entries, receipts, aside) {
  return within(["queue", "aside"], "readwrite", (on, give) => {
    let gone = 0;
    entries.forEach(entry => {
      if (entry.id in aside) {
        on.objectStore("aside").put(Object.assign({}, entry, {reason: String(aside[entry.id])}));
      } else if (!(entry.id in receipts)) {
        return;
      }
      on.objectStore("queue").delete([entry.device, entry.n]);
      gone += 1;
    });
    give(gone);
  });
}

export function counts() {
  return within(["queue", "aside"], "readonly", (on, give) => {
    const waiting = on.objectStore("queue").count();
    const aside = on.objectStore("aside").count();
    aside.onsuccess = () => give({waiting: waiting.result, aside: aside.result});
  });
}

/* Write as much as a rating would take, and take it back: can this device store? */
export async function probe(letters) {
  await within(["facts"], "readwrite", on => on.objectStore("facts").put(letters, "probe"));
  await within(["facts"], "readwrite", on => on.objectStore("facts").delete("probe"));
}

function ofDevice(device, after = 0) {
  return IDBKeyRange.bound([device, after], [device, Infinity], true);
}
