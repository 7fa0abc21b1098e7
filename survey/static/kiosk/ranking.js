/* Putting in order by tapping: the first that is tapped is the first, a second tap takes it back.
   The lists of the questionnaire's page stay underneath and hold the answer. */
import { h } from "./stage.js";

/** Give a ranking question a button for each thing to be put in order. */
export function inOrder(question) {
  const places = Array.prototype.slice.call(question.querySelectorAll(".place"));
  for (const place of places) {
    const words = h("b", null, place.querySelector("label").textContent);
    const button = h("button", { type: "button", class: "rank", onclick: () => tap(question, place) }, h("i"), words);
    place.insertBefore(button, place.firstChild);
  }
  // After follow.js: what is not offered any more has let go of its place by then.
  for (const sign of ["input", "change"]) question.closest("form").addEventListener(sign, () => draw(places));
  draw(places);
}

function listOf(place) {
  return place.querySelector("select");
}

function tap(question, place) {
  const select = listOf(place);
  const taken = question.querySelectorAll(".rank[aria-pressed=true]").length;
  if (select.value) select.value = "";
  else if (taken < select.options.length - 1) select.value = String(taken + 1);
  for (const mark of question.querySelectorAll("[type=checkbox]")) mark.checked = false;
  select.dispatchEvent(new Event("change", { bubbles: true }));
}

function draw(places) {
  const taken = places.filter((place) => !place.hidden && listOf(place).value);
  taken.sort((one, other) => Number(listOf(one).value) - Number(listOf(other).value));
  taken.forEach((place, n) => { listOf(place).value = String(n + 1); });
  for (const place of places) {
    const { value } = listOf(place), button = place.querySelector(".rank");
    button.setAttribute("aria-pressed", value ? "true" : "false");
    button.firstChild.textContent = value;
  }
}
