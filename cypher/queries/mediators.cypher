// Who mediates in whose conflict, and whether the mediation was refused
MATCH (mediator:Actor)-[r:MEDIATES]->(party:Actor)
OPTIONAL MATCH (party)-[refusal:REJECT]->(mediator)
RETURN mediator.name AS mediator, party.name AS party, r.start AS since, r.status AS status,
    min(refusal.start) AS refused, r.quote AS quote
ORDER BY since, mediator, party
