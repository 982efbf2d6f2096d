// Relations without a date of their own, with the days of their reports
MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.start IS NULL AND r.end IS NULL
RETURN r.first_reported AS first_reported, r.last_reported AS last_reported, a.name AS source,
    type(r) AS type, b.name AS target, r.status AS status, r.quote AS quote
ORDER BY first_reported, source, type, target
LIMIT 200
