// Actors with a name or alias that contains the folded text, all for an empty one; most relations first
// :param text => 'lukash'
// :param limit => 10

MATCH (a:Actor)
WHERE $text = '' OR any(name IN a.folded_names WHERE name CONTAINS $text)
WITH a, COUNT { (a)-[:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|
    SANCTION|MOBILIZE|COERCE|ASSAULT|COMMENT|APPEAL|ALLIED_WITH|TREATY_WITH|HAS_SANCTIONS_ON|
    IN_EXILE_IN|HOLDS_OFFICE|MEMBER_OF|LEADS|OPPOSES|AT_WAR_WITH|BACKS|OCCUPIES|RECOGNISES|
    CLAIMS_TERRITORY|RIVAL_OF|MEDIATES|HAS_RELATIONS_WITH|OWNS|SUCCEEDS]-() } AS degree
RETURN a.id AS id, degree
ORDER BY degree DESC, a.name, a.id
LIMIT $limit
