/* The screens on which nobody can be interviewed, and why. */
import { button, h, plain } from "./stage.js";
import { speaker } from "./words.js";

const say = speaker("vi");

/** Return the screen of a phase in which there is no list; null where there is one. */
export function state(standing, panel) {
  const rest = standing.config ? [button(say("panel"), panel, "small")] : [];
  switch (standing.phase) {
    case "starting":
      return plain("vi", say("starting"), [], []);
    case "unstorable":
      return plain("vi", say("cannot_store"), [standing.why === "full" ? say("full") : null, say("cannot_store_why"), waiting(standing)].filter(Boolean),
        [button(say("try_again"), () => location.reload()), ...rest], "stopped");
    case "revoked":
      return plain("vi", say("revoked"), [say("revoked_why"), waiting(standing)], rest, "stopped");
    case "nothing":
      if (standing.why === "unfetched") return plain("vi", say("fetching"), [say("fetching_why")], rest);
      return plain("vi", say("nothing"), [say(standing.config && (standing.config.cases || []).length ? "not_now" : "nothing_why"), waiting(standing)], rest);
    default:
      return null;
  }
}

function waiting(standing) {
  return h("p", { class: "soft" }, standing.waiting ? say("waiting", standing.waiting) : say("all_sent"));
}
