"""Imports go down a floor or stay on it, and inside a floor to an earlier room only."""

from collections.abc import Iterator
from pathlib import Path

from tests.house.plan import FLOORS, GROUND_THAT_LOOKS_UP, ROOF, ROOMS, ROOT, WIRING
from tests.house.source import Module, modules

ABOVE_ALL = (ROOF, "tests", "migrations")


def upward_imports(root: Path) -> list[str]:
    return [fault for module in modules(root) for fault in _faults(module)]


def rooms_off_the_plan(root: Path) -> list[str]:
    return [
        f"{floor}.{room.name}"
        for floor, known in ROOMS.items()
        for room in sorted((root / floor).glob("*/"))
        if any(room.glob("*.py")) and room.name not in known
    ]


def readers_of_the_environment(root: Path) -> list[str]:
    return [m.name for m in modules(root) if "os.environ" in m.text or "getenv" in m.text]


def _faults(module: Module) -> Iterator[str]:
    for imported in sorted(set(module.imports)):
        top = imported.split(".", maxsplit=1)[0]
        is_above = top in FLOORS and _is_above(imported, module.name)
        if top in ABOVE_ALL or (is_above and not _is_excepted(module.name, imported)):
            yield f"{module.name} imports {imported}"


def _is_excepted(importer: str, imported: str) -> bool:
    return any((importer, name) in GROUND_THAT_LOOKS_UP for name in _and_its_place(imported))


def _and_its_place(imported: str) -> tuple[str, str]:
    return imported, imported.rpartition(".")[0]


def _is_above(imported: str, importer: str) -> bool:
    floor, other = (name.split(".", maxsplit=1)[0] for name in (importer, imported))
    if floor != other:
        return FLOORS.index(other) > FLOORS.index(floor)
    return importer not in WIRING and _height(imported) > _height(importer)


def _height(name: str) -> int:
    """Return how high in its floor a module stands: the ground is 0, the wiring tops all."""
    if ".".join(name.split(".")[:2]) in WIRING:
        return 1000
    floor, *rest = name.split(".")
    order = ROOMS.get(floor, ())
    return order.index(rest[0]) + 1 if rest and rest[0] in order else 0


def test_imports_go_down_or_to_an_earlier_room():
    assert upward_imports(ROOT) == []


def test_every_room_is_on_the_plan():
    assert rooms_off_the_plan(ROOT) == []


def test_nobody_but_the_roof_reads_the_environment():
    assert readers_of_the_environment(ROOT) == []
