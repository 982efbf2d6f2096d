// Members of an organisation on one day
// :param organisation => 'NATO'
// :param day => date('2024-01-01')

MATCH (member:Actor)-[r:MEMBER_OF]->(:Actor {name: $organisation})
WHERE r.status IN ['asserted', 'claimed']
  AND coalesce(r.start, r.first_seen, r.end) <= $day
  AND coalesce(r.end, CASE WHEN r.closed_by IS NOT NULL THEN r.last_seen END, $day) >= $day
RETURN member.name AS member, r.mode AS mode, r.start AS since, r.first_seen AS first_seen
ORDER BY member
