// Say which relations rest on evidence that is stored
// :param rows => [{id: '0123456789abcdef', relation: 'fedcba9876543210', also: null}]

UNWIND $rows AS row
MATCH (e:Evidence {id: row.id})
SET e.relation_id = row.relation, e.also_relation_ids = row.also
