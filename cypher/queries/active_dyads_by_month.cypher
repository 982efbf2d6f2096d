// The busiest pair of actors of each month
// :param since => date('2020-01-01')
// :param until => date('2021-12-31')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'event' AND $since <= r.start <= $until AND r.status IN ['asserted', 'claimed']
WITH date.truncate('month', r.start) AS month,
    CASE WHEN a.name < b.name THEN [a.name, b.name] ELSE [b.name, a.name] END AS pair,
    count(r) AS events, avg(r.score) AS score
ORDER BY month, events DESC, pair
WITH month, collect({pair: pair, events: events, score: round(score, 1)})[..5] AS busiest
UNWIND busiest AS one
RETURN month, one.pair[0] AS actor, one.pair[1] AS other, one.events AS events, one.score AS mean_score
ORDER BY month, events DESC, actor, other
