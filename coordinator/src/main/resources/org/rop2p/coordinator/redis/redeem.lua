-- ticket, account, id of the new membership
local ticket, account, id = ARGV[4], ARGV[5], ARGV[6]
known()
sweep(SOME)
local value = redis.call('HMGET', P .. 't:' .. ticket,
    'account', 'fp', 'key', 'zone', 'session', 'until')
if value[1] ~= account or tonumber(value[6]) <= now then
  return {}
end
local member = {
  account = account, id = id, fp = value[2], key = value[3], zone = value[4], session = value[5]
}
local earlier = active(account)
local same = earlier and earlier.fp == member.fp and earlier.key == member.key
local resumed = same and earlier.zone == member.zone
if earlier then
  if resumed then
    member.since = earlier.since
    redis.call('ZREM', P .. 'n:' .. earlier.node, account .. ' ' .. earlier.session)
  else
    finish(earlier, same and 'moved' or 'replaced')
  end
  tell(earlier, 'over', earlier.id, 'replaced')
end
seat(member, 1)
-- Until here the ticket has held the place, and so the session, if the earlier membership was its last.
redis.call('DEL', P .. 't:' .. ticket, P .. 'r:' .. account)
redis.call('ZREM', P .. 'tickets', ticket .. ' ' .. account .. ' ' .. member.session)
if resumed then
  vacate(earlier.session, account)
  tell_introductions(member)
end
return {member.fp, member.key, member.zone, member.session, resumed and 1 or 0}
