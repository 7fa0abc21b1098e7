/* A visit without an interview: why there was none, in the words the office has set. */
import * as engine from "./engine.js";
import { told } from "./pin.js";
import { button, h, show } from "./stage.js";
import { onBack } from "./tablet.js";
import { speaker } from "./words.js";

const say = speaker("vi");
const NOT_HERE = ["complete", "partial"];
const LONGEST = 400;

/** Ask why; `chosen` stands there already where it was just said. */
export function attempt(config, one, chosen, done) {
  const id = engine.newId(), started = Date.now(), from = performance.now();
  const reasons = config.dispositions.filter((each) => !NOT_HERE.includes(each.name));
  const note = h("textarea", { id: "note", maxlength: LONGEST, rows: 3 });
  const go = h("button", { class: "leading" }, say("attempt_keep"));
  const form = h("form", { class: "screen said", novalidate: true },
    h("h1", null, say("attempt")), h("p", { class: "soft" }, `${one.label || ""} · ${one.code}`),
    h("fieldset", { class: "reasons" }, h("legend", null, say("attempt_why")),
      h("div", { class: "rows picks" }, ...reasons.map((each) => h("label", null,
        h("input", { type: "radio", name: "reason", value: each.name, checked: each.name === chosen }), h("span", null, h("b", null, each.words)))))),
    h("label", { for: "note", class: "asks-note" }, say("note")), h("p", { class: "soft", id: "note-hint" }, say("note_why")), note,
    h("div", { class: "acts" }, button(say("cancel"), () => done(false)), go));
  note.setAttribute("aria-describedby", "note-hint");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const taken = form.querySelector("[name=reason]:checked");
    if (go.disabled) return;
    told(form, taken ? "" : say("attempt_none"));
    if (!taken) return window.scrollTo(0, 0);
    go.disabled = true;
    try {
      await engine.record({
        id, language: "vi", asked: config.asked, case: one.id, disposition: taken.value, form: "", started,
        took: Math.round(performance.now() - from), note: note.value.trim().slice(0, LONGEST),
      });
      done(true);
    } catch (reason) {
      go.disabled = false;
      told(form, say("not_kept_here"));
      window.scrollTo(0, 0);
    }
  });
  onBack(() => done(false));
  show(form);
}
