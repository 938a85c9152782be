-- The whole database of kbuild. Three layers:
--
--   Evidence   what one document says: documents, articles, what an article says of each entity, mentions, figures,
--              links, claims. Written once per document, in one transaction; replaced only when it is read again.
--   Decisions  what people decided of entities; they outlast any reading.
--   Knowledge  what all evidence together says: districts, clusters, firms, aliases, and which evidence key stands for
--              which entity. A function of evidence and decisions, never of the order of arrival.
--
-- Ids are derived from content, so that databases built apart can be merged. Offsets count characters, from 0, end
-- exclusive: substr(articles.text, start_char + 1, end_char - start_char) is what was read. Dates are ISO 8601.

-- ---------------------------------------------------------------- evidence

-- One document: a file, or one line or row of a container of documents (JSON Lines, CSV).
CREATE TABLE documents (
    id          TEXT PRIMARY KEY,           -- SHA-256 of its bytes, hex
    path        TEXT NOT NULL,              -- as given; the first by code point where it was found under several
    media_type  TEXT NOT NULL,
    encoding    TEXT NOT NULL,              -- as detected or as given
    size        INTEGER NOT NULL,           -- bytes
    source      TEXT,                       -- the publisher, where given
    url         TEXT,
    metadata    TEXT NOT NULL,              -- JSON object: what its container said of it
    rules       TEXT NOT NULL,              -- version of the rules that read it
    reading     TEXT NOT NULL,              -- hash of its articles before extraction: equal means nothing new to read
    record      TEXT NOT NULL               -- hash of all that was read from it
) STRICT;

