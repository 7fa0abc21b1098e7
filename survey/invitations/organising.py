"""The organiser's view of those invited: how many, in which groups, how many answered.

Completion is told by group, never by person: groups of fewer than five are told together,
once links are out, and with the next larger one where they are too few even so. Who is on
the list is told when it is handed in and not shown again.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from survey.campaigns.models import Campaign
from survey.invitations.inviting import MERGED, MERGED_NAME, groups_of, mode_of
from survey.invitations.mixing import ENOUGH
from survey.invitations.models import InvitationMode, InviteeGroup
from survey.invitations.sending import INVITATION, REMINDER
from survey.mail.queue import Counts, counts, last_round


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the organiser sees it: with those merged into it."""

    code: str
    name: str
    holds: tuple[str, ...]
    invited: int
    answered: int

    @property
    def is_small(self) -> bool:
        """Whether fewer are invited than one can hide among."""
        return self.invited < ENOUGH


@dataclass(frozen=True, slots=True)
class Overview:
    """All there is to see of a campaign's invitations."""

    groups: list[Group]
    standing: list[Group]  # each by itself, however small
    mode: InvitationMode
    invitations: Counts
    reminders: Counts
    rounds: int

    @property
    def invited(self) -> int:
        """How many are invited."""
        return sum(group.invited for group in self.groups)

    @property
    def answered(self) -> int:
        """How many of them answered."""
        return sum(group.answered for group in self.groups)

    @property
    def small_after_merging(self) -> bool:
        """Whether the small ones are too few even together."""
        small = [group for group in self.standing if group.is_small]
        return [group.code for group in small] == [MERGED]

    @property
    def has_small(self) -> bool:
        """Whether a group is too small to be told apart."""
        return any(group.is_small for group in self.standing)


def overview_of(session: Session, campaign: Campaign) -> Overview:
    """Return what the organiser of `campaign` sees."""
    mode, standing = mode_of(session, campaign.id), _standing(session, campaign.id)
    return Overview(
        groups=standing if mode.locked_on is None else together(standing),
        standing=standing,
        mode=mode,
        invitations=counts(session, campaign.id, INVITATION),
        reminders=counts(session, campaign.id, REMINDER),
        rounds=last_round(session, campaign.id, REMINDER),
    )


def completion(session: Session, campaign_id: int) -> list[Group]:
    """Return how many of each group were invited and answered, small ones together."""
    return together(_standing(session, campaign_id))


def together(groups: Sequence[Group]) -> list[Group]:
    """Return `groups` with those too small to hide anybody told as one."""
    by_size = sorted(groups, key=lambda group: group.invited)
    small = [group for group in by_size if group.is_small]
    others = by_size[len(small) :]
    while small and others and sum(group.invited for group in small) < ENOUGH:
        small.append(others.pop(0))
    if len(small) < 2:
        return list(groups)
    invited, answered = sum(g.invited for g in small), sum(g.answered for g in small)
    names = tuple(name for g in small for name in (g.holds or (g.name,)))
    left = [group for group in groups if group not in small]
    return [*left, Group(MERGED, MERGED_NAME, names, invited, answered)]


def _standing(session: Session, campaign_id: int) -> list[Group]:
    groups = groups_of(session, campaign_id)
    return [_seen(group, groups) for group in groups if group.merged_into is None]


def _seen(group: InviteeGroup, groups: list[InviteeGroup]) -> Group:
    holds = tuple(each.name for each in groups if each.merged_into == group.id)
    return Group(group.code, group.name, holds, group.invited, group.answered)
