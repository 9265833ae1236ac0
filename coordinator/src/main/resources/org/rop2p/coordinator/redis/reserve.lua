-- account, fingerprint, key, zone, ticket, session if one must be made, sessions and players at most
local account, fp, key, zone, ticket = ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8]
local fresh, max_sessions, max_players = ARGV[9], tonumber(ARGV[10]), tonumber(ARGV[11])
local more = sweep(SOME)
drop_reservation(account)
local member = active(account)
local session = member and member.zone == zone and member.session
local made = 0
if not session then
  -- The fullest that has room, as Admission decides.
  local most, count = -1, 0
  for _, id in ipairs(redis.call('SMEMBERS', P .. 'z:' .. zone)) do
    local players = redis.call('SCARD', P .. 'a:' .. id)
    count = count + 1
    if players < max_players and (players > most or (players == most and id > session)) then
      most, session = players, id
    end
  end
  if not session then
    if count >= max_sessions then
      return {'full', more and 1 or 0}
    end
    session, made = fresh, 1
  end
end
place(session, zone, account)
local expires = now + TICKET
redis.call('HSET', P .. 't:' .. ticket, 'account', account, 'fp', fp, 'key', key, 'zone', zone,
    'session', session, 'until', digits(expires))
keep('t:' .. ticket, KEEP)
redis.call('SET', P .. 'r:' .. account, ticket .. ' ' .. session, 'PX', KEEP)
redis.call('ZADD', P .. 'tickets', expires, ticket .. ' ' .. account .. ' ' .. session)
keep('tickets', INDEX)
return {'reserved', session, made}
