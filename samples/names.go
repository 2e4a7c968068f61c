package samples

import (
	"math/rand/v2"
	"strings"
)

// Names are put together at random from common parts, by sex and generation.
var (
	surnames   = strings.Fields("王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 蒋 蔡 余 杜 叶 程 苏 魏 吕 丁 任 沈 姚 卢 姜 崔 钟 谭 陆 汪 范 金 石 廖 贾 夏 韦 付 方 白 邹 孟 熊 秦 邱 江 尹 薛 闫 段 雷 侯 龙 史 陶 黎 贺 顾 毛 郝 龚 邵 万 钱 严 武 戴 莫 孔 向 汤 仲 惠 欧阳")
	firstNames = map[string][4][]string{
		男: {
			strings.Fields("德福 长根 宝山 金林 玉堂 永年 广才 志成 学礼 凤祥 立本 兆丰 传宝 振海 守业 树德 文亮 有才 士元 怀仁"),
			strings.Fields("建国 志强 卫东 红军 海波 建华 永红 春生 国庆 立新 大勇 守军 兵 明 宏伟 学军 保华 跃进 爱民 广山"),
			strings.Fields("俊杰 鹏 伟 磊 超 勇 涛 小军 飞 强 亮 海洋 海涛 志远 斌 凯 晓东 鑫 峰 成龙"),
			strings.Fields("梓轩 浩宇 子涵 宇航 浩然 俊熙 一鸣 博文 天佑 家豪 嘉诚 子墨 宇轩 皓轩 明哲 锦程 思远 文博 泽宇 奕辰"),
		},
		女: {
			strings.Fields("秀英 桂兰 玉珍 凤英 桂英 淑兰 素珍 兰英 翠兰 秀珍 月娥 金凤 巧云 桂香 玉兰 学英 如英 士兰 广英 树芳"),
			strings.Fields("丽华 秀梅 春兰 红梅 建芳 玉梅 海燕 爱萍 冬梅 彩霞 桂芳 永芹 晓红 金花 素芳 霞 萍 立红 翠芹 兆霞"),
			strings.Fields("婷婷 静 娟 敏 丽 艳 娜 燕 倩 雪 丹 晶 莉 璐 洁 慧 小芳 云霞 海霞 文静"),
			strings.Fields("梓涵 欣怡 诗涵 雨桐 思琪 佳怡 雨欣 可馨 梦瑶 子萱 语桐 若曦 心怡 雅婷 一诺 静怡 思雨 诗琪 嘉怡 芷若"),
		},
	}
	villageNames = [2][]string{
		strings.Fields("云 河 新 东 南 西 北 上 下 前 后 大 小 古 清 石 柳 桃 竹 荷 盐 渔 朝 凤 龙"),
		strings.Fields("台 湾 安 岗 圩 桥 沟 泉 墩 滩 堰 塘 坝 荡 埝 岭"),
	}
	hamlets = strings.Fields("东庄 西庄 前圩 后圩 小南庄 大沟涯 三里墩 顾家荡")
)

const (
	男 = "男"
	女 = "女"
	是 = "是"
	否 = "否"
)

func pick[T any](r *rand.Rand, from []T) T { return from[r.IntN(len(from))] }

// between gives a number from lo to hi, both included.
func between(r *rand.Rand, lo, hi int) int { return lo + r.IntN(hi-lo+1) }

// chance is true in percent of all cases.
func chance(r *rand.Rand, percent int) bool { return r.IntN(100) < percent }

// firstName chooses a given name that fits sex and age.
func firstName(r *rand.Rand, sex string, age int) string {
	generation := 3
	switch {
	case age >= 62:
		generation = 0
	case age >= 40:
		generation = 1
	case age >= 22:
		generation = 2
	}
	return pick(r, firstNames[sex][generation])
}

// villageName gives the names of the committed sample first.
func villageName(i int) string {
	first := []string{"云台村", "河湾村", "新安村"}
	if i < len(first) {
		return first[i]
	}
	// Later names are pairs of parts, and beyond all pairs are numbered.
	i -= len(first)
	a, b := villageNames[0], villageNames[1]
	name := a[i%len(a)] + b[(i/len(a)+i)%len(b)]
	if round := i / (len(a) * len(b)); round > 0 {
		name += string([]rune("一二三四五六七八九")[round%9])
	}
	return name + "新村"
}
