/* One rating, from the first tap to the thanks: sent once or not at all. */
import * as engine from "./engine.js";
import * as asking from "./asking.js";
import * as idle from "./idle.js";
import { show, announce } from "./stage.js";
import { onBack } from "./tablet.js";
import { speaker } from "./words.js";
import * as screens from "./screens.js";

const THANKS_MS = 5000, REFUSAL_MS = 7000;

/** Begin a rating; `done(wasSent)` is called once, when the screen is the next citizen's. */
export function begin({ config, language, soon, done }) {
  const rating = {
    config, soon, done, id: engine.newId(), who: null, from: performance.now(), over: false,
    sheet: asking.sheet({
      config, language, head: () => screens.asking(config), trouble: () => screens.phone(config, rating.sheet.language),
      keep: (form) => keep(rating, form), leave: () => leave(rating),
    }),
  };
  onBack(() => asking.back(rating.sheet));
  idle.begin({
    warn: (seconds) => screens.warn(seconds, speaker(rating.sheet.language), rating.sheet.language),
    end: () => leave(rating, true),
  });
  if (soon) askWho(rating);
  else asking.open(rating.sheet);
  return { leave: () => leave(rating) };
}

function askWho(rating) {
  const chosen = (who) => () => {
    if (who === "officer") return refuse(rating);
    rating.who = who;
    return asking.open(rating.sheet);
  };
  show(screens.who(rating.config, rating.sheet.language, chosen, () => leave(rating)));
}

function refuse(rating) {
  over(rating);
  const timer = setTimeout(() => rating.done(false), REFUSAL_MS);
  show(screens.officer(rating.config, rating.sheet.language, () => { clearTimeout(timer); rating.done(false); }));
}

async function keep(rating, form) {
  await engine.record(told(rating, "rating", form));
  over(rating);
  const { language } = rating.sheet;
  const timer = setTimeout(() => rating.done(true), THANKS_MS);
  show(screens.thanks(rating.config, language, () => { clearTimeout(timer); rating.done(true); }));
  announce(speaker(language)("thanks"));
}

/* Gone before it was sent: how far it got is kept, never what was said. */
function leave(rating, walkedAway) {
  if (rating.over || rating.sheet.sending) return;
  if (asking.isBegun(rating.sheet, walkedAway)) engine.record(told(rating, "abandoned", "")).catch(() => {});
  over(rating);
  rating.done(false);
}

function over(rating) {
  rating.over = true;
  asking.end(rating.sheet);
  idle.stop();
  screens.calm();
  onBack(null);
}

function told(rating, kind, form) {
  return {
    kind, form, id: rating.id, asked: rating.config.asked, language: rating.sheet.language,
    took: Math.round(performance.now() - rating.from), soon: rating.soon, who: rating.who,
    reached: rating.sheet.reached || null,
  };
}
