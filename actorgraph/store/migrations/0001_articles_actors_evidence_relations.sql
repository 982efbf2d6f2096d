-- Columns are named as the fields of the values in actorgraph/model.py; days are ISO text, truth values 0 or 1.

CREATE TABLE article (
    "id" TEXT PRIMARY KEY,
    "title" TEXT NOT NULL,
    "publisher" TEXT NOT NULL,
    "published" TEXT,
    "url" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "record" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "wire" TEXT NOT NULL,
    "extractor" TEXT NOT NULL,
    "stamp" TEXT NOT NULL,
    "text" TEXT -- last, so that the long texts are not read for the short columns
);

-- One way in which articles describe an actor; the actor is made of all of them.
CREATE TABLE description (
    "id" TEXT PRIMARY KEY,
    "actor" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sector" TEXT NOT NULL,
    "country" TEXT NOT NULL,
    "aliases" TEXT NOT NULL, -- JSON: a list of texts
    "codes" TEXT NOT NULL -- JSON: a list of [scheme, code]
) WITHOUT ROWID;
CREATE INDEX description_actor ON description ("actor");

CREATE TABLE article_description (
    "article" TEXT NOT NULL REFERENCES article ("id") ON DELETE CASCADE,
    "description" TEXT NOT NULL REFERENCES description ("id"),
    PRIMARY KEY ("article", "description")
) WITHOUT ROWID;
CREATE INDEX article_description_description ON article_description ("description");

CREATE TABLE actor (
    "id" TEXT PRIMARY KEY,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sector" TEXT NOT NULL,
    "country" TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE alias (
    "actor" TEXT NOT NULL REFERENCES actor ("id") ON DELETE CASCADE,
    "alias" TEXT NOT NULL,
    PRIMARY KEY ("actor", "alias")
) WITHOUT ROWID;

CREATE TABLE code (
    "actor" TEXT NOT NULL REFERENCES actor ("id") ON DELETE CASCADE,
    "scheme" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    PRIMARY KEY ("actor", "scheme", "code")
) WITHOUT ROWID;

-- What an actor is found by, folded by actorgraph.model.normalise.
CREATE TABLE lookup (
    "folded" TEXT NOT NULL,
    "actor" TEXT NOT NULL REFERENCES actor ("id") ON DELETE CASCADE,
    "basis" TEXT NOT NULL CHECK ("basis" IN ('id', 'code', 'name', 'surname')),
    PRIMARY KEY ("folded", "actor", "basis")
) WITHOUT ROWID;
CREATE INDEX lookup_actor ON lookup ("actor");

CREATE TABLE evidence (
    "id" TEXT PRIMARY KEY,
    "group" TEXT NOT NULL,
    "article" TEXT NOT NULL REFERENCES article ("id") ON DELETE CASCADE,
    "begin" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "sentence" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "mode" TEXT,
    "bearing" TEXT NOT NULL,
    "symmetric" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "speaker" TEXT,
    "speaker_id" TEXT,
    "when" TEXT,
    "until" TEXT,
    "date_basis" TEXT NOT NULL,
    "date_text" TEXT,
    "reported" TEXT,
    "rule" TEXT NOT NULL,
    "confidence" REAL NOT NULL,
    "source_text" TEXT NOT NULL,
    "target_text" TEXT NOT NULL,
    "source_reason" TEXT NOT NULL,
    "target_reason" TEXT NOT NULL,
    "event" TEXT,
    "extractor" TEXT NOT NULL
);
CREATE INDEX evidence_article ON evidence ("article");
CREATE INDEX evidence_group ON evidence ("group");

CREATE TABLE relation (
    "id" TEXT PRIMARY KEY,
    "group" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "mode" TEXT,
    "source" TEXT NOT NULL REFERENCES actor ("id"),
    "target" TEXT NOT NULL REFERENCES actor ("id"),
    "symmetric" INTEGER NOT NULL,
    "start" TEXT,
    "start_precision" TEXT,
    "end" TEXT,
    "end_precision" TEXT,
    "status" TEXT NOT NULL,
    "asserter" TEXT,
    "disputed" INTEGER NOT NULL,
    "quad" INTEGER,
    "score" REAL,
    "confidence" REAL NOT NULL,
    "reports" INTEGER NOT NULL,
    "sources" INTEGER NOT NULL,
    "first_seen" TEXT,
    "last_seen" TEXT,
    "first_reported" TEXT,
    "last_reported" TEXT,
    "quote" TEXT NOT NULL,
    "opened_by" TEXT,
    "closed_by" TEXT
);
CREATE INDEX relation_group ON relation ("group");
CREATE INDEX relation_source ON relation ("source", "target", "start");
CREATE INDEX relation_target ON relation ("target", "source", "start");

CREATE TABLE relation_evidence (
    "relation" TEXT NOT NULL REFERENCES relation ("id") ON DELETE CASCADE,
    "evidence" TEXT NOT NULL REFERENCES evidence ("id") ON DELETE CASCADE,
    PRIMARY KEY ("relation", "evidence")
) WITHOUT ROWID;
CREATE INDEX relation_evidence_evidence ON relation_evidence ("evidence");
