"""How long a CUSUM runs before it rings: rarely when all is well, soon when it is not."""

from math import inf, isfinite

from analysis.stats.sequential import steps

_CELLS = 160  # cells of the grid in one satisfied answer; from 40 on the length moves by under 2 %


def average_run_length(
    share: float, p0: float, p1: float, threshold: float, start: float = 0.0
) -> float:
    """Return how many answers pass on average until `cusum` rings, at a true `share`.

    share: the true satisfied share, 0 to 1; at 1 the alarm never rings: infinite.
    p0, p1, threshold, start: as `cusum` takes them; ValueError for what cannot be.
    The level walks a grid on which a satisfied answer steps a whole number of cells
    and a dissatisfied one the nearest whole number. Source: Brook & Evans (1972).
    """
    down, up = steps(p0, p1)
    if not 0 <= share <= 1:
        raise ValueError(f"a share must lie between 0 and 1: {share}")
    if not (isfinite(threshold) and 0 <= start < threshold):
        raise ValueError(f"levels must keep 0 <= start < threshold: {start}, {threshold}")
    if share == 1:
        return inf
    cell = -down / _CELLS
    first = round(start / cell)
    return _lengths(share, max(1, round(up / cell)), max(first + 1, round(threshold / cell)))[first]


def _lengths(share: float, up: int, size: int) -> list[float]:
    """Return the average run length from each of `size` levels of the grid."""
    from numpy import arange, maximum, ones  # noqa: PLC0415
    from scipy.sparse import coo_matrix, identity  # noqa: PLC0415
    from scipy.sparse.linalg import spsolve  # noqa: PLC0415

    level = arange(size)
    lower = coo_matrix((share * ones(size), (level, maximum(level - _CELLS, 0))), (size, size))
    stays = level[: max(0, size - up)]
    upper = coo_matrix(((1 - share) * ones(len(stays)), (stays, stays + up)), (size, size))
    return [
        float(length) for length in spsolve((identity(size) - lower - upper).tocsc(), ones(size))
    ]
