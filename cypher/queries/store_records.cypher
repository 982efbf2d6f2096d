// What is stored of a data set: the rows that stand for an article
// :param dataset => 'icews14'

MATCH (a:Article)
WHERE a.dataset = $dataset AND $dataset <> ''
RETURN a.id AS id, a.record AS record