-- Every path under which a document was found. A path read again with other bytes leaves its old document.
CREATE TABLE document_paths (
    path        TEXT NOT NULL,
    document_id TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (path, document_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_paths_document ON document_paths (document_id);

-- One article of a document (a newspaper page holds several).
CREATE TABLE articles (
    id           TEXT PRIMARY KEY,          -- first 16 hex digits of SHA-256 of "document id/position"
    document_id  TEXT NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position     INTEGER NOT NULL,          -- from 0 within the document
    section      TEXT,                      -- the column head it stood under (城讯)
    title        TEXT,
    byline       TEXT,
    published_on TEXT,
    text         TEXT NOT NULL,
    blocks       TEXT NOT NULL              -- JSON: its layout, [kind, start, end, rows?]; needed to read it again
) STRICT;
CREATE INDEX articles_document ON articles (document_id);
CREATE INDEX articles_published ON articles (published_on);

-- What one article says of a district. `key` is its GB/T 2260 code, or parent/name for what has none.
CREATE TABLE district_evidence (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    name       TEXT NOT NULL,
    full_name  TEXT NOT NULL,
    code       TEXT,
    level      TEXT NOT NULL,
    parent     TEXT,                        -- key
    PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX district_evidence_key ON district_evidence (key);

-- What one article says of a cluster. `key` is industry@district key.
CREATE TABLE cluster_evidence (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    industry   TEXT NOT NULL,
    tier       TEXT,
    grade      TEXT,
    PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX cluster_evidence_key ON cluster_evidence (key);

-- What one article says of a firm. `key` is its folded fullest name in that article.
CREATE TABLE firm_evidence (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    name       TEXT NOT NULL,
    kind       TEXT NOT NULL,
    stock_code TEXT,
    PRIMARY KEY (article_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX firm_evidence_key ON firm_evidence (key);

-- That one article uses `alias` for the firm `key`; `alias_key` is the folded alias, the key it has where it stands alone.
CREATE TABLE alias_evidence (
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    key        TEXT NOT NULL,
    alias      TEXT NOT NULL,
    alias_key  TEXT NOT NULL,
    PRIMARY KEY (article_id, key, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_evidence_alias_key ON alias_evidence (alias_key, key);
CREATE INDEX alias_evidence_key ON alias_evidence (key, alias_key);

-- Where an entity is named. `entity_key` is evidence; `entity_id` is the entity it stands for, derived.
CREATE TABLE mentions (
    id         TEXT PRIMARY KEY,            -- article id/mN
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    entity     TEXT NOT NULL CHECK (entity IN ('district', 'cluster', 'firm')),
    entity_id  TEXT,                        -- districts.id, clusters.id or firms.id; null: decided to be none
    entity_key TEXT NOT NULL,
    start_char INTEGER NOT NULL,
    end_char   INTEGER NOT NULL,
    text       TEXT NOT NULL,
    rule       TEXT NOT NULL
) STRICT;
CREATE INDEX mentions_article ON mentions (article_id);
CREATE INDEX mentions_entity ON mentions (entity, entity_id);

-- One cell of a spreadsheet: how much of what, whose, where and when.
CREATE TABLE figures (
    id           TEXT PRIMARY KEY,          -- article id/fN
    article_id   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start_char   INTEGER NOT NULL,
    end_char     INTEGER NOT NULL,
    text         TEXT NOT NULL,             -- numeral and unit as written
    value        REAL NOT NULL,             -- in the base unit; a fall is negative
    value_high   REAL,                      -- the upper end of a range
    unit         TEXT NOT NULL,             -- 元, 家, %, 百分点 … ; '' for a bare count
    bound        TEXT NOT NULL CHECK (bound IN ('=', '>', '>=', '<', '<=', '~')),
    kind         TEXT NOT NULL CHECK (kind IN ('amount', 'count', 'share', 'change', 'measure')),
    is_target    INTEGER NOT NULL CHECK (is_target IN (0, 1)),
    metric       TEXT,                      -- what was measured (产值)
    subject      TEXT,                      -- of what (汽车产业)
    district_id  TEXT REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
    cluster_id   TEXT REFERENCES clusters (id) DEFERRABLE INITIALLY DEFERRED,
    firm_id      TEXT REFERENCES firms (id) DEFERRABLE INITIALLY DEFERRED,
    district_key TEXT,
    cluster_key  TEXT,
    firm_key     TEXT,
    period_start TEXT,                      -- first day it speaks of
    period_end   TEXT,                      -- last day
    base_id      TEXT REFERENCES figures (id) DEFERRABLE INITIALLY DEFERRED, -- the figure that a change or share is of
    rule         TEXT NOT NULL
) STRICT;
CREATE INDEX figures_article ON figures (article_id);
CREATE INDEX figures_metric ON figures (metric, period_start);
CREATE INDEX figures_district ON figures (district_id);
CREATE INDEX figures_cluster ON figures (cluster_id);
CREATE INDEX figures_firm ON figures (firm_id);
CREATE INDEX figures_base ON figures (base_id);

-- That an article ties a cluster to a district, and the span that says so.
CREATE TABLE cluster_districts (
    id           TEXT PRIMARY KEY,          -- article id/lN
    article_id   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    cluster_id   TEXT NOT NULL REFERENCES clusters (id) DEFERRABLE INITIALLY DEFERRED,
    district_id  TEXT NOT NULL REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
    cluster_key  TEXT NOT NULL,
    district_key TEXT NOT NULL,
    start_char   INTEGER NOT NULL,
    end_char     INTEGER NOT NULL,
    relation     TEXT,
    rule         TEXT NOT NULL
) STRICT;
CREATE INDEX cluster_districts_article ON cluster_districts (article_id);
CREATE INDEX cluster_districts_cluster ON cluster_districts (cluster_id);
CREATE INDEX cluster_districts_district ON cluster_districts (district_id);

-- That an article ties a firm to a district; `relation` says how, where the text does (headquartered, settled …). Here
-- and below, firm_id is null where it was decided to be no firm.
CREATE TABLE firm_districts (
    id           TEXT PRIMARY KEY,
    article_id   TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    firm_id      TEXT REFERENCES firms (id) DEFERRABLE INITIALLY DEFERRED,
    district_id  TEXT NOT NULL REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
    firm_key     TEXT NOT NULL,
    district_key TEXT NOT NULL,
    start_char   INTEGER NOT NULL,
    end_char     INTEGER NOT NULL,
    relation     TEXT,
    rule         TEXT NOT NULL
) STRICT;
CREATE INDEX firm_districts_article ON firm_districts (article_id);
CREATE INDEX firm_districts_firm ON firm_districts (firm_id);
CREATE INDEX firm_districts_district ON firm_districts (district_id);

-- That an article ties a firm to a cluster.
CREATE TABLE firm_clusters (
    id          TEXT PRIMARY KEY,
    article_id  TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    firm_id     TEXT REFERENCES firms (id) DEFERRABLE INITIALLY DEFERRED,
    cluster_id  TEXT NOT NULL REFERENCES clusters (id) DEFERRABLE INITIALLY DEFERRED,
    firm_key    TEXT NOT NULL,
    cluster_key TEXT NOT NULL,
    start_char  INTEGER NOT NULL,
    end_char    INTEGER NOT NULL,
    relation    TEXT,
    rule        TEXT NOT NULL
) STRICT;
CREATE INDEX firm_clusters_article ON firm_clusters (article_id);
CREATE INDEX firm_clusters_firm ON firm_clusters (firm_id);
CREATE INDEX firm_clusters_cluster ON firm_clusters (cluster_id);

-- A total that an article states about its own list, held against the rows read from it.
CREATE TABLE claims (
    id         TEXT PRIMARY KEY,            -- article id/cN
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char   INTEGER NOT NULL,
    text       TEXT NOT NULL,
    counted    TEXT NOT NULL,               -- what is counted
    claimed    REAL NOT NULL,
    found      REAL,
    verdict    TEXT NOT NULL CHECK (verdict IN ('agrees', 'differs', 'unchecked')),
    list_start INTEGER,                     -- the span in which those rows stand; null where there are none
    list_end   INTEGER
) STRICT;
CREATE INDEX claims_article ON claims (article_id);

-- A numeral that no rule read as a figure or named as something else.
CREATE TABLE unclaimed (
    id         TEXT PRIMARY KEY,            -- article id/uN
    article_id TEXT NOT NULL REFERENCES articles (id) ON DELETE CASCADE,
    start_char INTEGER NOT NULL,
    end_char   INTEGER NOT NULL,
    text       TEXT NOT NULL
) STRICT;
CREATE INDEX unclaimed_article ON unclaimed (article_id);

-- ---------------------------------------------------------------- decisions

-- What people decided of entities, by the keys of the evidence; in force whatever is read, read again or merged. Kept
-- beside the database as text too (`kbuild decide`). Only what was decided is content: number, why, decided_by and
-- decided_at tell how it came about, and `kbuild digest` leaves them out.
CREATE TABLE decisions (
    id         TEXT PRIMARY KEY,            -- first 16 hex digits of SHA-256 of the next four, tabs between
    verdict    TEXT NOT NULL CHECK (verdict IN ('same', 'different', 'not-a-firm', 'rename', 'place')),
    entity     TEXT NOT NULL CHECK (entity IN ('district', 'cluster', 'firm')),
    key        TEXT NOT NULL,               -- of two keys, the first by code point
    other      TEXT NOT NULL,               -- the other key; the name for rename; '' for not-a-firm
    number     INTEGER NOT NULL UNIQUE,     -- for people: `kbuild decide undo N`
    why        TEXT NOT NULL,
    decided_by TEXT NOT NULL,
    decided_at TEXT NOT NULL                -- UTC
) STRICT;
CREATE INDEX decisions_entity ON decisions (entity);

-- ---------------------------------------------------------------- knowledge

-- Divisions, towns, zones and named areas of China.
CREATE TABLE districts (
    id        TEXT PRIMARY KEY,             -- its code, or parent/name
    name      TEXT NOT NULL,                -- the fullest form that an article uses
    full_name TEXT NOT NULL,                -- with its parents
    code      TEXT,                         -- GB/T 2260, six digits
    level     TEXT NOT NULL CHECK (level IN ('province', 'city', 'district', 'town', 'zone')),
    parent_id TEXT REFERENCES districts (id) DEFERRABLE INITIALLY DEFERRED,
    articles  INTEGER NOT NULL              -- how many name it, or a place in it
) STRICT;
CREATE INDEX districts_name ON districts (name);
CREATE INDEX districts_parent ON districts (parent_id);

-- Clusters: an industry of a place.
CREATE TABLE clusters (
    id       TEXT PRIMARY KEY,
    industry TEXT NOT NULL,
    tier     TEXT,                          -- 万亿级, 千亿级, 百亿级 …: the highest that an article states
    grade    TEXT,                          -- 国家级, 省级 …
    articles INTEGER NOT NULL               -- how many name it
) STRICT;
CREATE INDEX clusters_industry ON clusters (industry);

-- Companies and institutes.
CREATE TABLE firms (
    id         TEXT PRIMARY KEY,            -- the folded full name
    name       TEXT NOT NULL,               -- the fullest form that an article uses
    kind       TEXT NOT NULL CHECK (kind IN ('company', 'institute')),
    stock_code TEXT,
    articles   INTEGER NOT NULL             -- how many name it
) STRICT;
CREATE INDEX firms_name ON firms (name);

-- The other forms in which articles name a firm.
CREATE TABLE firm_aliases (
    firm_id TEXT NOT NULL REFERENCES firms (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    alias   TEXT NOT NULL,
    PRIMARY KEY (firm_id, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX firm_aliases_alias ON firm_aliases (alias);

-- Which entity each key of the evidence stands for.
CREATE TABLE identities (
    entity TEXT NOT NULL CHECK (entity IN ('district', 'cluster', 'firm')),
    key    TEXT NOT NULL,
    id     TEXT,                            -- null: decided to be none
    PRIMARY KEY (entity, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX identities_id ON identities (entity, id);

-- The short forms that the names of firms lead one to expect, worked out from their keys: an index that identity asks,
-- and no content.
CREATE TABLE short_forms (
    form TEXT NOT NULL,
    key  TEXT NOT NULL,                     -- firm_evidence.key
    PRIMARY KEY (form, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX short_forms_key ON short_forms (key);

-- ---------------------------------------------------------------- full text

-- The number under which the index of the full text knows an article. Numbers go by arrival and are no content.
CREATE TABLE search_numbers (
    number     INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL UNIQUE
) STRICT;

-- The words of every article: folded, one token a character, so that a phrase finds any substring. It keeps no text of
-- its own; `kbuild search` asks it.
CREATE VIRTUAL TABLE search_index USING fts5(title, text, content = '', tokenize = "unicode61 remove_diacritics 0");

-- ---------------------------------------------------------------- the log

-- What was run on this file; a table of clock times, which `kbuild digest` leaves out.
CREATE TABLE runs (
    id          INTEGER PRIMARY KEY,
    started_at  TEXT NOT NULL,              -- UTC
    finished_at TEXT,                       -- null: still running, or interrupted
    command     TEXT NOT NULL,
    version     TEXT NOT NULL,              -- of kbuild
    rules       TEXT,                       -- of the rules
    documents   INTEGER NOT NULL DEFAULT 0, -- read anew
    articles    INTEGER NOT NULL DEFAULT 0, -- of these
    unchanged   INTEGER NOT NULL DEFAULT 0, -- documents that were here already
    failed      INTEGER NOT NULL DEFAULT 0  -- sources that could not be read
) STRICT;

-- Sources that gave no record when the evidence that was loaded or merged was made. `kbuild check` lists those that no
-- document has come from since; `kbuild digest` leaves them out.
CREATE TABLE failures (
    path    TEXT PRIMARY KEY,
    failure TEXT NOT NULL CHECK (failure IN ('unread', 'quarantined')), -- quarantined: it killed or outlasted its reader
    reason  TEXT NOT NULL
) STRICT;

-- ---------------------------------------------------------------- views

-- An amount, count or measure with the growth and the share that the same statement gives for it, on one line.
CREATE VIEW figures_wide AS
SELECT f.id, f.article_id, f.start_char, f.end_char, f.metric, f.subject, f.district_id, f.cluster_id, f.firm_id,
       f.period_start, f.period_end, f.text, f.value, f.value_high, f.unit, f.bound, f.kind, f.is_target,
       growth.value AS growth, growth.unit AS growth_unit, growth.bound AS growth_bound, growth.id AS growth_id,
       share.value AS share, share.bound AS share_bound, share.id AS share_id
FROM figures AS f
LEFT JOIN figures AS growth ON growth.id =
    (SELECT id FROM figures WHERE base_id = f.id AND kind = 'change' ORDER BY start_char LIMIT 1)
LEFT JOIN figures AS share ON share.id =
    (SELECT id FROM figures WHERE base_id = f.id AND kind = 'share' ORDER BY start_char LIMIT 1)
WHERE f.kind IN ('amount', 'count', 'measure');
