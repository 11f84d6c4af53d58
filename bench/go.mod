module stemma/bench

go 1.26.0

require (
	mvdan.cc/xurls/v2 v2.6.0
	stemma v0.0.0
)

require (
	github.com/andybalholm/brotli v1.0.0 // indirect
	github.com/jessevdk/go-flags v1.4.0 // indirect
	github.com/klauspost/compress v1.11.0 // indirect
	github.com/logrusorgru/aurora/v3 v3.0.0 // indirect
	github.com/mattn/go-colorable v0.1.15 // indirect
	github.com/mattn/go-isatty v0.0.24 // indirect
	github.com/oxffaa/gopher-parse-sitemap v0.0.0-20191021113419-005d2eb1def4 // indirect
	github.com/raviqqe/muffet/v2 v2.3.2 // indirect
	github.com/temoto/robotstxt v1.1.1 // indirect
	github.com/valyala/bytebufferpool v1.0.0 // indirect
	github.com/valyala/fasthttp v1.18.0 // indirect
	github.com/vektah/gqlparser/v2 v2.5.30 // indirect
	github.com/yhat/scrape v0.0.0-20161128144610-24b7890b0945 // indirect
	golang.org/x/net v0.0.0-20201016165138-7b1cca2348c0 // indirect
	golang.org/x/sys v0.50.0 // indirect
	golang.org/x/text v0.44.0 // indirect
)

replace stemma => ../

tool github.com/raviqqe/muffet/v2
