/* A question read aloud: one button beside it, no controls to get lost in. */
import { h } from "./stage.js";
import { touch } from "./idle.js";

const buttons = new WeakMap();
let playing = null;

/** Make a button for each question that is recorded. */
export function voiced(form, say) {
  for (const audio of form.querySelectorAll("audio")) {
    audio.removeAttribute("controls");
    const button = h("button", { type: "button", class: "listen", "aria-label": audio.getAttribute("aria-label") });
    const told = () => {
      button.textContent = say(audio.paused ? "listen" : "stop_listening");
      button.classList.toggle("on", !audio.paused);
    };
    button.addEventListener("click", () => (audio.paused ? play(audio) : hush()));
    for (const sign of ["play", "pause", "ended"]) audio.addEventListener(sign, told);
    audio.addEventListener("timeupdate", touch); // whoever listens is there
    buttons.set(audio, button);
    told();
  }
}

/** Return the button that reads `question`, if it is recorded; it stands in one place for all. */
export function voiceOf(question) {
  const audio = question && question.querySelector("audio");
  return audio ? buttons.get(audio) : null;
}

/** Stop reading. */
export function hush() {
  if (playing) playing.pause();
  playing = null;
}

function play(audio) {
  hush();
  playing = audio;
  audio.currentTime = 0;
  audio.play().catch(() => { playing = null; }); // no sound kept yet: the words are there
}
