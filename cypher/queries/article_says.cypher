// Everything that one article says, in the order of its sentences
// :param title => 'EU breaks deadlock and sanctions 40 Belarusian officials'

MATCH (article:Article {title: $title})<-[:FROM]-(e:Evidence)
MATCH (a:Actor {id: e.source}), (b:Actor {id: e.target})
RETURN e.begin AS begin, a.name AS source, e.type AS type, e.mode AS mode, b.name AS target,
    e.status AS status, e.speaker AS speaker, e.when AS day, e.when_precision AS precision,
    e.date_basis AS dated_by, e.sentence AS sentence
ORDER BY begin, type, target
