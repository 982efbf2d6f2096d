// Every name and alias with its actor
MATCH (a:Actor)
UNWIND [a.name] + coalesce(a.aliases, []) AS name
RETURN name, a.id AS id
