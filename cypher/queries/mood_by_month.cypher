// How two actors get on, month by month: events, mean score from -10 to 10, share of conflict
// :param actor => 'European Union'
// :param other => 'Belarus'

MATCH (a:Actor {name: $actor})-[r]-(b:Actor {name: $other})
WHERE r.kind = 'event' AND r.start IS NOT NULL AND r.status IN ['asserted', 'claimed']
WITH date.truncate('month', r.start) AS month, r
RETURN month, count(r) AS events, round(avg(r.score), 2) AS mean_score,
    round(toFloat(sum(CASE WHEN r.quad IN [3, 4] THEN 1 ELSE 0 END)) / count(r), 2) AS conflict
ORDER BY month
