/* Who this tablet is: a key that cannot be taken out of it, and the PIN that lets staff out. */

import {base64, unbase64, utf8} from "./letters.js";

const CURVE = {name: "ECDSA", namedCurve: "P-256"};
const SIGNED = {name: "ECDSA", hash: "SHA-256"};
const TURNS = 200000;

export function newKeys() {
  return crypto.subtle.generateKey(CURVE, false, ["sign", "verify"]);
}

export async function publicHalf(keys) {
  return base64(await crypto.subtle.exportKey("raw", keys.publicKey));
}

export async function sign(keys, bytes) {
  return base64(await crypto.subtle.sign(SIGNED, keys.privateKey, bytes));
}

/* Whether the server that enrolled this tablet has signed `bytes`. */
export async function isServers(serverKey, signature, bytes) {
  try {
    const key = await crypto.subtle.importKey("raw", unbase64(serverKey), CURVE, false, ["verify"]);
    return await crypto.subtle.verify(SIGNED, key, unbase64(signature), bytes);
  } catch (reason) {
    return false;
  }
}

export async function hashedPin(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return {salt, turns: TURNS, hash: await stretched(pin, salt, TURNS)};
}

export async function isPin(kept, pin) {
  return (await stretched(pin, kept.salt, kept.turns)) === kept.hash;
}

async function stretched(pin, salt, iterations) {
  const key = await crypto.subtle.importKey("raw", utf8(pin), "PBKDF2", false, ["deriveBits"]);
  const how = {name: "PBKDF2", hash: "SHA-256", salt, iterations};
  return base64(await crypto.subtle.deriveBits(how, key, 256));
}
