// Ties that held on one day, the best documented first
// :param day => date('2021-01-01')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'tie' AND r.status IN ['asserted', 'claimed']
  AND coalesce(r.start, r.first_seen, r.end) <= $day
  AND coalesce(r.end, CASE WHEN r.closed_by IS NOT NULL THEN r.last_seen END, $day) >= $day
RETURN a.name AS source, type(r) AS tie, r.mode AS mode, b.name AS target, r.start AS since,
    r.end AS until, r.last_seen AS last_seen, r.sources AS sources
ORDER BY sources DESC, tie, source, target
LIMIT 200
