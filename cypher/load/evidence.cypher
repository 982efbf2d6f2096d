// Write evidence, with the article that it stands in and the actors that it mentions
// :param rows => [{article: '0123456789abcdef', properties: {id: 'fedcba9876543210', name: 'A sentence.'}, mentions: [{actor: 'BLR', role: 'source'}]}]

UNWIND $rows AS row
MATCH (article:Article {id: row.article})
CREATE (e:Evidence)
SET e = row.properties
CREATE (e)-[:FROM]->(article)
WITH e, row
UNWIND row.mentions AS mention
MATCH (actor:Actor {id: mention.actor})
CREATE (e)-[:MENTIONS {role: mention.role}]->(actor)
