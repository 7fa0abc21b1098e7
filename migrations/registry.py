"""Every table of every floor, so that models and migrations can be compared."""

import importlib

from sqlalchemy import MetaData

from survey.db import Base

ROOMS = (
    "survey.places.models",
    "survey.accounts.models",
    "survey.diary.models",
    "survey.jobs.models",
    "survey.posters.models",
    "survey.questionnaires.models",
    "survey.campaigns.models",
    "survey.dossiers.models",
    "survey.responses.models",
    "survey.offline.models",
    "survey.mail.models",
    "survey.invitations.models",
    "survey.sampling.models",
    "survey.fieldwork.interviewer_models",
    "survey.fieldwork.models",
    "survey.paper.models",
    "analysis.rollup.models",
    "analysis.columns.models",
    "analysis.indices.models",
    "analysis.targets.models",
    "analysis.targets.finding_models",
    "analysis.samples.models",
    "analysis.integrity.models",
)


def metadata() -> MetaData:
    """Return the metadata with all models loaded."""
    for room in ROOMS:
        importlib.import_module(room)
    return Base.metadata
