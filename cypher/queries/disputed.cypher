// Disputed relations: which sentences state them and which deny them
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.disputed
MATCH (e:Evidence {relation_id: r.id})-[:FROM]->(article:Article)
RETURN a.name AS source, type(r) AS type, b.name AS target, r.start AS start,
    CASE e.status WHEN 'denied' THEN 'denies' ELSE 'states' END AS side,
    collect(coalesce(e.speaker, article.publisher)) AS who, collect(e.sentence) AS sentences
ORDER BY start, source, type, target, side
