// Package letter makes official documents out of a text that an office can edit
// and the figures of a report.
//
// The text is plain lines, one a paragraph. What a line is shows in how it
// begins, as on paper: 一、 is a heading of the first level, （一） of the second,
// 1. without a full stop at its end of the third, everything else a paragraph;
// 标题：, 主送：, 图：, 附件：, 表：, 注：, 落款： and 日期： are what they say, and # begins
// a remark that is not printed. Figures stand between double braces:
//
//	{{lifted.households}}           the figure with its unit: 12户
//	{{占 lifted.households registered.households}}  a share: 5.3%
//	{{上年 lifted.households}}       the same figure of last year's roster
//	{{比上年 lifted.households}}     比上年增加3户, 比上年减少3户 or 与上年持平; of
//	                                 several figures 比上年增加3户8人
//	{{列 cause}}                     the parts of a class: 因病12户、因残7户
//	{{列占 cause}}                   with their shares: 因病12户（占60.0%）、…;
//	                                 of one part alone 全部为因病
//	{{其中 added}}                   其中新生儿4人、婚入1人; of one part alone 均为新生儿,
//	                                 of one person alone 系新生儿
//	{{依次 band}} {{依次占 band}}    the same in their own order
//	{{前 3 problem}}                 the three largest parts, quoted: “…”12处、…
//	{{各村 lifted}}                  village by village: 云台村3户8人、…
//	{{各村前 2 unlifted}}            the two villages with most
//	{{各村占 2 unlifted}}            the two with the largest share of their own households
//	{{差 registered-gap.households}} 多3户, 少3户 or 相符
//	{{有 lifted.households}}…{{否则}}…{{完}}  whether there is any of one of several
//	{{确有 lifted.households}}…{{完}} the same, but not where it is not known
//	{{上年有 lifted.households}}…{{完}} whether last year had any
//	{{无 …}} {{有上年}} {{多村}} {{有表 …}}     the same for other things
//	{{悬殊 unlifted}}…{{完}}          whether a village's share is far above that of all
//	{{全 weak-out.villages weak.villages}}…{{完}} whether the one is all of the other
//	{{多 weak.villages}}…{{完}}       whether there is more than one
//	{{尾差 cause income}}…{{完}}      whether the rounded shares of one of several do
//	                                 not add up to 100%
//	{{见附件 villages}}               （见附件1）, the annex that has the table; nothing
//	                                 where none has
//	{{并列}}…|…|…{{完}}               what is left of the parts, joined by 、
//	{{序}}                           一, 二, 三 … in a row of 一是、二是; where it stays
//	                                 the only one below its heading, 一是 goes
//
// In names 年度 stands for the year: measures.年度.households.
//
// A figure that the data cannot support is a gap, 【请补充：…】; a part that depends
// on it is printed. A paragraph of which nothing is left falls away. The language
// is strict: whatever it does not know is a fault with line and column, and all
// faults are told together.
package letter
