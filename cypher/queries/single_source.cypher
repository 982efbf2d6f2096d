// Relations that rest on one independent source only, the most serious first
// :param least_score => -5.0

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.sources = 1 AND r.score <= $least_score AND r.status IN ['asserted', 'claimed']
MATCH (e:Evidence {relation_id: r.id})-[:FROM]->(article:Article)
RETURN a.name AS source, type(r) AS type, b.name AS target, r.start AS day, r.score AS score,
    r.reports AS reports, collect(DISTINCT article.publisher) AS publishers, r.quote AS quote
ORDER BY score, day, source, target
LIMIT 200
