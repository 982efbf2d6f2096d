// Who held which office on one day
// :param day => date('2020-08-15')

MATCH (person:Actor)-[r:HOLDS_OFFICE]->(where:Actor)
WHERE r.status IN ['asserted', 'claimed']
  AND coalesce(r.start, r.first_seen, r.end) <= $day
  AND coalesce(r.end, CASE WHEN r.closed_by IS NOT NULL THEN r.last_seen END, $day) >= $day
RETURN where.name AS state, r.mode AS office, person.name AS person, r.start AS since, r.sources AS sources
ORDER BY state, office, person
