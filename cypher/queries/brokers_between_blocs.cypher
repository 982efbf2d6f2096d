// Brokers: actors that cooperate with members of two organisations without being a member of either
// :param bloc => 'European Union'
// :param other_bloc => 'Collective Security Treaty Organisation'

MATCH (first:Actor {name: $bloc}), (second:Actor {name: $other_bloc})
MATCH (broker:Actor)-[r]-(near:Actor)
WHERE r.quad IN [1, 2] AND r.status IN ['asserted', 'claimed']
  AND (near = first OR EXISTS { (near)-[:MEMBER_OF]->(first) })
  AND NOT broker IN [first, second]
  AND NOT EXISTS { (broker)-[:MEMBER_OF]->(first) } AND NOT EXISTS { (broker)-[:MEMBER_OF]->(second) }
WITH broker, second, count(DISTINCT r) AS with_first
MATCH (broker)-[s]-(far:Actor)
WHERE s.quad IN [1, 2] AND s.status IN ['asserted', 'claimed']
  AND (far = second OR EXISTS { (far)-[:MEMBER_OF]->(second) })
WITH broker, with_first, count(DISTINCT s) AS with_second
RETURN broker.name AS broker, with_first, with_second
ORDER BY CASE WHEN with_first < with_second THEN with_first ELSE with_second END DESC, broker
