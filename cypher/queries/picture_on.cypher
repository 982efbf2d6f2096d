// Picture: the neighbours of an actor on one day
// :param actor => 'Belarus'
// :param day => date('2020-08-15')

MATCH path = (a:Actor {name: $actor})-[r]-(:Actor)
WHERE coalesce(r.start, CASE r.kind WHEN 'tie' THEN r.first_seen END) <= $day
  AND (r.end >= $day OR (r.kind = 'tie' AND r.end IS NULL))
  AND r.confidence >= 0.4
RETURN path
