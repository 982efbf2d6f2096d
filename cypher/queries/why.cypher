// The sentences behind everything between two actors
// :param actor => 'European Union'
// :param other => 'Belarus'

MATCH (a:Actor {name: $actor})-[r]-(b:Actor {name: $other})
MATCH (e:Evidence {relation_id: r.id})-[:FROM]->(article:Article)
RETURN startNode(r).name AS source, type(r) AS type, endNode(r).name AS target, r.start AS start,
    r.end AS end, e.status AS status, e.speaker AS speaker, article.publisher AS publisher,
    e.reported AS reported, e.sentence AS sentence, article.title AS article
ORDER BY start, type, reported, article
