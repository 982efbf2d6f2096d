// Delete relations of one type; SANCTION stands for each type in turn
// :param ids => ['0123456789abcdef']

MATCH ()-[r:SANCTION]->()
WHERE r.id IN $ids
DELETE r
