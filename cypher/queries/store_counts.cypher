// How many articles, actors and reports there are
RETURN COUNT { (a:Article) WHERE a.dataset IS NULL } AS articles, COUNT { (:Actor) } AS actors, COUNT { (:Evidence) } AS evidence
