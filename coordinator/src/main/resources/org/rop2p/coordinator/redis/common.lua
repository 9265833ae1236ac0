-- What all scripts share. Before it stand, made by Script.java, the times in microseconds TICKET,
-- GRACE, LIFETIME and in milliseconds KEEP, INDEX; after it one operation.
--
-- KEYS[1] is the prefix of all keys; it holds a hash tag, so that all are of one slot.
--   m:<account>  hash    a membership; "until" is there while it has no socket
--   v:<account>  set     whom it has in view
--   i:<account>  hash    with whom it is introduced, and the generation
--   t:<ticket>   hash    a reservation
--   r:<account>  string  "<ticket> <session>" of its reservation
--   s:<session>  hash    a session
--   a:<session>  set     the accounts with a place in it
--   z:<zone>     set     the zone's sessions
--   n:<node>     zset    "<account> <session>" of its memberships, by when their keys' lives are renewed
--   nodes, grace, tickets  zsets by deadline: nodes, accounts, "<ticket> <account> <session>"
--   dead         zset    nodes whose memberships are yet to be detached
--   sessions     zset    all sessions by creation
--   gen          string  the last generation
-- An index lives longer (INDEX) than what it leads to (KEEP), so that nothing is left unfound when
-- no node is there to renew either.
local P = KEYS[1]
local CHANNEL, NODE, now = ARGV[1], ARGV[2], tonumber(ARGV[3])
if not now then
  local time = redis.call('TIME')
  now = tonumber(time[1]) * 1000000 + tonumber(time[2])
end

-- All digits: Lua's own conversion keeps 14.
local function digits(number)
  return string.format('%.0f', number)
end

local function keep(key, millis)
  redis.call('PEXPIRE', P .. key, millis)
end

local function tell(member, ...)
  redis.call('PUBLISH', CHANNEL .. member.node, table.concat({...}, '\t'))
end

local function met(member, peer, generation)
  tell(member, 'met', member.id, peer.account, peer.fp, peer.key, generation)
end

local function parted(member, peer, reason, generation)
  tell(member, 'parted', member.id, peer, reason, generation)
end

-- Grows also past a loss of memory, as long as the clock does.
local function next_generation()
  local next = tonumber(redis.call('GET', P .. 'gen') or '0') + 1
  if next < now then
    next = now
  end
  redis.call('SET', P .. 'gen', digits(next), 'PX', INDEX)
  return digits(next)
end

local function load(account)
  local value = redis.call('HMGET', P .. 'm:' .. account,
      'id', 'fp', 'key', 'zone', 'session', 'node', 'until', 'since')
  if not value[1] then
    return nil
  end
  return {
    account = account, id = value[1], fp = value[2], key = value[3], zone = value[4],
    session = value[5], node = value[6], till = value[7] and tonumber(value[7]),
    since = value[8]
  }
end

-- A place that neither a membership nor a reservation holds is free.
local function vacate(session, account)
  if redis.call('HGET', P .. 'm:' .. account, 'session') == session then
    return
  end
  local reserved = redis.call('GET', P .. 'r:' .. account)
  if reserved and string.match(reserved, ' (.*)') == session then
    return
  end
  redis.call('SREM', P .. 'a:' .. session, account)
  if redis.call('EXISTS', P .. 'a:' .. session) == 0 then
    local zone = redis.call('HGET', P .. 's:' .. session, 'zone')
    if zone then
      redis.call('SREM', P .. 'z:' .. zone, session)
    end
    redis.call('DEL', P .. 's:' .. session)
    redis.call('ZREM', P .. 'sessions', session)
  end
end

local function part(member, peer, reason, both)
  if redis.call('HDEL', P .. 'i:' .. member.account, peer) == 0 then
    return
  end
  local other = load(peer)
  if not other then
    return
  end
  redis.call('HDEL', P .. 'i:' .. peer, member.account)
  local generation = next_generation()
  parted(other, member.account, reason, generation)
  if both then
    parted(member, peer, reason, generation)
  end
end

local function finish(member, reason)
  local account = member.account
  for _, peer in ipairs(redis.call('HKEYS', P .. 'i:' .. account)) do
    part(member, peer, reason, false)
  end
  redis.call('DEL', P .. 'm:' .. account, P .. 'v:' .. account, P .. 'i:' .. account)
  redis.call('ZREM', P .. 'grace', account)
  redis.call('ZREM', P .. 'n:' .. member.node, account .. ' ' .. member.session)
  vacate(member.session, account)
end

-- The account's membership; one whose grace is over ends here at the latest.
local function active(account)
  local member = load(account)
  if member and member.till and member.till <= now then
    finish(member, 'gone')
    return nil
  end
  return member
end

-- The same, if it is this one.
local function active_as(account, id)
  local member = active(account)
  return member and member.id == id and member or nil
end

local function detach(member)
  if not member.till then
    redis.call('HSET', P .. 'm:' .. member.account, 'until', digits(now + GRACE))
    redis.call('ZADD', P .. 'grace', now + GRACE, member.account)
    keep('grace', INDEX)
  end
end

local function drop(ticket, account, session)
  redis.call('DEL', P .. 't:' .. ticket)
  redis.call('ZREM', P .. 'tickets', ticket .. ' ' .. account .. ' ' .. session)
  if redis.call('GET', P .. 'r:' .. account) == ticket .. ' ' .. session then
    redis.call('DEL', P .. 'r:' .. account)
  end
  vacate(session, account)
end

local function drop_reservation(account)
  local reserved = redis.call('GET', P .. 'r:' .. account)
  if reserved then
    local ticket, session = string.match(reserved, '(.*) (.*)')
    drop(ticket, account, session)
  end
end

