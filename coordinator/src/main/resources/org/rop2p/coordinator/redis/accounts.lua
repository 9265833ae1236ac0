-- who has a place in each of these sessions
sweep(SOME)
local all = {}
for at = 4, #ARGV do
  all[#all + 1] = redis.call('SMEMBERS', P .. 'a:' .. ARGV[at])
end
return all
