package web

import "regexp"

// onPage are words of advice that name commands and their options, and what they are on
// the page. The command line and the workbooks have them as they stand.
var onPage = []struct {
	words *regexp.Regexp
	here  string
}{
	{regexp.MustCompile(`或用 --map(?: "[^"]*")? 指明(?:（列名=指标）)?`), "或在“读得对吗”一页选"},
	{regexp.MustCompile(`（ruhu check --explain）`), "（看“读得对吗”一页）"},
	{regexp.MustCompile(`请用 ruhu check --explain 看`), "请在“读得对吗”一页看"},
	{regexp.MustCompile(`花名册在前，问题清单写在 --problems 后面（不写在 --against 后面）`), "在“名册”一页先放花名册，再把它放在“上级反馈的问题清单”里"},
	{regexp.MustCompile(`写在 --against 后面`), "在“名册”一页放在“部门名单、别的名册”里"},
	{regexp.MustCompile(`--against 后面要写上一年度的花名册`), "“去年的名册”里要放上一年度的花名册"},
	{regexp.MustCompile(`请加上 --problems 和打印时用的那份清单`), "请在“名册”一页放入打印时用的那份清单"},
	{regexp.MustCompile(`请核对 --problems 给的是不是`), "请核对“上级反馈的问题清单”里放的是不是"},
	{regexp.MustCompile(`回填表用 ruhu collect 汇总`), "回填表放在“收回”一页"},
	{regexp.MustCompile(`请加上 --year (\d+)(?:，或在 ruhu\.yaml 中写 year: \d+)?`), "请在“设置”一页把年度改成 $1"},
	{regexp.MustCompile(`请用 --where 指明是哪些，如 --where `), "请在“只填符合的”里写明是哪些，如 "},
	{regexp.MustCompile(`请用 --where 指明`), "请在“只填符合的”里写明"},
	{regexp.MustCompile(`，如 --where `), "，如 "},
	{regexp.MustCompile(`--where 的条件`), "“只填符合的”里的条件"},
	{regexp.MustCompile(`--where ?`), "“只填符合的”"},
	{regexp.MustCompile(`请加 --explain 看看读出了什么`), "请看下面读出了什么"},
	{regexp.MustCompile(`请加 --internal`), "请勾上“内部使用”"},
	{regexp.MustCompile(`加 --internal 才填`), "勾上“内部使用”才填"},
	{regexp.MustCompile(`（--internal）`), ""},
	{regexp.MustCompile(`请去掉 --internal`), "请去掉“内部使用”"},
	{regexp.MustCompile(`请核对 --font-dir 或 ruhu\.yaml 中 fonts 的写法`), "请核对“设置”一页里“另外的字体文件夹”"},
	{regexp.MustCompile(`或另指定一个文件夹`), "或把花名册放到别的文件夹，用“按路径选”放入，结果就写在它旁边"},
	{regexp.MustCompile(`，或用 -o 另指定一个文件夹`), ""},
	{regexp.MustCompile(`用 ruhu check 查看`), "在“问题”一页看"},
}

// advise gives advice in the words of the page.
func advise(advice string) string {
	for _, w := range onPage {
		advice = w.words.ReplaceAllString(advice, w.here)
	}
	return advice
}
