// The evidence of relations with the articles that it stands in, in the order of the reports
// :param relations => ['0123456789abcdef']

MATCH (e:Evidence)
WHERE e.relation_id IN $relations
  OR (e.also_relation_ids IS NOT NULL AND any(id IN e.also_relation_ids WHERE id IN $relations))
MATCH (e)-[:FROM]->(a:Article)
RETURN
    [e.relation_id] + coalesce(e.also_relation_ids, []) AS relations,
    e.article AS article, e.begin AS `begin`, e.end AS `end`, e.sentence AS sentence,
    e.kind AS kind, e.type AS type, e.source AS source, e.target AS target, e.mode AS mode,
    e.bearing AS bearing, e.symmetric AS symmetric, e.status AS status, e.speaker AS speaker,
    e.speaker_id AS speaker_id, e.when AS `when`, e.until AS until, e.date_basis AS date_basis,
    e.date_text AS date_text, e.reported AS reported, e.rule AS rule, e.confidence AS confidence,
    e.source_text AS source_text, e.target_text AS target_text, e.source_reason AS source_reason,
    e.target_reason AS target_reason, e.event AS event, e.extractor AS extractor,
    coalesce(e.dataset, '') AS dataset, coalesce(e.code, '') AS code,
    coalesce(e.entry, '') AS entry, e.when_precision AS when_precision,
    e.until_precision AS until_precision,
    a.title AS article_title, a.publisher AS article_publisher, a.published AS article_published,
    a.published_precision AS article_published_precision, a.url AS article_url,
    a.language AS article_language, a.record AS article_record, a.origin AS article_origin,
    a.wire AS article_wire, a.id AS article_id, coalesce(a.dataset, '') AS article_dataset
ORDER BY e.reported, e.article, e.begin, e.id
