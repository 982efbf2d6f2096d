// All descriptions of these actors
// :param actors => ['BLR']

MATCH (d:Description)
WHERE d.actor IN $actors
RETURN d.actor AS id, d.name AS name, d.kind AS kind, d.sector AS sector, d.country AS country,
    d.aliases AS aliases, d.codes AS codes
