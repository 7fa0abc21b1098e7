/* What the page is for: an interviewer's tablet, which keeps a list of cases and what became
   of each. The kiosk's module of this name says the same of a kiosk. */

import {emptied, takeOver} from "./list.js";
import {BASE} from "./place.js";
import * as store from "./store.js";
import {post} from "./wire.js";

/* Whether the server's welcome is one to an interviewer. */
export function isWelcome(said) {
  return Boolean(said.interviewer && said.config);
}

/* What of the welcome belongs to who this tablet is. */
export function own(said) {
  return {interviewer: said.interviewer, campaign: said.campaign};
}

/* The list comes with the welcome. Whoever had the tablet before has no list on it any more. */
export function facts(said, earlier) {
  const left = earlier && earlier.device !== said.device ? {["config:" + earlier.device]: null} : {};
  return Object.assign(left, {["config:" + said.device]: said.config});
}

/* What one letter says, beside when it was given and to which questionnaire. */
export function letter(_identity, given) {
  return {
    kind: "attempt", language: given.language, case: given.case, disposition: given.disposition,
    form: String(given.form || ""), started: given.started, took: given.took,
    position: given.position || null, note: given.note || null,
  };
}

/* That this case was tried, noted with its letter, which the tablet itself cannot read. */
export function beside(id, given, at) {
  return {["did:" + id]: {id, case: given.case, disposition: given.disposition, at}};
}

/* Ask what is to be shown. */
export async function fetchConfig(identity) {
  const config = await post(identity, BASE + "/config", {});
  delete config.nonce;
  return taken(identity, config, config.seal);
}

/* What is to be shown after a round in which the server said `answer`. */
export function renewed(identity, config, answer) {
  const now = answer.fresh || config;
  if (!answer.revoked && answer.config !== now.digest) return fetchConfig(identity);
  return taken(identity, answer.revoked ? emptied(now) : now, answer.seal);
}

async function taken(identity, config, seal) {
  if (seal && seal.kid !== identity.seal.kid) await store.reseal(identity.device, seal);
  await takeOver(identity.device, config);
  return config;
}
