-- account, session
local account, session = ARGV[4], ARGV[5]
local reserved = redis.call('GET', P .. 'r:' .. account)
if reserved and string.match(reserved, ' (.*)') == session then
  drop_reservation(account)
end
local member = active(account)
if member and member.session == session then
  finish(member, 'left')
  tell(member, 'over', member.id, 'left')
end
