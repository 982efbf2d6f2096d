// Neighbours of an actor on one day: what happened to it and what held, said by whom
// :param actor => 'Belarus'
// :param day => date('2020-08-15')

MATCH (a:Actor {name: $actor})-[r]-(b:Actor)
WHERE coalesce(r.start, CASE r.kind WHEN 'tie' THEN coalesce(r.first_seen, r.end) END) <= $day
  AND coalesce(r.end, CASE WHEN r.closed_by IS NOT NULL THEN r.last_seen END, $day) >= $day
  AND r.confidence >= 0.35
RETURN r.kind AS kind, type(r) AS type, r.mode AS mode,
    CASE WHEN r.symmetric THEN 'both' WHEN startNode(r) = a THEN 'out' ELSE 'in' END AS direction,
    b.name AS neighbour, r.start AS start, r.end AS end, r.status AS status, r.asserter AS asserter,
    r.sources AS sources, r.quote AS quote
ORDER BY kind DESC, start, type, neighbour
