/* The wire: what is sent is signed, and only a reply that the server signed is believed.

   A hall's wifi may answer 200 with a page of its own, or with an old reply that it kept.
   Neither bears this request's nonce under the server's signature, so neither is success. */

import {chance, utf8} from "./letters.js";
import {isServers, sign} from "./identity.js";

const AT_LEAST = 20000;
const BYTES_A_MILLISECOND = 6;

export class Failed extends Error {
  constructor(reason, status = 0, said = null) {
    super(reason);
    this.reason = reason;
    this.status = status;
    this.said = said;
  }
}

/* Send `said` as `identity`; resolve with what the server says to exactly this request. */
export async function post(identity, path, said) {
  const nonce = chance(32);
  const headers = {"Content-Type": "application/json", "X-Device": identity.device};
  let body = utf8(JSON.stringify(Object.assign({nonce}, said)));
  if (body.length > 2000 && self.CompressionStream) {
    body = await packed(body);
    headers["Content-Encoding"] = "gzip";
  }
  headers["X-Signature"] = await sign(identity.keys, body);
  const [reply, bytes] = await fetched(path, {method: "POST", headers, body});
  const signature = reply.headers.get("X-Signature");
  if (!signature || !await isServers(identity.serverKey, signature, bytes)) {
    throw new Failed("unsigned", reply.status);
  }
  const answer = parsed(bytes);
  if (!answer) throw new Failed("foreign", reply.status);
  /* A refusal may come before our nonce could be read; it makes nothing leave the queue. */
  if (reply.status !== 200) throw new Failed(answer.error || "refused", reply.status, answer);
  if (answer.nonce !== nonce) throw new Failed("replayed", reply.status);
  return answer;
}

/* Ask to be enrolled: nothing is known of the server yet, so its words are all there is. */
export async function ask(path, said) {
  const headers = {"Content-Type": "application/json"};
  const [reply, bytes] = await fetched(
    path, {method: "POST", headers, body: utf8(JSON.stringify(said))});
  const answer = parsed(bytes);
  if (!answer) throw new Failed("foreign", reply.status);
  if (reply.status !== 200) throw new Failed(answer.error || "refused", reply.status, answer);
  return answer;
}

async function fetched(path, options) {
  const stop = new AbortController();
  /* A line that is half open says nothing for ever; a slow one is given its time. */
  const patience = AT_LEAST + options.body.length / BYTES_A_MILLISECOND;
  const late = setTimeout(() => stop.abort(), patience);
  try {
    const reply = await fetch(path, Object.assign({
      credentials: "omit", cache: "no-store", redirect: "error", signal: stop.signal,
    }, options));
    return [reply, new Uint8Array(await reply.arrayBuffer())];
  } catch (reason) {
    throw new Failed("unreachable");
  } finally {
    clearTimeout(late);
  }
}

async function packed(bytes) {
  const through = new Blob([bytes]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(through).arrayBuffer());
}

function parsed(bytes) {
  try {
    const answer = JSON.parse(new TextDecoder().decode(bytes));
    return answer && typeof answer === "object" ? answer : null;
  } catch (reason) {
    return null;
  }
}
