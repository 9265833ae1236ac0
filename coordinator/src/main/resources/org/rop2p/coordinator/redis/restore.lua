-- account, membership, fingerprint, key, zone, session, those in view
local account = ARGV[4]
known()
sweep(SOME)
local member = active(account)
if member and member.id ~= ARGV[5] then
  return 0
end
member = member or {
  account = account, id = ARGV[5], fp = ARGV[6], key = ARGV[7], zone = ARGV[8], session = ARGV[9]
}
if member.node and member.node ~= NODE then
  redis.call('ZREM', P .. 'n:' .. member.node, account .. ' ' .. member.session)
end
seat(member, 0)
look_at(member, set_of(10, #ARGV, account))
tell_introductions(member)
return 1
