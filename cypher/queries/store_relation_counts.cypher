// How many relations of each type and status there are, with the first and the last day that they name
MATCH (:Actor)-[r:AGREE|CONSULT|SUPPORT|CONCEDE|COOPERATE|AID|RETREAT|REQUEST|ACCUSE|REJECT|THREATEN|PROTEST|
    SANCTION|MOBILIZE|COERCE|ASSAULT|COMMENT|APPEAL|ALLIED_WITH|TREATY_WITH|HAS_SANCTIONS_ON|
    IN_EXILE_IN|HOLDS_OFFICE|MEMBER_OF|LEADS|OPPOSES|AT_WAR_WITH|BACKS|OCCUPIES|RECOGNISES|
    CLAIMS_TERRITORY|RIVAL_OF|MEDIATES|HAS_RELATIONS_WITH|OWNS|SUCCEEDS]->(:Actor)
UNWIND [r.end, r.start, r.last_seen] + CASE WHEN r.start IS NULL AND r.end IS NULL AND r.last_seen IS NULL
    THEN [null] ELSE [] END AS day
WITH r, max(day) AS latest
RETURN type(r) AS type, r.status AS status, coalesce(r.dataset, '') AS dataset, count(r) AS relations,
    min(coalesce(r.start, r.first_seen)) AS first, max(latest) AS last
