"""Who is represented by a shortlist, and whether groups that agree have what is due to their number."""

from __future__ import annotations

from collections.abc import Collection

from partnercli.tally.shortlist.profile import Profile


def unrepresented(profile: Profile, shortlist: Collection[str]) -> tuple[str, ...]:
    """The voters none of whose countries is on the list, in protocol order."""
    partners = profile.partners(shortlist)
    return tuple(code for code, number in zip(profile.voters, partners, strict=True) if not number)


def justified(profile: Profile, shortlist: Collection[str]) -> bool:
    """Justified representation: no group large enough for a place, and agreed on a country, is left with nothing.

    Of n voters and k places, a group of n/k is large enough (Aziz and others 2017).
    """
    return _holds(profile, shortlist, deserved=1)


def fully_justified(profile: Profile, shortlist: Collection[str]) -> bool:
    """EJR+: larger groups have their part, too.

    No country outside the list has so many supporters with fewer than d partners each that they make up d times
    n/k, for any d from 1 to k (Brill and Peters 2023).
    """
    return all(_holds(profile, shortlist, deserved) for deserved in range(1, len(shortlist) + 1))


def _holds(profile: Profile, shortlist: Collection[str], deserved: int) -> bool:
    partners = profile.partners(shortlist)
    due = deserved * len(profile.voters)
    return all(
        sum(partners[voter] < deserved for voter in supporters) * len(shortlist) < due
        for country, supporters in profile.supporters.items()
        if country not in shortlist
    )
