/* Enrolling the tablet: a code, a PIN and a name. */
import * as engine from "./engine.js";
import { pinPad, told } from "./pin.js";
import { button, h, show } from "./stage.js";
import { speaker } from "./words.js";

const say = speaker("vi");

/** Ask for what enrols the tablet; `left` is there when it is enrolled already. */
export function enrolment(left, done) {
  const { box: pin, pad } = pinPad(say("pin"));
  const code = h("input", { id: "code", class: "box wide", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", value: codeInAddress() });
  const name = h("input", { id: "name", class: "box wide", autocomplete: "off", maxlength: "60", placeholder: say("device_example") });
  const go = h("button", { class: "send leading" }, say("enrol_now"));
  const form = h("form", { class: "screen staff enrol", novalidate: true },
    h("h1", null, say("enrol")), h("p", { class: "soft" }, say("enrol_why")),
    h("div", { class: "sides" },
      h("div", null, h("label", { for: "code" }, say("enrol_code")), code, h("label", { for: "name" }, say("device_name")), name), pad),
    h("div", { class: "acts" }, left ? button(say("cancel"), left) : null, go));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (go.disabled) return;
    // An empty box would use up one of the five tries.
    if (!code.value.trim() || !pin.value) return told(form, say(code.value.trim() ? "no_pin" : "no_code"));
    const called = name.value.trim() || say("device_example"); // whoever is not called so must say
    if (!called) return told(form, say("no_name"));
    go.disabled = true;
    go.textContent = say("enrolling");
    told(form, "");
    try {
      await engine.enrol({ code: code.value.trim(), pin: pin.value, name: called });
      history.replaceState(history.state, "", location.pathname);
      done();
    } catch (reason) {
      told(form, why(reason));
      if (reason && reason.said && reason.said.error === "pin") pin.value = "";
    }
    go.disabled = false;
    go.textContent = say("enrol_now");
  });
  show(form);
}

function codeInAddress() {
  const found = /[#&]e=([^&]+)/.exec(location.hash);
  return found ? decodeURIComponent(found[1]) : "";
}

function why(reason) {
  const said = (reason && reason.said) || {};
  const words = (said.words && said.words.vi) || say(`enrol_${said.error}`) || say("enrol_failed");
  return said.left ? `${words} ${say("enrol_left", said.left)}` : words;
}
