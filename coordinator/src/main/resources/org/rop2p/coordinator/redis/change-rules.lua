-- KEYS: the rules, the record. ARGV: the channel, the value that is to be replaced ('' for none), the
-- new one, how long the record may get, entries for it. Whether it was done, and what the rules are.
local stored = redis.call('GET', KEYS[1]) or ''
if stored ~= ARGV[2] then
  return {0, stored}
end
redis.call('SET', KEYS[1], ARGV[3])
for at = 5, #ARGV do
  redis.call('LPUSH', KEYS[2], ARGV[at])
end
redis.call('LTRIM', KEYS[2], 0, tonumber(ARGV[4]) - 1)
redis.call('PUBLISH', ARGV[1], ARGV[3])
return {1, ARGV[3]}
