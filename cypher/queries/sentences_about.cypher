// Sentences that contain some words, with what was read in them
// :param text => 'sanctions AND Belarus'

CALL db.index.fulltext.queryNodes('evidence_sentences', $text) YIELD node AS e, score
MATCH (e)-[:FROM]->(article:Article)
MATCH (a:Actor {id: e.source}), (b:Actor {id: e.target})
RETURN article.publisher AS publisher, e.reported AS reported, a.name AS source, e.type AS type,
    b.name AS target, e.status AS status, e.sentence AS sentence
ORDER BY score DESC, reported
LIMIT 50
