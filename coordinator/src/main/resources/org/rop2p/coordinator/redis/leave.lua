-- account, membership
local member = active_as(ARGV[4], ARGV[5])
if member then
  finish(member, 'left')
end
