"""Hearing: what a tablet says of itself is written over what it said before."""

from survey import clock
from survey.offline import clocks
from survey.offline.batches import Batch
from survey.offline.models import Device


def note_health(device: Device, batch: Batch, settled: int) -> None:
    """Note what `device` says with `batch`, of whose entries `settled` leave its queue."""
    sent, said, now = batch.clocks, batch.health, clock.now()
    if sent.session == device.session and sent.mono <= device.mono:
        return  # said before, and only now, or again, arrived
    device.last_seen, device.session, device.mono = now, sent.session, sent.mono
    device.clock_off = (clocks.millis(now) - sent.wall) // 1000
    device.app, device.config = said.app, said.config
    device.battery, device.charging = said.battery, said.charging
    device.used, device.quota, device.persisted = said.used, said.quota, said.persisted
    device.waiting = max(0, said.waiting - settled)
    if device.waiting:
        device.waiting_since = device.waiting_since or now
        return
    device.waiting_since, device.drained_at = None, max(device.drained_at, now)
