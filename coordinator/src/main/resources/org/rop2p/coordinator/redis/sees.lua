-- account, membership, most in view, how many are added, the added, the removed
local account, id, most, count = ARGV[4], ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7])
sweep(SOME)
local member = active_as(account, id)
if not member then
  return 'not-joined'
end
local view = P .. 'v:' .. account
local added = set_of(8, 7 + count, account)
if redis.call('HGET', P .. 'm:' .. account, 'whole') == '1' then
  if #added > most then
    return 'too-many'
  end
  redis.call('HSET', P .. 'm:' .. account, 'whole', 0)
  look_at(member, added)
  return 'done'
end
local lost, gained = {}, {}
for _, peer in ipairs(set_of(8 + count, #ARGV, account)) do
  if not added.has[peer] and redis.call('SISMEMBER', view, peer) == 1 then
    lost[#lost + 1] = peer
  end
end
for _, peer in ipairs(added) do
  if redis.call('SISMEMBER', view, peer) == 0 then
    gained[#gained + 1] = peer
  end
end
if redis.call('SCARD', view) - #lost + #gained > most then
  return 'too-many'
end
look(member, lost, gained)
return 'done'
