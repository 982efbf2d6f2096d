// Exiles and where they went
MATCH (person:Actor)-[r:IN_EXILE_IN]->(refuge:Actor)
RETURN person.name AS person, refuge.name AS refuge, r.mode AS mode, r.start AS since, r.end AS until,
    r.last_seen AS last_seen, r.status AS status, r.quote AS quote
ORDER BY since, person
