// Picture: the neighbours of an actor on one day
// :param actor => 'Belarus'
// :param day => date('2020-08-15')

MATCH path = (a:Actor {name: $actor})-[r]-(:Actor)
WHERE coalesce(r.start, CASE r.kind WHEN 'tie' THEN coalesce(r.first_seen, r.end) END) <= $day
  AND coalesce(r.end, CASE WHEN r.closed_by IS NOT NULL THEN r.last_seen END, $day) >= $day
  AND r.confidence >= 0.35
RETURN path
