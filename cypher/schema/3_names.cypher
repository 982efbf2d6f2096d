// Full-text indexes: `actor_names` is for people, the other two find an actor by exactly one of its names

CREATE FULLTEXT INDEX actor_names IF NOT EXISTS FOR (a:Actor) ON EACH [a.name, a.aliases]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
CREATE FULLTEXT INDEX actor_keys IF NOT EXISTS FOR (a:Actor) ON EACH [a.folded_names, a.folded_codes]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX actor_surnames IF NOT EXISTS FOR (a:Actor) ON EACH [a.folded_surnames]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'keyword'}};
CREATE FULLTEXT INDEX evidence_sentences IF NOT EXISTS FOR (e:Evidence) ON EACH [e.sentence]
OPTIONS {indexConfig: {`fulltext.analyzer`: 'standard-folding'}};
