-- one session, or none for all; first whether something has not been carried out yet
local more = sweep(tonumber(ARGV[4]))
local found = {more and 1 or 0}
local ids = ARGV[5] and {ARGV[5]} or redis.call('ZRANGE', P .. 'sessions', 0, -1)
for _, id in ipairs(ids) do
  local value = redis.call('HMGET', P .. 's:' .. id, 'zone', 'created')
  if value[1] then
    found[#found + 1] = {id, value[1], redis.call('SCARD', P .. 'a:' .. id), value[2]}
  end
end
return found
