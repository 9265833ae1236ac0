-- who has a place in a session
sweep(SOME)
return redis.call('SMEMBERS', P .. 'a:' .. ARGV[4])
