// Actors by id
// :param ids => ['BLR', 'USA']

MATCH (a:Actor)
WHERE a.id IN $ids
RETURN a.id AS id, a.name AS name, a.kind AS kind, a.sector AS sector, a.country AS country,
    a.aliases AS aliases, a.codes AS codes
