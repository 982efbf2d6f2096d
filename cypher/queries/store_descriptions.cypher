// Descriptions of actors by id
// :param ids => ['0123456789abcdef']

MATCH (d:Description)
WHERE d.id IN $ids
RETURN d.id AS id, d.actor AS actor, d.name AS name, d.kind AS kind, d.sector AS sector,
    d.country AS country, d.aliases AS aliases, d.codes AS codes
