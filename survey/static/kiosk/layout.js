/* The database's layout, as steps that are only ever added to.

   A step adds; it never deletes or rewrites what an older page has kept, so a full queue
   survives every update. A page that finds a database newer than itself opens it as it
   is: everything it knows is still there. */

import {NAME} from "./place.js";

export {NAME};

export const STEPS = [
  base => {
    base.createObjectStore("queue", {keyPath: ["device", "n"]})
      .createIndex("id", "id", {unique: true});
    base.createObjectStore("identities", {keyPath: "device"});
    base.createObjectStore("facts");
  },
  base => base.createObjectStore("aside", {keyPath: "id"}),
];

const PATIENCE = 10000;

export function open(name = NAME, steps = STEPS) {
  return attempt(name, steps, steps.length).catch(reason => {
    if (reason && reason.name === "VersionError") return attempt(name, steps);
    throw reason;
  });
}

function attempt(name, steps, version) {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, version);
    /* Another tab may hold an older layout open; it lets go when it is told to. */
    const late = setTimeout(() => reject(new Error("blocked")), PATIENCE);
    asked.onupgradeneeded = event => {
      steps.slice(event.oldVersion).forEach(step => step(asked.result, asked.transaction));
    };
    asked.onsuccess = () => { clearTimeout(late); resolve(asked.result); };
    asked.onerror = () => { clearTimeout(late); reject(asked.error); };
  });
}
