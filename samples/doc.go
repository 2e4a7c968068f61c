// Package samples makes invented rosters. Nobody in them exists: the district
// and its streets are invented, and the certificates have an address code that
// no district has.
//
// The same seed gives the same bytes. The committed files are written by
//
//	go generate ./samples
//
// and a test compares them with what the code writes. The same code makes
// rosters of any size for benchmarks (see generate/main.go); a household
// depends on the seed and its own number only, so that none has to be kept.
package samples

//go:generate go run ./generate -o 花名册.xlsx
//go:generate go run ./generate -last -o 花名册-上年.xlsx
//go:generate go run ./generate -flat -o 系统导出.xlsx
//go:generate go run ./generate -form -o 公示名单.xlsx
//go:generate go run ./generate -form -o 明白卡.docx
//go:generate go run ./generate -form -o 信息采集表.docx
//go:generate rm -rf 打印样张 总结样张
//go:generate go run ../cmd/ruhu print 花名册.xlsx -o 打印样张
//go:generate go run ../cmd/ruhu summary 花名册.xlsx --against 花名册-上年.xlsx --date 2020-01-03 -o 总结样张
//go:generate sh pictures.sh
