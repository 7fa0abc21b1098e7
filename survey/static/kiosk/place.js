/* Where this page lives: the same modules run the kiosk and the interviewer's tablet.

   Each is a page of its own address, and from that come the names of its database, its
   channel and its caches, so that neither ever meets what the other keeps. */

const found = /^(.*)\/app\/([0-9a-f]+)\//.exec(new URL(import.meta.url).pathname) || ["", "/kiosk", ""];

/** The address under which everything of this page stands: "/kiosk". */
export const BASE = found[1];

/** The version is the folder this file came from. */
export const APP = found[2];

export const WHAT = BASE.slice(1);

export const NAME = "langnghe-" + WHAT;