local function due(index, most)
  return redis.call('ZRANGEBYSCORE', P .. index, '-inf', now, 'LIMIT', 0, most)
end

-- Carries out at most so much of each kind of what has expired; true if there is more.
local function sweep(most)
  local more = false
  local tickets = due('tickets', most)
  for _, entry in ipairs(tickets) do
    drop(string.match(entry, '(.*) (.*) (.*)'))
  end
  for _, node in ipairs(due('nodes', most)) do
    redis.call('ZREM', P .. 'nodes', node)
    redis.call('ZADD', P .. 'dead', now, node)
    keep('dead', INDEX)
  end
  local left = most
  while left > 0 do
    local node = redis.call('ZRANGE', P .. 'dead', 0, 0)[1]
    if not node then
      break
    end
    local entries = redis.call('ZRANGE', P .. 'n:' .. node, 0, left - 1)
    for _, entry in ipairs(entries) do
      redis.call('ZREM', P .. 'n:' .. node, entry)
      local account, session = string.match(entry, '(.*) (.*)')
      local member = load(account)
      if not member then
        vacate(session, account)
      elseif member.node == node then
        detach(member)
      end
    end
    left = left - #entries
    if left > 0 then
      redis.call('ZREM', P .. 'dead', node)
    end
  end
  local graces = due('grace', most)
  for _, account in ipairs(graces) do
    if load(account) then
      active(account)
    end
    redis.call('ZREM', P .. 'grace', account)
  end
  return left == 0 or #tickets == most or #graces == most
end

-- A node that others took for dead is back: it has to say what it holds, unless it is about to.
local function known(is_about_to)
  local dies = redis.call('ZSCORE', P .. 'nodes', NODE)
  if not dies or tonumber(dies) <= now then
    redis.call('ZADD', P .. 'nodes', now + LIFETIME, NODE)
    keep('nodes', INDEX)
  end
  if not dies then
    redis.call('ZREM', P .. 'dead', NODE)
    if not is_about_to then
      tell({node = NODE}, 'restore')
    end
  end
end

local function renew(member)
  keep('m:' .. member.account, KEEP)
  keep('v:' .. member.account, KEEP)
  keep('i:' .. member.account, KEEP)
  keep('s:' .. member.session, INDEX)
  keep('a:' .. member.session, INDEX)
  keep('z:' .. member.zone, INDEX)
end

-- A place in a session, which is made if it is not there.
local function place(session, zone, account)
  if redis.call('EXISTS', P .. 's:' .. session) == 0 then
    redis.call('HSET', P .. 's:' .. session, 'zone', zone, 'created', digits(now))
    redis.call('SADD', P .. 'z:' .. zone, session)
    redis.call('ZADD', P .. 'sessions', now, session)
    keep('sessions', INDEX)
  end
  redis.call('SADD', P .. 'a:' .. session, account)
  keep('s:' .. session, INDEX)
  keep('a:' .. session, INDEX)
  keep('z:' .. zone, INDEX)
end

-- The membership is this node's from now on, with a socket.
local function seat(member, whole)
  local account = member.account
  member.node, member.till = NODE, nil
  redis.call('DEL', P .. 'm:' .. account)
  redis.call('HSET', P .. 'm:' .. account,
      'id', member.id, 'fp', member.fp, 'key', member.key, 'zone', member.zone,
      'session', member.session, 'node', NODE, 'whole', whole, 'since', member.since or digits(now))
  redis.call('ZREM', P .. 'grace', account)
  redis.call('ZADD', P .. 'n:' .. NODE, now + RENEWAL, account .. ' ' .. member.session)
  keep('n:' .. NODE, INDEX)
  place(member.session, member.zone, account)
  renew(member)
end

local function sees(member, account)
  return redis.call('SISMEMBER', P .. 'v:' .. member.account, account) == 1
end

-- The view loses some and gains others; those it gains must not be in it yet.
local function look(member, lost, gained)
  for _, peer in ipairs(lost) do
    redis.call('SREM', P .. 'v:' .. member.account, peer)
    part(member, peer, 'sight', true)
  end
  for _, id in ipairs(gained) do
    redis.call('SADD', P .. 'v:' .. member.account, id)
  end
  keep('v:' .. member.account, KEEP)
  for _, id in ipairs(gained) do
    local peer = active(id)
    if peer and peer.zone == member.zone and sees(peer, member.account) then
      local begun = next_generation()
      redis.call('HSET', P .. 'i:' .. member.account, id, begun)
      redis.call('HSET', P .. 'i:' .. id, member.account, begun)
      keep('i:' .. member.account, KEEP)
      keep('i:' .. id, KEEP)
      met(member, peer, begun)
      met(peer, member, begun)
    end
  end
end

-- The view becomes this one, a set without the account itself.
local function look_at(member, after)
  local lost, gained = {}, {}
  local before = {}
  for _, id in ipairs(redis.call('SMEMBERS', P .. 'v:' .. member.account)) do
    before[id] = true
    if not after.has[id] then
      lost[#lost + 1] = id
    end
  end
  for _, id in ipairs(after) do
    if not before[id] then
      gained[#gained + 1] = id
    end
  end
  look(member, lost, gained)
end

-- The arguments from one to another as a set in order, without one of them.
local function set_of(from, to, without)
  local set = {has = {}}
  for at = from, to do
    local id = ARGV[at]
    if id ~= without and not set.has[id] then
      set.has[id] = true
      set[#set + 1] = id
    end
  end
  return set
end

local function tell_introductions(member)
  local flat = redis.call('HGETALL', P .. 'i:' .. member.account)
  for at = 1, #flat, 2 do
    local peer = load(flat[at])
    if peer then
      met(member, peer, flat[at + 1])
    end
  end
end
