// Mark the database as a store of this format
// :param format => 1
// :param schema => 'hash of the schema files'

MERGE (s:ActorgraphStore {id: 'actorgraph'})
SET s.name = 'actorgraph', s.format = $format, s.schema = $schema
