/* When to try again: soon at first, then ever later, never all tablets at once, never never. */

export const HEARTBEAT = 30000;
const FIRST = 2000;
const LONGEST = 300000;

/* Milliseconds to wait after `failures` in a row; half of it is left to chance. */
export function delay(failures, luck = Math.random()) {
  if (!failures) return HEARTBEAT * (0.9 + 0.2 * luck);
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(failures - 1, 20));
  return whole / 2 + whole / 2 * luck;
}
