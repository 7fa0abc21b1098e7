/* The service worker: the page and its files, from the tablet's own store.

   The server writes SHELL before this: the page's address, the version, and what each file
   must hash to.
   A file that hashes otherwise (a portal's page, half a file) ends the installation and
   the version before it stays. Nothing that is sent or answered is ever kept here, and
   the database is none of this file's business. */

const SHELLS = SHELL.base.slice(1) + "-shell-";
const CACHE = SHELLS + SHELL.digest;
const SOUNDS = SHELL.base.slice(1) + "-sounds";

self.addEventListener("install", event => event.waitUntil(install()));
self.addEventListener("activate", event => event.waitUntil(activate()));
self.addEventListener("message", event => {
  if (event.data === "apply") self.skipWaiting();
});
self.addEventListener("fetch", event => {
  const request = event.request;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname === SHELL.base + "/") {
    event.respondWith(fromStore(SHELL.base + "/", request));
  } else if (address.pathname.startsWith(SHELL.base + "/app/")) {
    event.respondWith(fromStore(address.pathname, request));
  } else if (request.destination === "audio" || request.headers.has("Range")) {
    event.respondWith(sound(request));
  }
});

async function install() {
  const cache = await caches.open(CACHE);
  await Promise.all(Object.keys(SHELL.files).map(async address => {
    const reply = await fetch(address, {cache: "no-cache", credentials: "omit"});
    const body = await reply.clone().arrayBuffer();
    const hash = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", body)),
      byte => byte.toString(16).padStart(2, "0")).join("");
    if (hash !== SHELL.files[address]) throw new Error("not ours: " + address);
    await cache.put(address, reply);
  }));
}

async function activate() {
  const names = await caches.keys();
  await Promise.all(names
    .filter(name => name.startsWith(SHELLS) && name !== CACHE)
    .map(name => caches.delete(name)));
  await self.clients.claim();
}

async function fromStore(address, request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(address)) || fetch(request);
}

async function sound(request) {
  const kept = await (await caches.open(SOUNDS)).match(request.url);
  if (!kept) return fetch(request);
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.get("Range") || "");
  if (!range) return kept;
  const whole = await kept.blob();
  const from = Number(range[1]);
  const until = range[2] ? Math.min(Number(range[2]), whole.size - 1) : whole.size - 1;
  return new Response(whole.slice(from, until + 1), {
    status: 206,
    headers: {
      "Content-Type": kept.headers.get("Content-Type"),
      "Content-Range": `bytes ${from}-${until}/${whole.size}`,
      "Accept-Ranges": "bytes",
    },
  });
}
