// Long work: the page looks again by itself, until the work has ended. Without script
// the whole page is loaded again every few seconds; either way the server decides.

const EVERY = 1000;
const SLOWEST = 15000;

let pause = EVERY;

async function look() {
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.redirected || !answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("standing");
    show(fresh);
    if (fresh.dataset.over === "1") return;
    pause = EVERY;
  } catch (_away) {
    // The network may be away for a while: looked for again, more and more calmly.
    pause = Math.min(pause * 2, SLOWEST);
  }
  setTimeout(look, pause);
}

function show(fresh) {
  const shown = document.getElementById("standing");
  const bar = shown.querySelector("progress[max]");
  const next = fresh.querySelector("progress[max]");
  if (bar && next) {
    // The bar moves rather than being replaced, so that it does not flicker.
    bar.max = next.max;
    bar.value = next.value;
    shown.querySelector(".count").textContent = fresh.querySelector(".count").textContent;
    return;
  }
  shown.replaceWith(document.importNode(fresh, true));
}

setTimeout(look, EVERY);
