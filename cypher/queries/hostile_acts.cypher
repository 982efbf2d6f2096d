// Who acts against whom, and how it is returned: hostile events out and back
// :param since => date('2020-01-01')
// :param until => date('2021-12-31')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.quad = 4 AND $since <= r.start <= $until AND r.status IN ['asserted', 'claimed']
WITH a, b, count(r) AS acts
RETURN a.name AS source, b.name AS target, acts,
    COUNT { (b)-[back]->(a) WHERE back.quad = 4 AND $since <= back.start <= $until } AS returned
ORDER BY acts DESC, source, target
LIMIT 100
