// Write articles
// :param rows => [{id: '0123456789abcdef', properties: {id: '0123456789abcdef', name: 'Example'}}]

UNWIND $rows AS row
MERGE (a:Article {id: row.id})
SET a = row.properties
