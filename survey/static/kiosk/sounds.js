/* What a question sounds like, kept for when there is no network. */

import {WHAT} from "./place.js";

export const SOUNDS = WHAT + "-sounds";

export async function keepSounds(addresses) {
  if (!self.caches) return;
  const kept = await caches.open(SOUNDS);
  const wanted = addresses.map(address => new URL(address, location.href).href);
  for (const request of await kept.keys()) {
    if (!wanted.includes(request.url)) await kept.delete(request);
  }
  for (const address of wanted) {
    if (await kept.match(address)) continue;
    const reply = await fetch(address, {credentials: "omit", redirect: "error"});
    const kind = reply.headers.get("Content-Type") || "";
    /* A portal's page is no sound. */
    if (reply.status === 200 && kind.startsWith("audio/")) await kept.put(address, reply);
  }
}
