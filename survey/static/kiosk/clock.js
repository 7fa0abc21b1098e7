/* Two clocks: the wall's, which anybody may set, and the session's own, which only runs.

   The server's offset is believed only as long as the wall's clock has not been moved
   since it was learnt; afterwards it is null, and the server says what it can. */

import {chance} from "./letters.js";

export const session = chance(16);

const TOLERATED = 600000;
let learnt = null;

export function mono() {
  return Math.round(performance.now());
}

/* Take over what an earlier session had learnt, unless the wall's clock went backwards. */
export function recall(kept, wall = Date.now()) {
  learnt = kept && wall >= kept.wall - TOLERATED ? {offset: kept.offset, wall, mono: mono()} : null;
}

/* Learn the offset from the server's time, asked for at `sent` and answered now. */
export function learn(server, sent, wall = Date.now()) {
  const offset = Math.round(server - (sent + wall) / 2);
  learnt = {offset, wall, mono: mono()};
  return {offset, wall};
}

export function offset(wall = Date.now()) {
  if (!learnt) return null;
  const drift = (wall - learnt.wall) - (mono() - learnt.mono);
  /* A tablet that slept has a wall ahead of its session; only backwards is surely wrong,
     and far forwards nearly so. */
  if (drift < -TOLERATED || drift > 40 * 86400000) learnt = null;
  return learnt && learnt.offset;
}
