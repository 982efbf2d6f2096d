// Relations of one actor that match a filter; direction is 'out', 'in' or 'both'
// :param actor => 'BLR'
// :param direction => 'both'
// :param types => ['SANCTION', 'HAS_SANCTIONS_ON']
// :param kinds => []
// :param statuses => ['asserted', 'claimed']
// :param least => 0.0
// :param sources => 0
// :param origins => []
// :param datasets => false
// :param since => date('2020-08-01')
// :param until => date('2020-12-31')
// :param undated => false

MATCH (a:Actor {id: $actor})-[r:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|
    SANCTION|MOBILIZE|COERCE|ASSAULT|COMMENT|APPEAL|ALLIED_WITH|TREATY_WITH|HAS_SANCTIONS_ON|
    IN_EXILE_IN|HOLDS_OFFICE|MEMBER_OF|LEADS|OPPOSES|AT_WAR_WITH|BACKS|OCCUPIES|RECOGNISES|
    CLAIMS_TERRITORY|RIVAL_OF|MEDIATES|HAS_RELATIONS_WITH|OWNS|SUCCEEDS]-(:Actor)
WITH DISTINCT a, r
WHERE ($types = [] OR type(r) IN $types)
  AND ($kinds = [] OR r.kind IN $kinds)
  AND ($statuses = [] OR r.status IN $statuses)
  AND r.confidence >= $least AND r.sources >= $sources
  AND ($origins = [] OR coalesce(r.dataset, '') IN $origins OR ($datasets AND r.dataset IS NOT NULL))
  AND ($direction = 'both' OR r.symmetric
    OR ($direction = 'out' AND startNode(r) = a) OR ($direction = 'in' AND endNode(r) = a))
WITH r,
    CASE r.kind WHEN 'tie' THEN coalesce(r.start, r.first_seen, r.end) ELSE r.start END AS first,
    CASE WHEN r.kind = 'tie' AND r.end IS NULL AND r.closed_by IS NOT NULL
        THEN r.last_seen ELSE r.end END AS last
WHERE ($since IS NULL AND $until IS NULL)
    OR (first IS NULL AND $undated)
    OR (first IS NOT NULL
        AND ($since IS NULL OR last IS NULL OR last >= $since)
        AND ($until IS NULL OR first <= $until))
RETURN
    r.id AS id, r.group AS `group`, r.kind AS kind, type(r) AS type, r.mode AS mode,
    startNode(r).id AS source, endNode(r).id AS target, r.symmetric AS symmetric, r.start AS start,
    r.start_precision AS start_precision, r.end AS `end`, r.end_precision AS end_precision,
    r.status AS status, r.asserter AS asserter, r.disputed AS disputed, r.quad AS quad,
    r.score AS score, r.confidence AS confidence, r.reports AS reports, r.sources AS sources,
    r.first_seen AS first_seen, r.last_seen AS last_seen, r.first_reported AS first_reported,
    r.last_reported AS last_reported, r.quote AS quote, r.opened_by AS opened_by,
    r.closed_by AS closed_by, coalesce(r.dataset, '') AS dataset, coalesce(r.code, '') AS code
ORDER BY r.start, type(r), r.id
