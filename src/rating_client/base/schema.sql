-- The ledger, version 1. Machine times are unix seconds (REAL); facts of a declaration keep
-- the offset they were printed with (ISO 8601 TEXT). The edges of a state live in tables, and a
-- trigger refuses any other: a wrong UPDATE fails loudly instead of losing a rating.
--
-- CHECKs compare one value after the other: of a list of three or more behind IN SQLite makes a
-- B-tree of its own, for every row that is written, which took longer than writing it.

-- 1 exports -----------------------------------------------------------------------------------

CREATE TABLE export_folder (
    path          TEXT PRIMARY KEY,
    named_at      REAL,               -- first looked for, there or not
    listed_at     REAL,               -- first found; what lay there then is from before
    first_read_at REAL,               -- NULL until the first pass over it was finished
    swept_at      REAL
) STRICT;

CREATE TABLE export_file (
    path         TEXT PRIMARY KEY,    -- as the system names it, never normalised
    folder       TEXT NOT NULL REFERENCES export_folder (path) ON DELETE CASCADE,
    size         INTEGER NOT NULL,
    modified_ns  INTEGER NOT NULL,
    changed_ns   INTEGER NOT NULL DEFAULT 0, -- st_ctime: tells a replacement of the same size and time
    sha256       TEXT,                -- of the bytes last read; NULL while it was never read
    outcome      TEXT NOT NULL CHECK (outcome = 'read' OR outcome = 'waiting'
                                      OR outcome = 'refused' OR outcome = 'skipped'),
    refusal      TEXT,                -- {"code", "facts"} of the sentence the user can meet
    before_setup INTEGER NOT NULL DEFAULT 0 CHECK (before_setup IN (0, 1)),
    tries        INTEGER NOT NULL DEFAULT 0,
    retry_at     REAL,
    read_at      REAL NOT NULL,
    readers      TEXT,                -- version of the readers that refused it; others may not
    CHECK ((outcome = 'refused') = (refusal IS NOT NULL))
) STRICT;
CREATE INDEX export_file_by_folder ON export_file (folder);
CREATE INDEX export_file_unfinished ON export_file (retry_at) WHERE retry_at IS NOT NULL;
CREATE INDEX export_file_by_readers ON export_file (readers) WHERE readers IS NOT NULL;
CREATE INDEX export_file_refused ON export_file (before_setup, read_at DESC, retry_at, tries)
    WHERE outcome = 'refused';  -- a folder of a hundred thousand foreign files is counted by it

CREATE TABLE export_directory (       -- every candidate in it is in export_file
    path         TEXT PRIMARY KEY,
    folder       TEXT NOT NULL REFERENCES export_folder (path) ON DELETE CASCADE,
    names_digest BLOB NOT NULL,       -- of all its names, in the order the system lists them
    subfolders   TEXT NOT NULL        -- JSON: the names of the folders in it that are entered
) STRICT;

-- 2 declarations ------------------------------------------------------------------------------

CREATE TABLE declaration (
    key            TEXT PRIMARY KEY,  -- owner tax code / first 11 digits; owner empty while unknown
    digits         TEXT NOT NULL CHECK (length(digits) = 11),
    number         TEXT NOT NULL CHECK (length(number) = 12),
    owner_tax_code TEXT,
    owner_name     TEXT,
    office         TEXT,              -- code, or the printed short name where no code is known
    channel        INTEGER CHECK (channel BETWEEN 1 AND 3),
    registered_at  TEXT,
    released_at    TEXT,              -- released or cleared, whichever was seen first
    searchable     TEXT NOT NULL,     -- folded number, owner and office, for the search field
    prompt_state   TEXT,              -- of its prompt, kept by triggers: lists need no join
    prompt_origin  TEXT,
    facts          TEXT NOT NULL,     -- the whole Declaration as JSON
    first_seen_at  REAL NOT NULL,
    changed_at     REAL NOT NULL
) STRICT;
CREATE INDEX declaration_by_digits ON declaration (digits);
CREATE INDEX declaration_by_registration ON declaration
    (registered_at DESC, prompt_state, prompt_origin);
-- Everything the inbox filters by, so that a keystroke over 100,000 rows reads no facts.
CREATE INDEX declaration_in_a_list ON declaration
    (prompt_state, registered_at DESC, key, prompt_origin, owner_tax_code, channel, office, searchable);
-- Which declarations a search means is asked of their words alone: half the time of the index above.
CREATE INDEX declaration_searched ON declaration (searchable, office);

