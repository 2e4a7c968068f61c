// Package report counts what the January summary tells (notice 二(七)): every
// figure with how it was counted and the households and persons behind it, the
// identities that the figures must satisfy, and tables and series made of them.
//
// Everything is a pure function of the roster, of last year's where it is given,
// and of the problems found. A figure that the data cannot support is not known,
// never zero. 边缘户 are on no register and in no total; of them and of
// 脱贫监测户 only totals are given, since the notice keeps their list internal
// (三(一)).
//
// Counted are the people at the end of the year: the members, and those of
// 自然增加 who are not among the members yet, without those of 自然减少 who are
// still listed. That is so in every sentence and table, and in every divisor:
// incomes a head are divided by these people, births in and deaths out; see
// model.YearEnd.
package report
