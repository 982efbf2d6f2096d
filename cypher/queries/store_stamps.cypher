// The stamps of articles: what is stored of them, in one hash
// :param articles => ['0123456789abcdef']

MATCH (a:Article)
WHERE a.id IN $articles
RETURN a.id AS id, a.stamp AS stamp
