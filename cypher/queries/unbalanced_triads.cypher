// Friends of both sides: actors that cooperate with two others who are in conflict with each other
// :param since => date('2020-01-01')
// :param until => date('2021-12-31')

MATCH (a:Actor)-[hostile]-(b:Actor)
WHERE a.id < b.id AND hostile.quad = 4 AND $since <= hostile.start <= $until
  AND hostile.status IN ['asserted', 'claimed']
WITH DISTINCT a, b
MATCH (a)-[r]-(between:Actor)-[s]-(b)
WHERE r.quad IN [1, 2] AND s.quad IN [1, 2] AND $since <= r.start <= $until AND $since <= s.start <= $until
  AND r.status IN ['asserted', 'claimed'] AND s.status IN ['asserted', 'claimed']
RETURN between.name AS between, a.name AS one, b.name AS other, count(DISTINCT r) AS with_one,
    count(DISTINCT s) AS with_other
ORDER BY with_one + with_other DESC, between, one, other
LIMIT 100
