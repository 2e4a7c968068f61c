package model

import "time"

// What holds where the settings say nothing else.
const (
	// DefaultYear is that of the notice.
	DefaultYear = 2019
	// DefaultStandard is the net income a head and year, in 元, that 脱贫 asks for: the
	// provincial standard of 十三五.
	DefaultStandard = 6000
	// DefaultCeiling bounds, as a multiple of the standard, the income of those who are
	// watched (notice 三(一)).
	DefaultCeiling = 1.5
)

// IncomePeriod gives the first and the last day of the year of income (notice 三(二)):
// 1 October of the year before to 30 September.
func IncomePeriod(year int) (from, to time.Time) {
	return time.Date(year-1, time.October, 1, 0, 0, 0, 0, time.UTC), time.Date(year, time.September, 30, 0, 0, 0, 0, time.UTC)
}

// LastDay is the day of a year on which ages are counted, and to which whoever helps
// must have helped.
func LastDay(year int) time.Time { return time.Date(year, time.December, 31, 0, 0, 0, 0, time.UTC) }
