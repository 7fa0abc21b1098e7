/* What is staff's: how the tablet does, and what can be done about it. */
import * as engine from "./engine.js";
import { button, h, show } from "./stage.js";
import { letGo } from "./tablet.js";
import { day, moment, speaker } from "./words.js";

const say = speaker("vi");

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
