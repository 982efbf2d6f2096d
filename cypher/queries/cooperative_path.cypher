// The shortest chain of cooperative ties between two actors
// :param actor => 'Iran'
// :param other => 'Qatar'

MATCH path = SHORTEST 1 (a:Actor {name: $actor})
    (()-[r:ALLIED_WITH|TREATY_WITH|BACKS|MEMBER_OF|HAS_RELATIONS_WITH|RECOGNISES|MEDIATES
        WHERE r.status IN ['asserted', 'claimed']]-()){1,6}
    (b:Actor {name: $other})
RETURN path
