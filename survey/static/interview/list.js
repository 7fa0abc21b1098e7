/* The list on the disk: what the server said of each case, and what was done here since.

   The list bears names, so it stays only while the campaign runs: with a revocation, with
   the campaign's end, or with another enrolment it is gone. What was done is noted as case
   and outcome; the answers themselves lie sealed in the queue. */

import {within} from "./store.js";

const DAY = 86400000;
const MARK = "did:";

function marks() {
  return IDBKeyRange.bound(MARK, MARK + "\uffff");
}

/* What was done on this tablet and is not in the server's list yet, oldest first. */
export async function done() {
  const found = await within(["facts"], "readonly", (on, give) => {
    const asked = on.objectStore("facts").getAll(marks());
    asked.onsuccess = () => give(asked.result);
  });
  return found.sort((one, other) => one.at - other.at);
}

/* Who carries this tablet. */
export function bearer() {
  return within(["facts", "identities"], "readonly", (on, give) => {
    const current = on.objectStore("facts").get("current");
    current.onsuccess = () => {
      if (!current.result) return;
      const asked = on.objectStore("identities").get(current.result);
      asked.onsuccess = () => give(asked.result);
    };
  });
}

/* Take over the server's list. It knows of everything that has left the queue. */
export function takeOver(device, config) {
  return within(["facts", "queue"], "readwrite", on => {
    const facts = on.objectStore("facts"), queue = on.objectStore("queue").index("id");
    facts.put(config, "config:" + device);
    const noted = facts.getAllKeys(marks());
    noted.onsuccess = () => noted.result.forEach(key => {
      const waits = queue.getKey(key.slice(MARK.length));
      waits.onsuccess = () => { if (waits.result === undefined) facts.delete(key); };
    });
  });
}

/* The same without a name in it; the next round asks for the whole anew. */
export function emptied(config) {
  return Object.assign({}, config, {asked: null, cases: [], digest: null});
}

/* Whether the list has outlived its campaign on a tablet that nobody can tell: it is past the
   last day by a clock that the server has set, and the server has not been heard since. */
export function isStale(config, lastSync, offset, wall = Date.now()) {
  if (offset === null || !config || !(config.cases || []).length) return false;
  const ends = Date.parse(config.campaign.ends_on + "T23:59:59");
  return wall + offset > ends + DAY && wall - (lastSync || 0) > DAY;
}
