// Which of these descriptions of actors are stored
// :param ids => ['0123456789abcdef']

MATCH (d:Description)
WHERE d.id IN $ids
RETURN d.id AS id
