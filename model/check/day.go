package check

import "time"

// IsDate reports whether a text is a date as rosters write them: a day, a month
// or a year that exists.
func IsDate(text string) bool {
	_, ok := parseDate(text)
	return ok
}

// Day reads a text as one day.
func Day(text string) (time.Time, bool) {
	s, ok := parseDate(text)
	return s.first, ok && s.first.Equal(s.last)
}
