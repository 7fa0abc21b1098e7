/* The screen of all questions: one of them at a time, and the buttons that turn them. */
import { button, h } from "./stage.js";
import { speaker, spoken } from "./words.js";

const MOST_DOTS = 15;

/** The screen of all questions; `turn` of the buttons' acts, and what changes on it while it stands. */
export function question({ config, language, head, trouble }, form, act) {
  const say = speaker(language), tongues = config.languages.filter((one) => one.code !== language);
  const voice = h("span", { class: "voice" });
  const dots = h("p", { class: "dots", role: "img" });
  const back = button(say("back"), act.back, "quiet");
  const next = button(say("next"), act.next, "next");
  const send = button(say("send"), act.send, "send");
  const ready = h("section", { class: "ready", hidden: true }, h("h1", null, say("ready")), h("p", null, say("ready_why")));
  const sendAll = button(say("send"), act.send, "wide leading");
  ready.append(sendAll);
  const screen = h("div", { class: "screen asks", lang: spoken(language) },
    h("header", null, head(), h("div", { class: "tongues" },
      voice, ...tongues.map((one) => button(one.name, () => act.speak(one.code), "tongue", { lang: one.code })))),
    h("div", { class: "paper" }, form, ready),
    h("footer", { class: "turns" }, back, dots, next, send));
  return {
    screen, ready,
    hear(listen) {
      voice.textContent = "";
      if (listen) voice.append(listen);
    },
    busy(isBusy) { send.disabled = isBusy; sendAll.disabled = isBusy; next.disabled = isBusy; back.disabled = isBusy; },
    progress(place, count, isAnswered) {
      const isLast = place >= count - 1;
      next.hidden = isLast;
      send.hidden = place >= count; // it stands in the middle then, and large
      form.classList.toggle("done", place >= count);
      next.textContent = say(isAnswered ? "next" : "skip");
      next.classList.toggle("leading", isAnswered && !isLast);
      send.classList.toggle("leading", isLast);
      draw(dots, place, count, say);
    },
    failed() {
      for (const old of ready.querySelectorAll(".oops, .oops ~ *")) old.remove();
      ready.append(h("p", { class: "oops", role: "alert" }, `${say("not_kept")}. ${say("not_kept_why")}`), trouble());
    },
  };
}

function draw(dots, place, count, say) {
  const words = say("place", Math.min(place + 1, count), count);
  dots.setAttribute("aria-label", words);
  if (count > MOST_DOTS) {
    dots.textContent = words; // nobody counts so many
    return;
  }
  if (!dots.childElementCount) dots.textContent = "";
  while (dots.childElementCount > count) dots.removeChild(dots.lastChild);
  while (dots.childElementCount < count) dots.append(h("i"));
  Array.prototype.forEach.call(dots.children, (dot, n) => {
    dot.className = n < place ? "past" : n === place ? "now" : "";
  });
}
