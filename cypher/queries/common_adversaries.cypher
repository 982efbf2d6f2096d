// Whom two actors are both in conflict with
// :param actor => 'Saudi Arabia'
// :param other => 'United Arab Emirates'

MATCH (a:Actor {name: $actor})-[r]-(third:Actor)-[s]-(b:Actor {name: $other})
WHERE r.quad IN [3, 4] AND s.quad IN [3, 4]
  AND r.status IN ['asserted', 'claimed'] AND s.status IN ['asserted', 'claimed']
RETURN third.name AS adversary, count(DISTINCT r) AS with_actor, count(DISTINCT s) AS with_other
ORDER BY with_actor + with_other DESC, adversary
