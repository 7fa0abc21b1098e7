"""Procedure groups (lĩnh vực) there are: of the catalogue, and of dossiers handed in."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from survey.dossiers.models import DossierCount, Procedure


def known_groups(session: Session) -> list[str]:
    """Return the groups by name."""
    of_catalogue = select(Procedure.procedure_group)
    of_dossiers = select(DossierCount.procedure_group)
    found = session.scalars(of_catalogue.union(of_dossiers))
    return sorted(group for group in found if group)
