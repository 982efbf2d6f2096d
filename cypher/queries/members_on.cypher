// Members of an organisation on one day
// :param organisation => 'NATO'
// :param day => date('2024-01-01')

MATCH (member:Actor)-[r:MEMBER_OF]->(:Actor {name: $organisation})
WHERE r.status IN ['asserted', 'claimed']
  AND coalesce(r.start, r.first_seen) <= $day AND (r.end IS NULL OR r.end >= $day)
RETURN member.name AS member, r.mode AS mode, r.start AS since, r.first_seen AS first_seen
ORDER BY member
