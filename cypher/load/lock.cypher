// Wait for other loaders and keep them waiting until this transaction ends; `batch` names the transaction
// :param batch => 'any text'

MERGE (s:ActorgraphStore {id: 'actorgraph'})
SET s.batch = $batch
