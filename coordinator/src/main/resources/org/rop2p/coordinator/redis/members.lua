-- those after an account, at most so many, the smallest account first
sweep(SOME)
local after, most = tonumber(ARGV[4]), tonumber(ARGV[5])
local accounts, has = {}, {}
for _, session in ipairs(redis.call('ZRANGE', P .. 'sessions', 0, -1)) do
  for _, id in ipairs(redis.call('SMEMBERS', P .. 'a:' .. session)) do
    local account = tonumber(id)
    if account > after and not has[account] then
      has[account] = true
      accounts[#accounts + 1] = account
    end
  end
end
table.sort(accounts)
local found = {}
for _, account in ipairs(accounts) do
  if #found == most then
    break
  end
  local id = digits(account)
  local member = load(id)
  -- One whose grace is over is none; who has a ticket only is none yet.
  if member and not (member.till and member.till <= now) then
    found[#found + 1] = {
      id, member.fp, member.key, member.zone, member.session, member.since or digits(now),
      redis.call('HLEN', P .. 'i:' .. id), member.till and 0 or 1
    }
  end
end
return found
