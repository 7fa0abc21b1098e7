/* Bytes as letters: the wire's base64 and hex, and chance. */

export function base64(bytes) {
  const all = new Uint8Array(bytes);
  let text = "";
  for (let i = 0; i < all.length; i += 8192) {
    text += String.fromCharCode.apply(null, all.subarray(i, i + 8192));
  }
  return btoa(text);
}

export function unbase64(text) {
  return Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
}

export function utf8(text) {
  return new TextEncoder().encode(text);
}

/* `letters` hex digits that nobody can guess. */
export function chance(letters) {
  const bytes = crypto.getRandomValues(new Uint8Array(letters / 2));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, "0")).join("");
}
