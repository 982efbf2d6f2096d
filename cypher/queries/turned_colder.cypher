// Pairs whose events turned colder from one period to the next, by the fall of the mean score
// :param first => date('2020-01-01')
// :param middle => date('2020-08-09')
// :param last => date('2021-12-31')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'event' AND $first <= r.start <= $last AND r.status IN ['asserted', 'claimed']
WITH CASE WHEN a.name < b.name THEN [a.name, b.name] ELSE [b.name, a.name] END AS pair,
    avg(CASE WHEN r.start < $middle THEN r.score END) AS before,
    avg(CASE WHEN r.start >= $middle THEN r.score END) AS after
WHERE before > after
RETURN pair[0] AS actor, pair[1] AS other, round(before, 2) AS before, round(after, 2) AS after,
    round(after - before, 2) AS change
ORDER BY change, actor, other
LIMIT 50
