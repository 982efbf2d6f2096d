// What tells one content of the graph from another: the last batch that was written, and how much there is
OPTIONAL MATCH (s:ActorgraphStore {id: 'actorgraph'})
RETURN s.batch AS batch, COUNT { () } AS nodes, COUNT { ()-->() } AS relationships
