// Two actors through time
// :param actor => 'Belarus'
// :param other => 'European Union'

MATCH (a:Actor {name: $actor})-[r]-(b:Actor {name: $other})
WHERE r.status IN ['asserted', 'claimed']
RETURN coalesce(r.start, r.first_seen) AS day, r.start_precision AS precision,
    startNode(r).name AS source, type(r) AS type, r.mode AS mode, endNode(r).name AS target,
    r.score AS score, r.quote AS quote
ORDER BY day, type
