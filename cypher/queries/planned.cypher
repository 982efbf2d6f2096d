// What was planned or threatened, and whether the same thing was later reported as done
MATCH (a:Actor)-[plan]->(b:Actor)
WHERE plan.kind = 'event' AND plan.status = 'planned'
OPTIONAL MATCH (a)-[deed]->(b)
WHERE type(deed) = type(plan) AND deed.status = 'asserted'
  AND deed.first_reported >= plan.first_reported
RETURN a.name AS source, type(plan) AS type, b.name AS target, plan.first_reported AS announced,
    min(deed.start) AS done, plan.quote AS quote
ORDER BY announced, source, type, target
