/* Sealing: what waits in the queue can be opened by the server alone.

   One ephemeral pair a page session, agreed with the server's public key; its private half
   lives in this page's memory and cannot be read out of it. Whoever steals the tablet finds
   letters that tell nothing, not even to the tablet itself. */

import {base64, unbase64, utf8} from "./letters.js";

const CURVE = {name: "ECDH", namedCurve: "P-256"};
const agreed = new Map();

async function agree(seal) {
  const pair = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const theirs = await crypto.subtle.importKey("raw", unbase64(seal.key), CURVE, false, []);
  const bits = await crypto.subtle.deriveBits({name: "ECDH", public: theirs}, pair.privateKey, 256);
  const shared = await crypto.subtle.importKey("raw", bits, "HKDF", false, ["deriveKey"]);
  const how = {
    name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: utf8("langnghe kiosk v1"),
  };
  const key = await crypto.subtle.deriveKey(
    how, shared, {name: "AES-GCM", length: 256}, false, ["encrypt"]);
  return {key, k: base64(await crypto.subtle.exportKey("raw", pair.publicKey))};
}

/* Return the entry to keep: number and identity in clear, the rating sealed to them. */
export async function sealed(identity, id, n, said) {
  const name = identity.seal.kid + identity.seal.key;
  if (!agreed.has(name)) agreed.set(name, agree(identity.seal));
  const {key, k} = await agreed.get(name);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bound = utf8(`${identity.device}|${id}|${n}`);
  const closed = await crypto.subtle.encrypt(
    {name: "AES-GCM", iv, additionalData: bound}, key, utf8(JSON.stringify(said)));
  const whole = new Uint8Array(12 + closed.byteLength);
  whole.set(iv);
  whole.set(new Uint8Array(closed), 12);
  return {device: identity.device, id, n, kid: identity.seal.kid, k, b: base64(whole)};
}
