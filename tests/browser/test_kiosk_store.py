"""What lies on a tablet's disk: readable to nobody, safe from updates, refused when full."""

import base64
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.browser.kiosk import Tablet, waited_for
from tests.live import ROOT, LiveServer

pytestmark = pytest.mark.browser

PHRASE = "Cán bộ Nguyễn Văn Thử đòi thêm tiền"
REBUILT = """async steps => {
  /* Take everything out, and put it back into a database of an earlier or a later layout. */
  const told = asked => new Promise((yes, no) => {
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  });
  const old = await told(indexedDB.open('langnghe-kiosk'));
  const all = {};
  for (const name of old.objectStoreNames) {
    const store = old.transaction(name).objectStore(name);
    all[name] = {values: await told(store.getAll()), keys: await told(store.getAllKeys())};
  }
  old.close();
  await told(indexedDB.deleteDatabase('langnghe-kiosk'));
  const layout = await import(window.address.replace('engine.js', 'layout.js'));
  const made = await layout.open('langnghe-kiosk', steps < layout.STEPS.length
    ? layout.STEPS.slice(0, steps)
    : layout.STEPS.concat(Array.from(
        {length: steps - layout.STEPS.length}, (_each, i) => on => on.createObjectStore('n' + i))));
  for (const name of made.objectStoreNames) {
    if (!all[name]) continue;
    const on = made.transaction(name, 'readwrite');
    const store = on.objectStore(name);
    all[name].values.forEach((value, i) => {
      if (store.keyPath) store.add(value); else store.add(value, all[name].keys[i]);
    });
    await new Promise(yes => { on.oncomplete = yes; });
  }
  const version = made.version;
  made.close();
  return version;
}"""


def test_nothing_of_a_rating_can_be_read_on_a_stolen_tablet(tablet: Tablet, way, office):
    way.mode = "cut"
    tablet.rate(20, form=f"overall=1&why={quote(PHRASE)}")
    kept = str(tablet.queue())
    tablet.off()
    ways_to_write = [
        PHRASE.encode(),
        PHRASE.encode("utf-16-le"),
        quote(PHRASE).encode(),
        quote(PHRASE).encode("utf-16-le"),
        *(base64.b64encode((" " * shift + PHRASE).encode())[4:-4] for shift in range(3)),
        b"overall=1",
        "overall=1".encode("utf-16-le"),
    ]
    files = [path.read_bytes() for path in tablet.profile.rglob("*") if path.is_file()]
    disk = b"\0".join(files) + kept.encode()
    assert tablet.given[0].encode() in disk  # so the right files were looked at
    assert [each for each in ways_to_write if each in disk] == []
    assert b"123456" not in kept.encode()


def test_the_key_cannot_be_taken_out_of_the_tablet(tablet: Tablet):
    refused = """async () => {
      const base = await new Promise(yes => {
        const asked = indexedDB.open('langnghe-kiosk');
        asked.onsuccess = () => yes(asked.result);
      });
      const all = await new Promise(yes => {
        const asked = base.transaction('identities').objectStore('identities').getAll();
        asked.onsuccess = () => yes(asked.result);
      });
      base.close();
      return Promise.all(['pkcs8', 'jwk'].map(form =>
        crypto.subtle.exportKey(form, all[0].keys.privateKey).then(() => 'out', e => e.name)));
    }"""
    assert tablet.page.evaluate(refused) == ["InvalidAccessError", "InvalidAccessError"]


def test_only_its_pin_lets_staff_out(tablet: Tablet, office):
    _code, pin = office.enrolment()
    assert not tablet.page.evaluate("pin => engine.checkExit(pin)", "000001")
    tablet.enrol(_code, pin)
    assert tablet.page.evaluate("pin => engine.checkExit(pin)", pin)


def _restarted_with(room: int | None, tablet: Tablet) -> None:
    # Chromium believes for half a minute what it last heard of the room: so start it anew.
    tablet.off()
    tablet.on(room=room)


def test_a_full_tablet_says_so_before_it_asks_and_still_sends(tablet: Tablet, way, office):
    tablet.wait_for_the_worker()
    way.mode = "cut"
    tablet.rate(10)
    _restarted_with(1000, tablet)
    standing = tablet.standing()
    assert (standing["phase"], standing["why"], standing["waiting"]) == ("unstorable", "full", 10)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)
    _restarted_with(None, tablet)
    tablet.wait_until("phase", "ready")


def test_a_rating_that_finds_no_room_is_refused_and_not_half_kept(tablet: Tablet, way, office):
    tablet.wait_for_the_worker()
    way.mode = "cut"
    tablet.rate(5)
    _restarted_with(1000, tablet)
    full = """() => engine.record({kind: 'rating', form: 'overall=5', language: 'vi', took: 1})
      .then(() => 'kept', failed => failed.reason)"""
    assert tablet.page.evaluate(full) == "full"
    _restarted_with(None, tablet)
    tablet.rate(1)
    assert [each["n"] for each in tablet.queue()] == [1, 2, 3, 4, 5, 6]
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


