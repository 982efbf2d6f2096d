// Constraints and indexes on nodes

CREATE CONSTRAINT store_id IF NOT EXISTS FOR (s:ActorgraphStore) REQUIRE s.id IS UNIQUE;
CREATE CONSTRAINT actor_id IF NOT EXISTS FOR (a:Actor) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT article_id IF NOT EXISTS FOR (a:Article) REQUIRE a.id IS UNIQUE;
CREATE CONSTRAINT evidence_id IF NOT EXISTS FOR (e:Evidence) REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT description_id IF NOT EXISTS FOR (d:Description) REQUIRE d.id IS UNIQUE;
CREATE INDEX actor_name IF NOT EXISTS FOR (a:Actor) ON (a.name);
CREATE INDEX actor_kind IF NOT EXISTS FOR (a:Actor) ON (a.kind);
CREATE INDEX article_publisher IF NOT EXISTS FOR (a:Article) ON (a.publisher);
CREATE INDEX article_dataset IF NOT EXISTS FOR (a:Article) ON (a.dataset);
CREATE INDEX article_published IF NOT EXISTS FOR (a:Article) ON (a.published);
CREATE INDEX evidence_relation IF NOT EXISTS FOR (e:Evidence) ON (e.relation_id);
CREATE INDEX evidence_also_relations IF NOT EXISTS FOR (e:Evidence) ON (e.also_relation_ids);
CREATE INDEX evidence_group IF NOT EXISTS FOR (e:Evidence) ON (e.group);
CREATE INDEX evidence_article IF NOT EXISTS FOR (e:Evidence) ON (e.article);
CREATE INDEX description_actor IF NOT EXISTS FOR (d:Description) ON (d.actor);
