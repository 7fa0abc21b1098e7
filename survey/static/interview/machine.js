/* How the tablet does, and what its interviewer can do about it. */
import * as engine from "./engine.js";
import { button, h, show } from "./stage.js";
import { day, moment, speaker } from "./words.js";

const say = speaker("vi");

/** Show it: `left`, `enrolAgain`, `lock` and `again` are what its buttons lead to. */
export function panel(standing, bearer, { left, enrolAgain, lock, again }) {
  const { config } = standing, asked = config && config.asked, campaign = config && config.campaign;
  const yes = (is) => say(is ? "yes" : "no");
  const rows = [
    ["panel_bearer", (bearer && bearer.interviewer && bearer.interviewer.name) || "–"],
    ["panel_campaign", campaign ? campaign.name : "–"],
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
  show(h("div", { class: "screen staff" }, h("h1", null, say("panel")), list, h("div", { class: "acts" },
    button(say("sync_now"), async () => { await engine.syncNow(); again(); }),
    button(say("lock_now"), lock),
    standing.update ? button(say("update_now"), () => engine.applyUpdate()) : null,
    button(say("enrol_again"), enrolAgain),
    button(say("cancel"), left, "send leading"))));
}
