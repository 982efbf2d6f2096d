// Write relations of one type; in place of SANCTION stands each type in turn, for a type is no parameter
// :param rows => [{id: '0123456789abcdef', source: 'USA', target: 'BLR', properties: {id: '0123456789abcdef', start: date('2020-10-02')}}]

UNWIND $rows AS row
MATCH (source:Actor {id: row.source}), (target:Actor {id: row.target})
MERGE (source)-[r:SANCTION {id: row.id}]->(target)
SET r = row.properties
