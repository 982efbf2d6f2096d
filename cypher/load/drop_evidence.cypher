// Delete evidence
// :param ids => ['0123456789abcdef']

MATCH (e:Evidence)
WHERE e.id IN $ids
DETACH DELETE e
