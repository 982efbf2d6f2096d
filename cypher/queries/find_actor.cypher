// Actors by a word of their name or of an alias, the nearest first; `~` after a word forgives misspelling
// :param text => 'lukashenka~'

CALL db.index.fulltext.queryNodes('actor_names', $text) YIELD node AS a, score
RETURN a.name AS name, a.kind AS kind, a.country AS country, a.aliases AS aliases, a.id AS id, score
ORDER BY score DESC, name
LIMIT 20
