/* What is staff's: enrolling the tablet, the PIN that leads out, and how the tablet does. */
import * as engine from "./engine.js";
import { h, show } from "./stage.js";
import { button } from "./screens.js";
import { letGo } from "./tablet.js";
import { day, moment, speaker } from "./words.js";

const say = speaker("vi");

/** A box for a PIN with large digits under it, so that no keyboard covers the screen. */
function pinPad(label) {
  const box = h("input", { id: "pin", class: "box pin", type: "password", inputmode: "none", autocomplete: "off", maxlength: "12" });
  const press = (digit) => () => { box.value += digit; box.dispatchEvent(new Event("input", { bubbles: true })); };
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => button(digit, press(digit), "key"));
  keys.push(button(say("pin_delete"), () => { box.value = box.value.slice(0, -1); }, "key word"), button("0", press("0"), "key"));
  return { box, pad: h("div", { class: "pad" }, h("label", { for: "pin" }, label), box, h("div", { class: "keys" }, ...keys)) };
}

function told(place, words) {
  const old = place.querySelector(".oops");
  if (old) old.remove();
  if (words) place.insertBefore(h("p", { class: "oops", role: "alert" }, words), place.querySelector("h1").nextSibling);
}

/** Ask for the PIN, then `opened()`; `left()` when they think better of it. */
export function askPin(opened, left) {
  const { box, pad } = pinPad(say("pin_ask"));
  let busy = false;
  const form = h("form", { class: "screen staff", novalidate: true },
    h("h1", null, say("staff")), pad,
    h("div", { class: "acts" }, button(say("cancel"), left), h("button", { class: "send leading" }, say("pin_ok"))));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (busy) return;
    busy = true;
    const isRight = await engine.checkExit(box.value);
    busy = false;
    box.value = "";
    if (isRight) opened();
    else told(form, say("pin_wrong"));
  });
  show(form);
}

/** How the tablet does, and what staff can do about it. */
export function panel(standing, { left, enrolAgain }) {
  const { config } = standing, asked = config && config.asked;
  const yes = (is) => say(is ? "yes" : "no");
  const rows = [
    ["panel_counter", config ? `${config.counter.name} (${config.counter.code}), ${config.unit.name}` : "–"],
    ["panel_form", asked ? `${asked.questionnaire} ${asked.version}` : "–"],
    ["panel_until", asked && asked.ends_on ? day(asked.ends_on) : "–"],
    ["panel_waiting", String(standing.waiting)],
    ["panel_last", standing.lastSync ? moment(standing.lastSync) : say("never_sent")],
    ["panel_network", yes(standing.online)],
    ["panel_persisted", yes(standing.persisted)],
    ["panel_aside", String(standing.aside)],
    ["panel_version", standing.app || "–"],
  ];
  const list = h("dl", null, ...[].concat(...rows.map(([name, value]) => [h("dt", null, say(name)), h("dd", null, value)])));
  const again = (act) => async () => { await act(); panel(engine.standing(), { left, enrolAgain }); };
  show(h("div", { class: "screen staff" }, h("h1", null, say("panel")), list, h("div", { class: "acts" },
    button(say("sync_now"), again(() => engine.syncNow())),
    standing.update ? button(say("update_now"), () => engine.applyUpdate()) : null,
    button(say("leave_full"), letGo),
    button(say("enrol_again"), enrolAgain),
    button(say("cancel"), left, "send leading"))));
}

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
    go.disabled = true;
    go.textContent = say("enrolling");
    told(form, "");
    try {
      await engine.enrol({ code: code.value.trim(), pin: pin.value, name: name.value.trim() || say("device_example") });
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
  const known = ["pin", "expired", "used", "closed", "unknown"].includes(said.error);
  const words = said.words && said.words.vi ? said.words.vi : say(known ? `enrol_${said.error}` : "enrol_failed");
  return said.left ? `${words} ${say("enrol_left", said.left)}` : words;
}
