// What is stored of these articles; the text only of those of which it is asked for
// :param articles => ['0123456789abcdef']
// :param texts => []

MATCH (a:Article)
WHERE a.id IN $articles
RETURN a.id AS id, a.stamp AS stamp, coalesce(a.descriptions, []) AS descriptions, a.text IS NOT NULL AS has_text,
    CASE WHEN a.id IN $texts THEN a.text END AS text
