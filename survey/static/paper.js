// Typing a form in without the mouse: the key beside a choice sets it, Enter goes on to the
// next line, Shift+Enter back. Without script everything can still be clicked and tabbed.

const form = document.querySelector("form.typing");
const AT_ONCE = 700; // two figures typed within this make one number: 1, 0 is ten

let typed = "";
let last = 0;

const shown = (line) => line.offsetParent !== null;
const lines = () => [...form.querySelectorAll(".line")].filter(shown);

// The words beside "other" are passed over unless that was chosen, or something stands there.
function isWanted(line) {
  const words = line.querySelector('input[name$="~"]');
  if (!words || words.value) return true;
  const option = words.name.slice(0, -1);
  const chosen = [...line.closest(".asked").querySelectorAll("input:checked")];
  return chosen.some((each) => each.name === option || `${each.name}.${each.value}` === option);
}
const first = (line) =>
  line.querySelector("input:checked, textarea, select, input:not([type=checkbox])") || line.querySelector("input");

function go(from, step) {
  const all = lines().filter((line) => line === from || isWanted(line));
  const to = all[all.indexOf(from) + step];
  const control = to ? first(to) : step > 0 && form.querySelector("button.btn-primary");
  if (!control) return;
  control.focus();
  if (control.matches("input:not([type=radio]):not([type=checkbox])")) control.select();
  control.scrollIntoView({ block: "center" });
}

function set(line, key) {
  const option = line.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!option) return false;
  option.checked = option.type === "radio" ? true : !option.checked;
  option.focus();
  readable(line);
  return true;
}

function unread(line) {
  const box = line.closest(".asked").querySelector(".unread input, [data-key=x]");
  if (box) box.checked = !box.checked;
}

// Whoever answers after all has read it.
function readable(line) {
  const box = line.closest(".asked").querySelector(".unread input");
  if (box) box.checked = false;
}

function figure(line, key) {
  const now = Date.now();
  typed = now - last < AT_ONCE ? typed + key : key;
  last = now;
  if (line.dataset.look !== "many" && set(line, typed)) return true;
  typed = key;
  return set(line, key);
}

form.addEventListener("keydown", (event) => {
  const line = event.target.closest(".line");
  if (!line || event.ctrlKey || event.metaKey || event.isComposing) return;
  // In a field for words an X is a letter, so there it takes Alt as well.
  if (event.code === "KeyX" && (event.altKey || event.target.matches(".day"))) {
    event.preventDefault();
    unread(line);
    return;
  }
  if (event.altKey) return;
  if (event.key === "Enter") {
    event.preventDefault();
    go(line, event.shiftKey ? -1 : 1);
    return;
  }
  if (event.target.matches("textarea, select, input:not([type=radio]):not([type=checkbox])")) return;
  const key = event.key.toLowerCase();
  if (key === "x") unread(line);
  else if (key === "backspace" || key === "delete") set(line, "-");
  else if (/^[0-9]$/.test(key)) figure(line, key);
  else if (!/^[a-z-]$/.test(key) || !set(line, key)) return;
  event.preventDefault();
});

form.addEventListener("input", (event) => {
  const line = event.target.closest(".line");
  if (line && event.target.value !== "") readable(line);
});

const wrong = form.querySelector("[data-wrong] .line");
if (wrong) first(wrong).focus();
