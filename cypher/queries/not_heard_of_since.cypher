// Ties that nobody has ended and nobody has mentioned since a date: do they still hold?
// :param day => date('2021-01-01')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'tie' AND r.end IS NULL AND r.closed_by IS NULL AND r.last_seen < $day
  AND r.status IN ['asserted', 'claimed']
RETURN r.last_seen AS last_seen, a.name AS source, type(r) AS tie, r.mode AS mode, b.name AS target,
    r.reports AS reports
ORDER BY last_seen, source, tie, target
LIMIT 200
