-- account, membership, to whom, the rest of the notice
local from = active_as(ARGV[4], ARGV[5])
if not from or redis.call('HEXISTS', P .. 'i:' .. from.account, ARGV[6]) == 0 then
  return 0
end
local to = active(ARGV[6])
if not to then
  return 0
end
tell(to, 'signal', to.id, from.account, from.fp, from.key, ARGV[7])
return 1
