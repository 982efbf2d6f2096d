// What one actor claims, denies or announces, as opposed to what the outlets assert themselves
// :param speaker => 'Saudi Arabia'

MATCH (e:Evidence)-[:MENTIONS {role: 'speaker'}]->(:Actor {name: $speaker})
MATCH (e)-[:FROM]->(article:Article)
MATCH (a:Actor {id: e.source}), (b:Actor {id: e.target})
RETURN e.status AS status, a.name AS source, e.type AS type, b.name AS target, e.when AS day,
    e.reported AS reported, article.publisher AS publisher, e.sentence AS sentence
ORDER BY reported, day, type
