// Package letter makes official documents out of a text that an office can edit
// and the figures of a report.
//
// The text is plain lines, one a paragraph. What a line is shows in how it
// begins, as on paper: 一、 is a heading of the first level, （一） of the second,
// 1. without a full stop at its end of the third, everything else a paragraph;
// 标题：, 主送：, 图：, 附件：, 表：, 注：, 落款： and 日期： are what they say, and # begins
// a remark that is not printed. Figures stand between double braces:
// {{lifted.households}} is 12户. What else may stand there is the table functions: by it
// alone the text is checked, filled in and, at the head of summary.txt, explained.
//
// In names 年度 stands for the year: measures.年度.households.
//
// A figure that the data cannot support is a gap, 【请补充：…】; a part that depends
// on it is printed. A paragraph of which nothing is left falls away. The language
// is strict: whatever it does not know is a fault with line and column, and all
// faults are told together.
package letter
