// What is stored of a data set: the parts of its table that stand in place of articles
// :param dataset => 'Table'

MATCH (a:Article {dataset: $dataset})
RETURN a.id AS id, a.record AS record
