/* The screens on which nothing can be asked, and why: said before the first question. */
import { button, h, plain } from "./stage.js";
import { asking, phone } from "./screens.js";
import { speaker } from "./words.js";

/** Return the screen of a phase in which no citizen is asked; null for those that ask. */
export function state(standing, staff) {
  const say = speaker("vi"), { config } = standing;
  const forStaff = config ? [button(say("staff"), staff, "small")] : [];
  switch (standing.phase) {
    case "starting":
      return plain("vi", say("starting"), [], []);
    case "unstorable":
      return plain("vi", say("cannot_store"), [say("cannot_store_why"), phone(config, "vi"), english()],
        [button(say("try_again"), () => location.reload()), ...forStaff], "stopped");
    case "revoked":
      return plain("vi", say("revoked"), [say("revoked_why"), phone(config, "vi")], forStaff, "stopped");
    case "nothing":
      if (standing.why === "unfetched") return plain("vi", say("fetching"), [say("fetching_why")], forStaff);
      return plain("vi", say("nothing"), [config ? asking(config) : null, say("nothing_why")].filter(Boolean), forStaff);
    default:
      return null;
  }
}

function english() {
  return h("p", { class: "soft", lang: "en" }, "This tablet cannot store ratings now. Please rate with your phone.");
}
