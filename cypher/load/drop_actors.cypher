// Delete actors that nothing names any longer
// :param ids => ['BLR']

MATCH (a:Actor)
WHERE a.id IN $ids
DETACH DELETE a
