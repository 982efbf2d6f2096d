// Who sanctioned whom between two dates, with the ties that these sanctions opened
// :param since => date('2020-08-01')
// :param until => date('2020-12-31')

MATCH (a:Actor)-[r:SANCTION]->(b:Actor)
WHERE $since <= r.start <= $until AND r.status IN ['asserted', 'claimed']
OPTIONAL MATCH (a)-[tie:HAS_SANCTIONS_ON {opened_by: r.id}]->(b)
RETURN r.start AS day, a.name AS source, b.name AS target, r.mode AS mode, r.status AS status,
    tie.mode AS opened, tie.end AS lifted, r.sources AS sources, r.quote AS quote
ORDER BY day, source, target
