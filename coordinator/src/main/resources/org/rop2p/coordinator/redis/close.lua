-- how much to detach; 1 if there is more
if redis.call('ZREM', P .. 'nodes', NODE) == 1 then
  redis.call('ZADD', P .. 'dead', now, NODE)
  keep('dead', INDEX)
end
return sweep(tonumber(ARGV[4])) and 1 or 0
