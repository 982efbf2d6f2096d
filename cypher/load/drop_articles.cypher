// Delete articles whose evidence has been deleted
// :param ids => ['0123456789abcdef']

MATCH (a:Article)
WHERE a.id IN $ids
DETACH DELETE a
