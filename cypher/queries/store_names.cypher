// Every name and alias with its actor
MATCH (a:Actor)
UNWIND [a.name] + a.aliases AS name
RETURN name, a.id AS id