@pytest.mark.parametrize(
    ("script", "why"),
    [
        ("Object.defineProperty(self, 'indexedDB', {value: undefined})", "no-database"),
        ("IDBFactory.prototype.open = () => { throw new Error('private') }", "unwritable"),
        ("Object.defineProperty(self, 'isSecureContext', {value: false})", "insecure"),
    ],
)
def test_a_device_that_cannot_store_says_so_before_it_asks(blank_tablet: Tablet, script, why):
    blank_tablet.on(script)
    standing = blank_tablet.standing()
    assert (standing["phase"], standing["why"]) == ("unstorable", why)


@pytest.mark.parametrize("steps", [1, 2, 7])
def test_a_full_queue_of_another_layout_is_sent(tablet: Tablet, way, office, steps):
    tablet.wait_for_the_worker()
    way.mode = "cut"
    tablet.rate(15)
    elsewhere = f"{tablet.url}/kiosk/manifest.webmanifest"
    address = tablet.page.evaluate("() => document.querySelector('script[type=module]').src")
    way.mode = "deaf"
    tablet.page.goto(elsewhere)
    tablet.page.evaluate("src => { window.address = src.replace(/[^/]+$/, 'engine.js'); }", address)
    assert tablet.page.evaluate(REBUILT, steps) == steps
    tablet.open()
    assert tablet.standing()["waiting"] == 15
    tablet.rate(1)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_a_newer_layout_opened_beside_a_running_page_locks_nobody_out(tablet: Tablet, way, office):
    way.mode = "cut"
    tablet.rate(3)
    newer = """async () => {
      const address = document.querySelector('script[type=module]').src;
      const layout = await import(address.replace(/[^/]+$/, 'layout.js'));
      const more = layout.STEPS.concat(
        [1, 2, 3, 4, 5].map(i => on => on.createObjectStore('n' + i)));
      const made = await layout.open('langnghe-kiosk', more);
      made.close();
      return made.version;
    }"""
    assert tablet.page.evaluate(newer) == 7
    tablet.rate(3)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


@pytest.fixture
def newer(live: LiveServer, tmp_path: Path) -> Iterator[LiveServer]:
    """The next version, on the same database, served from a tree of its own."""
    tree = tmp_path / "tree"
    for name in ("forms", "survey", "analysis", "migrations"):
        shutil.copytree(
            ROOT / name, tree / name, symlinks=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("wsgi.py", "gunicorn.conf.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tree / name)
    with (tree / "survey/static/kiosk/retry.js").open("a") as file:
        file.write("/* the next version */\n")
    server = LiveServer(live.database_url, live.var)
    server.root = tree
    with server:
        yield server


def test_an_update_over_a_full_queue_waits_for_its_turn_and_loses_nothing(
    tablet: Tablet, way, office, newer
):
    tablet.wait_for_the_worker()
    tablet.page.reload()
    tablet.open()
    before = tablet.standing()["app"]
    way.mode = "cut"
    tablet.rate(30)
    way.mode, way.server = "deaf", newer.port
    tablet.page.evaluate("async () => (await navigator.serviceWorker.getRegistration()).update()")
    tablet.wait_until("update", True)
    assert (tablet.standing()["app"], tablet.standing()["waiting"]) == (before, 30)
    tablet.rate(1)
    # Nobody is in the middle of anything, so the start screen takes it up by itself.
    waited_for(lambda: before not in tablet.source(), "the new version")
    tablet.open()
    standing = tablet.standing()
    assert standing["app"] != before
    assert (standing["waiting"], standing["update"]) == (31, False)
    way.mode = "open"
    tablet.drain()
    assert office.ledger() == sorted(tablet.given)


def test_a_portal_never_becomes_part_of_an_update(tablet: Tablet, way, newer):
    tablet.wait_for_the_worker()
    way.server = newer.port
    way.swapped = "/kiosk/app/"
    tablet.page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistration()).update().catch(() => 0)"
    )
    waited_for(lambda: way.seen["portal", ""], "the portal's answers")
    tablet.page.wait_for_timeout(500)
    assert tablet.standing()["update"] is False
    way.mode = "cut"
    tablet.page.reload()
    tablet.open()
    assert tablet.standing()["phase"] == "ready"


def test_a_revoked_tablet_asks_no_more_and_still_sends(tablet: Tablet, way, office):
    way.mode = "cut"
    tablet.rate(4)
    office.revoke(tablet.queue()[0]["device"])
    way.mode = "open"
    tablet.drain()
    tablet.wait_until("phase", "revoked")
    assert office.ledger() == sorted(tablet.given)
