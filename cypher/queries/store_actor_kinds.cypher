// How many actors of each kind there are
MATCH (a:Actor)
RETURN a.kind AS kind, count(a) AS actors
