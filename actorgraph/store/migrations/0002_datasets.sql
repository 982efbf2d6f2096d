-- Relations out of tables of other people's dated relations, beside those that articles tell of.
ALTER TABLE article ADD COLUMN "dataset" TEXT NOT NULL DEFAULT '';
CREATE INDEX article_dataset ON article ("dataset") WHERE "dataset" <> '';
ALTER TABLE evidence ADD COLUMN "dataset" TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN "code" TEXT NOT NULL DEFAULT '';
ALTER TABLE evidence ADD COLUMN "entry" TEXT NOT NULL DEFAULT '';
ALTER TABLE relation ADD COLUMN "dataset" TEXT NOT NULL DEFAULT '';
ALTER TABLE relation ADD COLUMN "code" TEXT NOT NULL DEFAULT '';

-- One row, another text after every change: what was worked out from the content is current while it agrees.
CREATE TABLE content ("version" TEXT NOT NULL);
INSERT INTO content VALUES (lower(hex(randomblob(16))));
