// The evidence of these groups that stands in other articles than these, and who published it
// :param groups => ['0123456789abcdef']
// :param articles => []

MATCH (e:Evidence)
WHERE e.group IN $groups AND NOT e.article IN $articles
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
    a.publisher AS publisher, a.wire AS wire
