/* Nobody there: after a while the page asks, and a little later it goes back to the start.
   A screen that was switched off is judged by the clock when it comes back. */
export const IDLE_MS = 30000, WARNING_MS = 8000;
let timer = null, watch = null, touched = 0;

/** Begin to watch: `warn(seconds)` each second near the end, then `end()`. */
export function begin({ warn, end, after = IDLE_MS }) {
  stop();
  watch = { warn, end, after };
  touch();
}

/** Stop watching. */
export function stop() {
  clearTimeout(timer);
  watch = null;
}

/** Somebody is there. */
export function touch() {
  if (!watch) return;
  touched = now();
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(0, watch.after - WARNING_MS));
}

function look() {
  if (!watch) return;
  const left = watch.after - (now() - touched);
  if (left <= 0) {
    const { end } = watch;
    stop();
    end();
    return;
  }
  if (watch.warn && left <= WARNING_MS) watch.warn(Math.ceil(left / 1000));
  timer = setTimeout(look, left > WARNING_MS ? left - WARNING_MS : left % 1000 || 1000);
}

/* Some tablets stop this count while they sleep; then their wall clock tells. */
let sleptAt = 0, slept = 0;
function now() {
  return performance.now() + slept;
}
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    sleptAt = Date.now() - performance.now();
    return;
  }
  const missed = sleptAt ? Date.now() - performance.now() - sleptAt : 0;
  if (missed > 0) slept += missed;
  sleptAt = 0;
  if (watch) look();
});

for (const sign of ["pointerdown", "keydown", "input"]) {
  document.addEventListener(sign, touch, true);
}