CREATE TABLE owner (
    tax_code TEXT PRIMARY KEY,
    letters  TEXT NOT NULL,
    colour   INTEGER NOT NULL,        -- index into the eight taxpayer colours
    role     TEXT CHECK (role IN ('owner', 'agent')),
    contact  TEXT,                    -- {"name", "phone", "email"?}, only if the user asked to remember
    policy   TEXT                     -- how this owner's levels 1 and 2 travel
) STRICT;

-- 3 prompts -----------------------------------------------------------------------------------

CREATE TABLE prompt_edge (
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    PRIMARY KEY (old, new)
) STRICT, WITHOUT ROWID;
INSERT INTO prompt_edge (old, new) VALUES
    ('due', 'shown'),
    ('due', 'snoozed'),       ('shown', 'snoozed'),      ('snoozed', 'due'),
    ('due', 'answered'),      ('shown', 'answered'),     ('snoozed', 'answered'),
    ('due', 'declined'),      ('shown', 'declined'),     ('snoozed', 'declined'),
    ('due', 'withdrawn'),     ('shown', 'withdrawn'),    ('snoozed', 'withdrawn'),
    ('answered', 'due'),      -- undo
    ('declined', 'due'),      -- re-opened from the list
    ('shown', 'due');         -- the end-of-day digest asks once more

CREATE TABLE prompt (
    key             TEXT PRIMARY KEY REFERENCES declaration (key) ON UPDATE CASCADE,
    state           TEXT NOT NULL DEFAULT 'due' CHECK (state = 'due' OR state = 'shown'
                        OR state = 'answered' OR state = 'snoozed' OR state = 'declined'
                        OR state = 'withdrawn'),
    origin          TEXT NOT NULL CHECK (origin = 'live' OR origin = 'before_setup'
                        OR origin = 'old' OR origin = 'manual'),
    snoozed_until   REAL,
    wake_on_cleared INTEGER NOT NULL DEFAULT 0 CHECK (wake_on_cleared IN (0, 1)),
    times_shown     INTEGER NOT NULL DEFAULT 0,
    shown_at        REAL,
    noticed_at      REAL NOT NULL,
    decided_at      REAL,
    CHECK (state = 'snoozed' OR (snoozed_until IS NULL AND wake_on_cleared = 0)),
    CHECK (state <> 'snoozed' OR snoozed_until IS NOT NULL OR wake_on_cleared = 1),
    CHECK ((state = 'due' OR state = 'shown' OR state = 'snoozed') = (decided_at IS NULL))
) STRICT;
CREATE INDEX prompt_by_state ON prompt (state, noticed_at);
CREATE INDEX prompt_for_a_card ON prompt (state, noticed_at)
    WHERE origin = 'live' OR times_shown > 0;

CREATE TRIGGER prompt_follows_its_edges BEFORE UPDATE OF state ON prompt
WHEN OLD.state <> NEW.state
 AND NOT EXISTS (SELECT 1 FROM prompt_edge WHERE old = OLD.state AND new = NEW.state)
BEGIN SELECT RAISE(ABORT, 'no such edge for a prompt'); END;

CREATE TRIGGER prompt_is_listed AFTER INSERT ON prompt
BEGIN
    UPDATE declaration SET prompt_state = NEW.state, prompt_origin = NEW.origin WHERE key = NEW.key;
END;
CREATE TRIGGER prompt_stays_listed AFTER UPDATE OF key, state ON prompt
BEGIN
    UPDATE declaration SET prompt_state = NEW.state, prompt_origin = NEW.origin WHERE key = NEW.key;
END;
CREATE TRIGGER prompt_is_unlisted AFTER DELETE ON prompt
BEGIN
    UPDATE declaration SET prompt_state = NULL, prompt_origin = NULL WHERE key = OLD.key;
END;

-- 4 ratings -----------------------------------------------------------------------------------

CREATE TABLE draft (
    key          TEXT PRIMARY KEY REFERENCES declaration (key) ON UPDATE CASCADE,
    form_id      TEXT NOT NULL,
    form_version INTEGER NOT NULL,    -- a draft keeps the form it was begun with
    rating       TEXT NOT NULL,
    saved_at     REAL NOT NULL
) STRICT;

CREATE TABLE form_version (           -- what drafts and ratings were filled in with
    form_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    payload TEXT NOT NULL,
    PRIMARY KEY (form_id, version)
) STRICT;

