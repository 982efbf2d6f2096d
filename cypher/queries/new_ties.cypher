// Ties that began between two dates, with the event that opened each
// :param since => date('2020-08-01')
// :param until => date('2020-12-31')

MATCH (a:Actor)-[r]->(b:Actor)
WHERE r.kind = 'tie' AND $since <= r.start <= $until AND r.status IN ['asserted', 'claimed']
RETURN r.start AS day, a.name AS source, type(r) AS tie, r.mode AS mode, b.name AS target,
    r.opened_by AS opened_by, r.quote AS quote
ORDER BY day, source, tie, target
