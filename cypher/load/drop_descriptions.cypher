// Delete those of these descriptions that no article uses any longer, but for the articles named
// :param ids => ['0123456789abcdef']
// :param articles => []

MATCH (d:Description)
WHERE d.id IN $ids AND NOT EXISTS {
    MATCH (:Actor {id: d.actor})<-[:MENTIONS]-(:Evidence)-[:FROM]->(a:Article)
    WHERE d.id IN a.descriptions AND NOT a.id IN $articles
}
WITH d, d.actor AS actor
DELETE d
RETURN DISTINCT actor