CREATE TABLE known_officer (          -- names typed here before, for completion after typing
    office  TEXT NOT NULL,
    name    TEXT NOT NULL,
    used_at REAL NOT NULL,
    PRIMARY KEY (office, name)
) STRICT;

-- 5 outbox ------------------------------------------------------------------------------------

CREATE TABLE entry_edge (
    old TEXT NOT NULL,
    new TEXT NOT NULL,
    PRIMARY KEY (old, new)
) STRICT, WITHOUT ROWID;
INSERT INTO entry_edge (old, new) VALUES
    ('unaddressed', 'waiting'),
    ('waiting', 'sending'),         ('unconfirmed', 'sending'),
    ('sending', 'waiting'),         ('sending', 'unconfirmed'),
    ('sending', 'receipted'),       ('sending', 'needs_attention'),
    ('waiting', 'receipted'),       ('unconfirmed', 'receipted'),   -- a receipt carried by hand
    ('needs_attention', 'receipted'),
    ('waiting', 'needs_attention'), ('unconfirmed', 'needs_attention'),
    ('needs_attention', 'waiting'),                                 -- tried again as it is
    ('receipted', 'waiting'),                                       -- the receiver lost it and says so, signed
    ('unaddressed', 'withdrawn'),   ('waiting', 'withdrawn'),
    ('needs_attention', 'withdrawn');

-- What happens to a rating is one short row that every attempt rewrites. The kilobytes that never
-- change lie beside it and are written once; to erase them is to delete their row.
CREATE TABLE entry (
    serial          INTEGER PRIMARY KEY,
    id              TEXT NOT NULL UNIQUE CHECK (length(id) = 36),
    declaration_key TEXT NOT NULL REFERENCES declaration (key) ON UPDATE CASCADE,
    state           TEXT NOT NULL DEFAULT 'unaddressed' CHECK (state = 'waiting'
                        OR state = 'sending' OR state = 'receipted' OR state = 'unconfirmed'
                        OR state = 'unaddressed' OR state = 'needs_attention'
                        OR state = 'withdrawn'),
    levels          TEXT NOT NULL,    -- one digit a subject, for the list
    form_id         TEXT NOT NULL,
    form_version    INTEGER NOT NULL,
    receiver        TEXT,
    envelope_sha256 TEXT,
    supersedes      TEXT REFERENCES entry (id),
    queued_at       REAL NOT NULL,
    not_before      REAL NOT NULL,    -- undo, then retries
    hold_for        TEXT CHECK (hold_for = 'released' OR hold_for = 'date' OR hold_for = 'week'),
    hold_until      REAL,             -- the date; for 'released' the day the question is asked
    exported_at     REAL,
    attempts        INTEGER NOT NULL DEFAULT 0,
    lease_until     REAL,
    last_attempt_at REAL,
    outcome         TEXT,             -- {"code", "facts", "words"?}: why it is not receipted yet
    receipt         TEXT,             -- compact JWS, as received
    received_at     REAL,
    epoch           TEXT,
    sequence        INTEGER,
    CHECK ((state = 'sending') = (lease_until IS NOT NULL)),
    CHECK (state <> 'receipted' OR receipt IS NOT NULL),
    CHECK (envelope_sha256 IS NOT NULL
           OR (state <> 'waiting' AND state <> 'sending' AND state <> 'unconfirmed')),
    CHECK (state <> 'unaddressed' OR envelope_sha256 IS NULL),
    CHECK (state <> 'sending' OR hold_for IS NULL),
    CHECK (envelope_sha256 IS NULL OR receiver IS NOT NULL),
    CHECK (state <> 'unaddressed' OR (attempts = 0 AND exported_at IS NULL))
) STRICT;
-- What is asked again and again is answered by indexes alone. A new entry touches a page of each,
-- so there are few, and what is newest stands at the end, where a page fills before the next begins.
CREATE INDEX entry_by_state ON entry
    (state, receiver, not_before, hold_for, hold_until, supersedes, queued_at);
CREATE INDEX entry_held ON entry (hold_for, hold_until) WHERE hold_for IS NOT NULL;
CREATE INDEX entry_in_the_list ON entry
    (queued_at, id DESC, state, hold_for, declaration_key, levels, receiver);
CREATE INDEX entry_by_receipt ON entry (received_at) WHERE received_at IS NOT NULL;
CREATE INDEX entry_by_declaration ON entry (declaration_key);

