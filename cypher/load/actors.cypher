// Write actors; the second label goes by kind
// :param rows => [{id: 'BLR', label: 'Country', properties: {id: 'BLR', name: 'Belarus', kind: 'country'}}]

UNWIND $rows AS row
MERGE (a:Actor {id: row.id})
SET a = row.properties
REMOVE a:Country:Person:Organisation:People
SET a:$(row.label)
