/* The cases as the interviewer works through them: which are due, which are done, and when a
   reserve may be gone to. A reserve stands for a main case of its own cluster that is final
   without an interview, in the reserve's order, and for nothing else. */

const ANSWERED = ["complete", "partial"];
const CLEAR = ["refusal", "language", "not_eligible"];
const MOST_VISITS = 3; // the server's own rule, which has the last word
const MAIN = "main";

/** Return the cases with what was done here since the server's list: state, last, attempts. */
export function standing(config, done) {
  return (config.cases || []).map((one) => {
    const mine = done.filter((each) => each.case === one.id);
    const last = mine.length ? mine[mine.length - 1].disposition : one.last || null;
    return Object.assign({}, one, {
      attempts: (one.attempts || 0) + mine.length, last, state: stateOf(one, mine), waits: mine.length > 0,
      interviewed: one.interviewed || mine.some(isInterview),
    });
  });
}

function stateOf(one, mine) {
  if (!mine.length) return one.state;
  const isOver = mine.some((each) => isInterview(each) || CLEAR.includes(each.disposition));
  return isOver || (one.attempts || 0) + mine.length >= MOST_VISITS ? "done" : one.state;
}

function isInterview(each) {
  return ANSWERED.includes(each.disposition);
}

/** Whether a case was answered, so that nobody is asked twice. */
export function isAnswered(one) {
  return one.state === "done" && one.interviewed;
}

function isLost(one) {
  return one.state === "done" && !isAnswered(one);
}

/** Return the cases that may be gone to: every main one, and the reserves that are due. */
export function offered(cases) {
  const needed = new Map();
  for (const one of cases) {
    if (one.place === MAIN && isLost(one)) needed.set(clusterOf(one), (needed.get(clusterOf(one)) || 0) + 1);
  }
  return cases.filter((one) => {
    if (one.place === MAIN) return true;
    const left = needed.get(clusterOf(one)) || 0;
    // One that was gone to stays in sight, due or not; one that is lost calls for the next.
    if (one.attempts && isLost(one)) return true;
    if (left > 0) needed.set(clusterOf(one), left - 1);
    return left > 0 || one.attempts > 0;
  });
}

function clusterOf(one) {
  return String(one.cluster || one.psu || placeOf(one));
}

/** Return where a case is, as the list groups it. */
export function placeOf(one) {
  return [one.village, one.unit].filter(Boolean).join(", ");
}

/* What was sent back is waited for; a reserve comes last. */
function turnOf(one) {
  if (one.state === "sent_back") return 0;
  return one.place === MAIN ? 1 : 2;
}

/** Return the cases by place: [place, cases], in the list's own order but for their turn. */
export function grouped(cases) {
  const places = new Map();
  for (const one of cases) {
    if (!places.has(placeOf(one))) places.set(placeOf(one), []);
    places.get(placeOf(one)).push(one);
  }
  for (const list of places.values()) list.sort((one, other) => turnOf(one) - turnOf(other));
  return Array.from(places);
}

/** Whether a case is meant by `words`, typed with or without marks. */
export function isMeant(one, words) {
  const said = plain(`${one.label || ""} ${one.code} ${placeOf(one)}`);
  return plain(words).split(/\s+/).every((word) => said.includes(word));
}

function plain(text) {
  return String(text).normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().trim();
}
