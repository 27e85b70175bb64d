"""One block of reasons for all subjects that took a low level together.

Only reasons that exist for each kind of subject can be shared: the form marks them as one group.
"""

from __future__ import annotations

from collections.abc import Iterable

from rating_client.ratings.form import Form, Reason


def shared_reasons(form: Form, kinds: Iterable[str], level: int) -> tuple[Reason, ...]:
    """The reasons every one of `kinds` has at this level, in the first kind's words and order."""
    first, *others = dict.fromkeys(kinds)
    groups = [{r.shared_group for r in form.reasons_for(kind, level)} for kind in others]
    return tuple(
        reason
        for reason in form.reasons_for(first, level)
        if reason.shared_group and all(reason.shared_group in group for group in groups)
    )


def as_own_reasons(
    form: Form, kind: str, level: int, ticked: Iterable[str], shared: Iterable[Reason]
) -> tuple[str, ...]:
    """What ticking `ticked` in the shared block means for one kind of subject."""
    chosen = set(ticked)
    groups = {reason.shared_group for reason in shared if reason.code in chosen}
    return tuple(r.code for r in form.reasons_for(kind, level) if r.shared_group in groups)
