-- how much to carry out, how many memberships' keys to renew, "first" on a new connection; 1 if there
-- is more to carry out
known(ARGV[6] == 'first')
redis.call('ZADD', P .. 'nodes', now + LIFETIME, NODE)
for _, entry in ipairs(due('n:' .. NODE, tonumber(ARGV[5]))) do
  local account, session = string.match(entry, '(.*) (.*)')
  local member = load(account)
  if member and member.node == NODE and member.session == session then
    renew(member)
    redis.call('ZADD', P .. 'n:' .. NODE, now + RENEWAL, entry)
  else
    redis.call('ZREM', P .. 'n:' .. NODE, entry)
    vacate(session, account)
  end
end
for _, index in ipairs({'nodes', 'dead', 'tickets', 'grace', 'sessions', 'gen', 'n:' .. NODE}) do
  keep(index, INDEX)
end
local more = sweep(tonumber(ARGV[4]))
tell({node = NODE}, 'beat')
return more and 1 or 0
