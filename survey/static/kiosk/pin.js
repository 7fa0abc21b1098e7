/* The PIN: a pad of large digits, and the door that it opens. */
import * as engine from "./engine.js";
import { button, h, show } from "./stage.js";
import { speaker } from "./words.js";

const say = speaker("vi");

/** A box for a PIN with large digits under it, so that no keyboard covers the screen. */
export function pinPad(label) {
  const box = h("input", { id: "pin", class: "box pin", type: "password", inputmode: "none", autocomplete: "off", maxlength: "12" });
  const press = (digit) => () => { box.value += digit; box.dispatchEvent(new Event("input", { bubbles: true })); };
  const keys = ["1", "2", "3", "4", "5", "6", "7", "8", "9"].map((digit) => button(digit, press(digit), "key"));
  keys.push(button(say("pin_delete"), () => { box.value = box.value.slice(0, -1); }, "key word"), button("0", press("0"), "key"));
  return { box, pad: h("div", { class: "pad" }, h("label", { for: "pin" }, label), box, h("div", { class: "keys" }, ...keys)) };
}

/** Say under a screen's heading what is wrong, or take that away. */
export function told(place, words) {
  const old = place.querySelector(".oops");
  if (old) old.remove();
  if (words) place.insertBefore(h("p", { class: "oops", role: "alert" }, words), place.querySelector("h1").nextSibling);
}

/** Ask for the PIN, then `opened()`; `left()`, if there is a way out, when they think better of it. */
export function askPin(opened, left) {
  const { box, pad } = pinPad(say("pin_ask"));
  let busy = false;
  const form = h("form", { class: "screen staff", novalidate: true },
    h("h1", null, say("staff")), pad,
    h("div", { class: "acts" }, left ? button(say("cancel"), left) : null, h("button", { class: "send leading" }, say("pin_ok"))));
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
