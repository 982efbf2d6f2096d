// Ties that ended between two dates, with the event that closed each
// :param since => date('2017-01-01')
// :param until => date('2017-12-31')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'tie' AND $since <= r.end <= $until AND r.status IN ['asserted', 'claimed']
RETURN r.end AS day, a.name AS source, type(r) AS tie, r.mode AS mode, b.name AS target,
    r.start AS since, r.closed_by AS closed_by, r.quote AS quote
ORDER BY day, source, tie, target
