package roster

import "testing"

// Each answer has a column of its own: what is ticked is the answer over it, and
// never another.
func TestTickedColumns(t *testing.T) {
	compareAll(t, []reading{
		{"yes and no under the item, merged", `
			== 表
			户编号|行政村|姓名|与户主关系|卫生厕所||通电||性别|
			||||有|无|否|是|男|女
			1|南村|赵甲|户主|√||√||√|
			2|南村|周丙|户主||√||√||√
			3|南村|孙丁|户主|有||#1|#0|男|
			4|南村|李戊|户主||无|×|√||女
			merge A1:A2
			merge B1:B2
			merge C1:C2
			merge D1:D2
			merge E1:F1
			merge G1:H1
			merge I1:J1`, `
			村 南村
			户 1 赵甲 A43=是 A42=否
			人 赵甲 A2=男 A5=户主
			户 2 周丙 A43=否 A42=是
			人 周丙 A2=女 A5=户主
			户 3 孙丁 A43=是 A42=否
			人 孙丁 A2=男 A5=户主
			户 4 李戊 A43=否 A42=是
			人 李戊 A2=女 A5=户主`},
		{"several answers, without merged cells; both ticked, or crossed out, is no answer", `
			== 表
			户编号|行政村|姓名|与户主关系|健康状况|||卫生厕所||
			||||健康|残疾|长期慢性病|是|否|备注
			1|南村|赵甲|户主|√|||√|√|
			2|南村|周丙|户主||√|√|×||
			3|南村|孙丁|户主||||||`, `
			村 南村
			户 1 赵甲 A43=是、否
			人 赵甲 A10=健康 A5=户主
			户 2 周丙 A43=是:×
			人 周丙 A10=残疾、长期慢性病 A5=户主
			户 3 孙丁
			人 孙丁 A5=户主`},
		{"answers in brackets", `
			== 表
			户编号|行政村|姓名|与户主关系|卫生厕所（有）|卫生厕所（无）
			1|南村|赵甲|户主||√`, `
			村 南村
			户 1 赵甲 A43=否
			人 赵甲 A5=户主`},
		{"one answer alone, and what is ticked where there is none, are not read", `
			== 表
			户编号|行政村|姓名|与户主关系|卫生厕所（否）|厕所（无打√）|文化程度（小学、初中）
			1|南村|赵甲|户主|√|√|小学`, `
			村 南村
			户 1 赵甲
			人 赵甲 A5=户主 A8=小学
			提醒 column-unknown E1 [  ]`},
		{"a row of data is no head", `
			== 家庭成员
			户编号|行政村|姓名|性别|民族|文化程度|健康状况|与户主关系
			1|南村|赵甲|男|汉族|小学|健康|户主`, `
			村 南村
			户 1 赵甲
			人 赵甲 A2=男 A6=汉族 A8=小学 A10=健康 A5=户主`},
	})
}
