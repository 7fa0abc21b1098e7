/* What the page is for: a counter's kiosk, where each citizen rates in a letter of their own.

   The engine under it is the interviewer's, too; what differs stands here and in the other's
   module of this name. */

import * as store from "./store.js";
import {BASE} from "./place.js";
import {post} from "./wire.js";

/* Whether the server's welcome is one to a kiosk. */
export function isWelcome(said) {
  return Boolean(said.counter);
}

/* What of the welcome belongs to who this tablet is. */
export function own(said) {
  return {counter: said.counter, unit: said.unit};
}

/* What else is to be known from the first moment on. */
export function facts() {
  return {};
}

/* What one letter says, beside when it was given and to which questionnaire. */
export function letter(identity, given) {
  return {
    kind: given.kind, counter: identity.counter.code, language: given.language,
    form: String(given.form || ""), took: given.took, soon: Boolean(given.soon),
    who: given.who || null, reached: given.reached || null,
  };
}

/* What is noted in the same stroke as a letter. */
export function beside() {
  return {};
}

/* Ask what is to be shown. */
export async function fetchConfig(identity) {
  const config = await post(identity, BASE + "/config", {});
  delete config.nonce;
  if (config.seal && config.seal.kid !== identity.seal.kid) {
    await store.reseal(identity.device, config.seal);
  }
  await store.note({["config:" + identity.device]: config});
  return config;
}

/* What is to be shown after a round in which the server said `answer`. */
export function renewed(identity, config, answer) {
  return answer.config === config.digest ? config : fetchConfig(identity);
}
