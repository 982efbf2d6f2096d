// Write descriptions: the ways in which articles describe an actor, which is made of all of them
// :param rows => [{id: '0123456789abcdef', properties: {id: '0123456789abcdef', actor: 'BLR', name: 'Belarus'}}]

UNWIND $rows AS row
MERGE (d:Description {id: row.id})
SET d = row.properties
