// Every relation as figures, days counted from 1970-01-01; in no order, so that the server keeps none back
// :param none => -2147483648

MATCH (source:Actor)-[r:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|
    SANCTION|MOBILIZE|COERCE|ASSAULT|COMMENT|APPEAL|ALLIED_WITH|TREATY_WITH|HAS_SANCTIONS_ON|
    IN_EXILE_IN|HOLDS_OFFICE|MEMBER_OF|LEADS|OPPOSES|AT_WAR_WITH|BACKS|OCCUPIES|RECOGNISES|
    CLAIMS_TERRITORY|RIVAL_OF|MEDIATES|HAS_RELATIONS_WITH|OWNS|SUCCEEDS]->(target:Actor)
RETURN
    r.id AS id, source.id AS source, target.id AS target, r.kind AS kind, type(r) AS type, r.mode AS mode,
    coalesce(duration.inDays(date('1970-01-01'), r.start).days, $none) AS start,
    coalesce(duration.inDays(date('1970-01-01'), r.end).days, $none) AS `end`,
    coalesce(duration.inDays(date('1970-01-01'), r.first_seen).days, $none) AS first_seen,
    coalesce(duration.inDays(date('1970-01-01'), r.last_seen).days, $none) AS last_seen,
    r.start_precision AS precision, r.end_precision AS end_precision, r.score AS score,
    coalesce(r.quad, 0) AS quad, r.status AS status, r.confidence AS confidence, r.reports AS reports,
    r.sources AS sources, r.symmetric AS symmetric, r.disputed AS disputed,
    r.closed_by IS NOT NULL AS closed, coalesce(r.dataset, '') AS dataset, coalesce(r.code, '') AS code
