// Actors that have exactly this id, code, name or alias, folded, between double quotes; most relations first
// :param quoted => '"belarus"'

CALL db.index.fulltext.queryNodes('actor_keys', $quoted) YIELD node AS a
WITH a, COUNT { (a)-[:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|
    SANCTION|MOBILIZE|COERCE|ASSAULT|COMMENT|APPEAL|ALLIED_WITH|TREATY_WITH|HAS_SANCTIONS_ON|
    IN_EXILE_IN|HOLDS_OFFICE|MEMBER_OF|LEADS|OPPOSES|AT_WAR_WITH|BACKS|OCCUPIES|RECOGNISES|
    CLAIMS_TERRITORY|RIVAL_OF|MEDIATES|HAS_RELATIONS_WITH|OWNS|SUCCEEDS]-() } AS degree
RETURN a.id AS id
ORDER BY degree DESC, a.name, a.id
