// Events that were first reported long after their day
// :param days => 30

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'event' AND r.end IS NOT NULL AND r.first_reported > r.end + duration({days: $days})
RETURN r.start AS day, r.first_reported AS reported, a.name AS source, type(r) AS type, b.name AS target,
    r.sources AS sources, r.quote AS quote
ORDER BY day, source, type, target
LIMIT 200
