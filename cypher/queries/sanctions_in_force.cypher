// Sanctions in force on one day, by who imposed them
// :param day => date('2021-01-01')

MATCH (a:Actor)-[r:HAS_SANCTIONS_ON]->(b:Actor)
WHERE r.status IN ['asserted', 'claimed']
  AND coalesce(r.start, r.first_seen, r.end) <= $day
  AND coalesce(r.end, CASE WHEN r.closed_by IS NOT NULL THEN r.last_seen END, $day) >= $day
RETURN a.name AS source, collect(DISTINCT b.name) AS targets, count(r) AS sanctions, min(r.start) AS first
ORDER BY sanctions DESC, source
