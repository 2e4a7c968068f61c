package fontfile

import (
	"path"
	"slices"
	"strings"
)

// Role is what a face is for in an official document (GB/T 9704-2012) or a form.
type Role uint8

// The roles.
const (
	Song  Role = iota // 宋体
	Hei               // 黑体
	Fang              // 仿宋
	Kai               // 楷体
	Title             // 小标宋
	Roles             // how many there are
)

// String is the role's Chinese name.
func (r Role) String() string {
	return [...]string{"宋体", "黑体", "仿宋", "楷体", "小标宋"}[r]
}

// wanted is the names of each role's faces, the best first: first what GB/T 9704
// offices have on Windows and UOS, then what the system brings, then free faces.
var wanted = [Roles][]string{
	Song: {"宋体", "SimSun", "方正书宋_GBK", "方正书宋简体", "华文宋体", "STSong", "Songti SC", "思源宋体", "Source Han Serif SC", "Noto Serif SC", "Noto Serif CJK SC"},
	Hei:  {"黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "STHeiti", "Heiti SC", "思源黑体", "Source Han Sans SC", "Noto Sans SC", "Noto Sans CJK SC", "文泉驿正黑", "WenQuanYi Zen Hei"},
	Fang: {"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "方正仿宋_GBK", "方正仿宋简体", "华文仿宋", "STFangsong", "朱雀仿宋", "Zhuque Fangsong", "Zhuque Fangsong (technical preview)"},
	Kai: {"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "方正楷体_GBK", "方正楷体简体", "华文楷体", "STKaiti", "Kaiti SC", "霞鹜文楷", "LXGW WenKai",
		"霞鹜文楷 GB", "LXGW WenKai GB", "AR PL KaitiM GB", "AR PL UKai CN"},
	Title: {"方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "FZXiaoBiaoSong-B05", "方正小标宋_GB18030", "小标宋体", "文星简小标宋", "汉仪小标宋简"},
}

// needed is what a face for official documents must have: simplified characters
// in daily use that faces of traditional ones lack, digits and punctuation.
const needed = "门广个亿万户贫扶农业务导产书乡镇街总结动态管理对象脱识别情况作会关于年度第页一二三四五六七八九十0123456789，。、；：（）《》“”—％"

// precedence is the beginnings of files' names, bare, in the order in which
// faces are asked for a rare character: Song faces in mainland forms before
// others, large ones before small ones, Chinese before Japanese and Taiwanese
// forms.
var precedence = []string{
	"simsunttc", "simsunttf", "simsunb", "simsunext", "sursong", "fzsong", "方正宋体",
	"babelstonehan", "sunext", "thtshyn", "天珩", "jigmo", "plangothic", "遍黑",
	"notoserifcjk", "notoserifsc", "sourcehanserif", "notosanscjk", "notosanssc", "sourcehansans",
	"songti", "stsong", "lxgw", "hanamin", "twsung", "mingliub", "twkai", "wqy", "uming", "ukai",
}

// last are the beginnings of names of faces that are asked after all others:
// they are drawn from pixels.
var last = []string{"unifont", "wenquanyibitmap"}

// placeholders are faces that have something for every code: a frame with its
// number, or nothing.
var placeholders = []string{"lastresort", "adobeblank", "adobenotdef", "noto sans blank", "tofu"}

// rank is a file's place in the order of asking; ok is false for a file that is
// never asked.
func rank(file string) (n int, ok bool) {
	name := bare(path.Base(file))
	has := func(list []string) int {
		return slices.IndexFunc(list, func(beginning string) bool { return strings.HasPrefix(name, bare(beginning)) })
	}
	switch i := has(precedence); {
	case has(placeholders) >= 0:
		return 0, false
	case i >= 0:
		return i, true
	case has(last) >= 0:
		return len(precedence) + 1, true
	}
	return len(precedence), true
}

// styled is 1 for the file of a face that is heavier, lighter or narrower than text is,
// by its name.
func styled(file string) int {
	name := strings.ToLower(file)
	for _, word := range []string{"bold", "light", "black", "heavy", "thin", "medium", "mono", "italic", "粗", "细"} {
		if strings.Contains(name, word) {
			return 1
		}
	}
	return 0
}
