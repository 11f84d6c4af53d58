module stemma/bench

go 1.26

require mvdan.cc/xurls/v2 v2.6.0
