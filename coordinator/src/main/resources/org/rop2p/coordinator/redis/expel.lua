-- account
drop_reservation(ARGV[4])
local member = active(ARGV[4])
if member then
  finish(member, 'kicked')
  tell(member, 'over', member.id, 'kicked')
end
