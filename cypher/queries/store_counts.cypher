// How many articles, actors and reports there are
RETURN COUNT { (:Article) } AS articles, COUNT { (:Actor) } AS actors, COUNT { (:Evidence) } AS evidence