CREATE TABLE content (                -- what was answered; erased by retention
    entry INTEGER PRIMARY KEY REFERENCES entry (serial) DEFERRABLE INITIALLY DEFERRED,
    json  TEXT NOT NULL
) STRICT;

CREATE TABLE envelope (               -- made once; erased 90 days after the receipt
    entry    INTEGER PRIMARY KEY REFERENCES entry (serial) DEFERRABLE INITIALLY DEFERRED,
    receiver TEXT NOT NULL,
    device   TEXT NOT NULL,           -- kid of the key that signed it
    sha256   TEXT NOT NULL,
    jwe      TEXT NOT NULL
) STRICT;

CREATE VIEW whole_entry AS
    SELECT entry.*, content.json AS content, envelope.jwe AS envelope FROM entry
    LEFT JOIN content ON content.entry = entry.serial
    LEFT JOIN envelope ON envelope.entry = entry.serial;

CREATE TRIGGER entry_begins_unaddressed_or_sealed BEFORE INSERT ON entry
WHEN NEW.state <> 'unaddressed'
 AND (NEW.state <> 'waiting'
      OR NOT EXISTS (SELECT 1 FROM envelope WHERE entry = NEW.serial
                     AND sha256 = NEW.envelope_sha256 AND receiver = NEW.receiver))
BEGIN SELECT RAISE(ABORT, 'an entry waits only once its envelope is there'); END;

CREATE TRIGGER entry_follows_its_edges BEFORE UPDATE OF state ON entry
WHEN OLD.state <> NEW.state
 AND NOT EXISTS (SELECT 1 FROM entry_edge WHERE old = OLD.state AND new = NEW.state)
BEGIN SELECT RAISE(ABORT, 'no such edge for an outbox entry'); END;

CREATE TRIGGER entry_waits_with_its_envelope BEFORE UPDATE OF state ON entry
WHEN NEW.state = 'waiting' AND OLD.state IN ('unaddressed', 'needs_attention', 'receipted')
 AND NOT EXISTS (SELECT 1 FROM envelope WHERE entry = NEW.serial AND sha256 = NEW.envelope_sha256
                 AND receiver = NEW.receiver)
BEGIN SELECT RAISE(ABORT, 'there is no envelope to send'); END;

CREATE TRIGGER entry_is_withdrawn_only_before_it_left BEFORE UPDATE OF state ON entry
WHEN NEW.state = 'withdrawn' AND OLD.state IN ('unaddressed', 'waiting')
 AND (OLD.attempts > 0 OR OLD.exported_at IS NOT NULL OR OLD.receipt IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'this entry may have left this computer'); END;

CREATE TRIGGER entry_is_frozen BEFORE UPDATE OF serial, id, receiver, envelope_sha256 ON entry
WHEN NEW.serial <> OLD.serial OR NEW.id <> OLD.id
  OR (OLD.envelope_sha256 IS NOT NULL AND (NEW.envelope_sha256 IS NOT OLD.envelope_sha256
                                           OR NEW.receiver IS NOT OLD.receiver))
BEGIN SELECT RAISE(ABORT, 'a submission is never changed after it was frozen'); END;

CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are kept; retention erases their content'); END;

CREATE TRIGGER content_is_put_once BEFORE INSERT ON content
WHEN (SELECT state FROM entry WHERE serial = NEW.entry) <> 'unaddressed'
BEGIN SELECT RAISE(ABORT, 'a submission is never changed after it was frozen'); END;

CREATE TRIGGER envelope_is_put_once BEFORE INSERT ON envelope
WHEN (SELECT state FROM entry WHERE serial = NEW.entry) <> 'unaddressed'
BEGIN SELECT RAISE(ABORT, 'a submission is never changed after it was frozen'); END;

CREATE TRIGGER content_is_frozen BEFORE UPDATE ON content
BEGIN SELECT RAISE(ABORT, 'a submission is never changed after it was frozen'); END;

CREATE TRIGGER envelope_is_frozen BEFORE UPDATE ON envelope
BEGIN SELECT RAISE(ABORT, 'a submission is never changed after it was frozen'); END;

CREATE TRIGGER content_is_kept BEFORE DELETE ON content
WHEN (SELECT state FROM entry WHERE serial = OLD.entry) NOT IN ('receipted', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'nothing is erased before it is receipted or withdrawn'); END;

