"""The statements of the prompt book. Each one names the states it may change.

`:keys` is a JSON list, so that one statement serves one prompt or a hundred thousand. Changes
return the keys they changed: triggers change rows too, so a count would count more. `+state`
keeps SQLite from walking every open prompt by its index instead of looking the keys up.
"""

from __future__ import annotations

BEGIN = "INSERT INTO prompt (key, origin, noticed_at) VALUES (:key, :origin, :now)"

SHOW = """
UPDATE prompt SET state = 'shown', shown_at = :now, times_shown = times_shown + 1
WHERE key IN (SELECT value FROM json_each(:keys))
  AND (+state = 'due' OR (:digest AND +state = 'shown'))"""

SNOOZE = """
UPDATE prompt SET state = 'snoozed', snoozed_until = :until, wake_on_cleared = :on_cleared,
                  times_shown = 1
WHERE key IN (SELECT value FROM json_each(:keys)) AND +state IN ('due', 'shown', 'snoozed')
RETURNING key"""

WAKE = """
UPDATE prompt SET state = 'due', snoozed_until = NULL, wake_on_cleared = 0
WHERE state = 'snoozed' AND (
    snoozed_until <= :now OR snoozed_until > :now + :longest
    OR (wake_on_cleared = 1 AND EXISTS (
        SELECT 1 FROM declaration d WHERE d.key = prompt.key AND d.released_at IS NOT NULL)))
RETURNING key"""

DECIDE = """
UPDATE prompt SET state = :state, decided_at = :now, snoozed_until = NULL, wake_on_cleared = 0
WHERE key IN (SELECT value FROM json_each(:keys)) AND +state IN ('due', 'shown', 'snoozed')
RETURNING key"""

TAKE_BACK = """
UPDATE prompt SET state = 'due', decided_at = NULL WHERE key = :key AND state = 'answered'
RETURNING key"""

REOPEN = """
UPDATE prompt SET state = 'due', decided_at = NULL, times_shown = 2
WHERE key = :key AND state = 'declined'
RETURNING key"""

PROMPTS = """
SELECT p.key, p.state, p.origin, p.snoozed_until, p.wake_on_cleared, p.times_shown, p.noticed_at,
       d.facts
FROM prompt p JOIN declaration d ON d.key = p.key
WHERE p.key IN (SELECT value FROM json_each(:keys))"""

# Since when a card may ask unasked, by the moment that was chosen; NULL: not yet, or never.
_SINCE = """CASE :moment
  WHEN 'on_registered' THEN p.noticed_at
  WHEN 'on_released' THEN (SELECT d.changed_at FROM declaration d
                           WHERE d.key = p.key AND d.released_at IS NOT NULL) END"""

# A card asks about live prompts, and at any moment about those a reminder was ordered for. The
# first condition is the one of the index `prompt_for_a_card`.
DUE = """
SELECT p.key
FROM prompt p
WHERE (p.origin = 'live' OR p.times_shown > 0)
  AND p.state = 'due' AND p.times_shown < :most_times
  AND (p.times_shown > 0 OR {since} > :flood_until)
ORDER BY p.noticed_at DESC LIMIT :most""".replace("{since}", _SINCE)

LEFT = """
SELECT p.key
FROM prompt p
WHERE (p.origin = 'live' OR p.times_shown > 0)
  AND p.state IN ('due', 'shown')
  AND (p.times_shown > 0 OR {since} IS NOT NULL)
ORDER BY p.noticed_at DESC LIMIT :most""".replace("{since}", _SINCE)

DUE_TOTAL = DUE.replace("SELECT p.key", "SELECT count(*) AS total")
LEFT_TOTAL = LEFT.replace(
    "SELECT p.key",
    "SELECT count(*) AS total, count(*) FILTER"
    f" (WHERE p.times_shown < :most_times AND {_SINCE} > :last_digest) AS new",
)

NEXT_WAKE = "SELECT min(snoozed_until) FROM prompt WHERE state = 'snoozed'"

TODAY = """
SELECT count(*) FILTER (WHERE state = 'answered' AND decided_at >= :midnight) AS rated,
       count(*) FILTER (WHERE state IN ('due', 'shown', 'snoozed')) AS still
FROM prompt
WHERE origin = 'live'
  AND (state IN ('due', 'shown', 'snoozed') OR (state = 'answered' AND decided_at >= :midnight))"""
