// Which outlets report on an actor, and how much of it is conflict
// :param actor => 'Belarus'

MATCH (:Actor {name: $actor})<-[:MENTIONS]-(e:Evidence)-[:FROM]->(article:Article)
WHERE e.kind = 'event'
WITH article.publisher AS publisher, count(DISTINCT article) AS articles, collect(DISTINCT e) AS reports
RETURN publisher, articles, size(reports) AS reports,
    size([e IN reports WHERE e.type IN ['REQUEST', 'ACCUSE', 'REJECT', 'THREATEN', 'PROTEST', 'SANCTION',
        'MOBILIZE', 'COERCE', 'ASSAULT']]) AS conflict
ORDER BY reports DESC, publisher