CREATE TRIGGER envelope_is_kept BEFORE DELETE ON envelope
WHEN (SELECT state FROM entry WHERE serial = OLD.entry) NOT IN ('receipted', 'withdrawn')
BEGIN SELECT RAISE(ABORT, 'nothing is erased before it is receipted or withdrawn'); END;

-- A draft lives until its rating is receipted, so that an undo finds it as it was.
CREATE TRIGGER receipt_ends_the_draft AFTER UPDATE OF state ON entry
WHEN NEW.state = 'receipted'
BEGIN
    DELETE FROM draft WHERE key = NEW.declaration_key AND saved_at <= NEW.queued_at;
END;

-- 6 delivery ----------------------------------------------------------------------------------

CREATE TABLE receiver_state (         -- endpoint trouble pauses the receiver, not the entry
    receiver     TEXT PRIMARY KEY,
    paused_until REAL,
    failures     INTEGER NOT NULL DEFAULT 0,
    outcome      TEXT,                -- {"code", "facts"} of the last trouble; NULL when well
    heard_at     REAL,                -- last reply that was truly the receiver's
    clock_offset REAL,                -- receiver minus this computer, seconds
    answers_next INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE answer (
    receiver   TEXT NOT NULL,
    submission TEXT NOT NULL REFERENCES entry (id),
    number     INTEGER NOT NULL,      -- the highest wins
    payload    TEXT NOT NULL,
    arrived_at REAL NOT NULL,
    read_at    REAL,
    PRIMARY KEY (receiver, submission, number)
) STRICT;

CREATE TABLE resend_obeyed (          -- a restored receiver is obeyed once an epoch
    receiver TEXT NOT NULL,
    epoch    TEXT NOT NULL,
    at       REAL NOT NULL,
    PRIMARY KEY (receiver, epoch)
) STRICT;

-- enrolment and directory ---------------------------------------------------------------------

CREATE TABLE device_key (             -- made at first start; the private halves never leave
    kid        TEXT PRIMARY KEY,
    signing    TEXT NOT NULL,         -- private JWK, Ed25519
    answers    TEXT NOT NULL,         -- private JWK, X25519
    made_at    REAL NOT NULL,
    retired_at REAL                   -- since then no receiver is asked to know it
) STRICT;

CREATE TABLE enrolment (
    receiver       TEXT PRIMARY KEY,  -- thumbprint of the identity key
    token          TEXT NOT NULL,     -- the enrolment file as accepted
    offices        TEXT NOT NULL,     -- JSON list of codes, or "*"
    tax_codes      TEXT NOT NULL,     -- JSON list
    accepted_at    REAL NOT NULL,
    device         TEXT NOT NULL,     -- kid of the key this receiver knows this computer by
    request        TEXT,              -- enrolment request, sealed once
    request_sha256 TEXT,
    request_state  TEXT NOT NULL CHECK (request_state = 'unsent' OR request_state = 'unconfirmed'
                       OR request_state = 'receipted' OR request_state = 'refused'
                       OR request_state = 'revoked'),
    request_receipt TEXT,
    outcome        TEXT,              -- {"code", "facts"} when refused or revoked
    CHECK (request_state <> 'receipted' OR request_receipt IS NOT NULL)
) STRICT;

CREATE TABLE document (               -- signed key statement, form, directory; never an older one
    receiver   TEXT NOT NULL REFERENCES enrolment (receiver) ON DELETE CASCADE,
    kind       TEXT NOT NULL CHECK (kind = 'keys' OR kind = 'form' OR kind = 'directory'),
    version    INTEGER NOT NULL,
    token      TEXT NOT NULL,
    fetched_at REAL NOT NULL,
    PRIMARY KEY (receiver, kind)
) STRICT;
CREATE TRIGGER document_never_rolls_back BEFORE UPDATE ON document
WHEN NEW.version < OLD.version
BEGIN SELECT RAISE(ABORT, 'an older statement is refused'); END;

CREATE TABLE office_choice (          -- asked once where two receivers claim one office
    office    TEXT PRIMARY KEY,       -- code, or printed short name
    receiver  TEXT NOT NULL,
    chosen_at REAL NOT NULL
) STRICT;

CREATE TABLE taught_office (          -- what a person said a printed short name means
    short_name TEXT PRIMARY KEY,
    code       TEXT NOT NULL,
    taught_at  REAL NOT NULL
) STRICT;

-- the profile's own small facts ---------------------------------------------------------------

CREATE TABLE memory (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
