// All that is stored of articles, but for their evidence
// :param articles => ['0123456789abcdef']

MATCH (a:Article)
WHERE a.id IN $articles
RETURN
    a.title AS article_title, a.publisher AS article_publisher, a.published AS article_published,
    a.published_precision AS article_published_precision, a.url AS article_url,
    a.language AS article_language, a.record AS article_record, a.origin AS article_origin,
    a.wire AS article_wire, a.id AS article_id, coalesce(a.dataset, '') AS article_dataset,
    a.text AS text, a.extractor AS extractor, coalesce(a.descriptions, []) AS descriptions
ORDER BY a.id
