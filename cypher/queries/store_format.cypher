// Which version of the graph this database holds; no row where it holds none
MATCH (s:ActorgraphStore {id: 'actorgraph'})
RETURN s.format AS format, s.schema AS schema, s.batch AS batch
