"""Whether frozen content can ever be sent: asked before it is queued, with or without a receiver.

A rating that waits weeks for its receiver must not turn out then to be one no receiver takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rating_client.base.errors import Trouble
from rating_client.contract.types import RATING

_ANY_RECEIVER = "A" * 43  # as long as every receiver's name


def assure_sendable(content: Mapping[str, Any]) -> None:
    """Nothing, where a receiver could take this `content` of a submission.

    `Trouble("ratings.not-sendable")` where it breaks a rule of the contract, with the place and
    the rule; `Trouble("contract.rating-too-long")` where it fits no envelope.
    """
    from rating_client.contract import jose
    from rating_client.contract.keys import SigningKey
    from rating_client.contract.messages import faults
    from rating_client.contract.padding import padded
    from rating_client.contract.strict_json import composed, encode

    payload = composed({**content, "receiver": _ANY_RECEIVER})
    if found := faults(RATING, payload):
        raise Trouble("ratings.not-sendable", pointer=found[0].pointer, rule=found[0].detail)
    # Every device's key signs in as many characters.
    padded(jose.sign(RATING, encode(payload), SigningKey.generate()))
